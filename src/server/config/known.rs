//! Every name we know: what is a setting, what will be one, and what people write by mistake.

use super::issuers;
use super::vars::Vars;

/// Settings this version reads.
pub(super) const SUPPORTED: [&str; 31] = [
    "PORT",
    "HOST",
    "PROSETS_ENV",
    "PROSETS_DATA_DIR",
    "PROSETS_TRUSTED_PROXIES",
    "PROSETS_RATE_LIMITS",
    "PROSETS_PAGE_CACHE",
    "DATABASE_URL",
    "REDIS_URL",
    "AUTH0_BASE_URL",
    "AUTH0_SECRET",
    "AUTH0_ISSUER_BASE_URL",
    "AUTH0_CLIENT_ID",
    "AUTH0_CLIENT_SECRET",
    "AUTH0_AUDIENCE",
    "PROSETS_LOCAL_SIGNIN",
    "PROSETS_REQUIRE_ADMIN_2FA",
    "PAYMENT_PROVIDERS",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_REGION",
    "AWS_S3_BUCKET",
    "AWS_ENDPOINT_URL_S3",
    "PROSETS_S3_PORT",
    "SMTP_URL",
    "MAIL_FROM",
    "PROSETS_MODERATION",
    "PROSETS_FEE_BPS",
    "PROSETS_CURRENCY",
    "LOG_FORMAT",
    "RUST_LOG",
];

const STRIPE: &str = "No card payments are taken. (Stripe will need STRIPE_SECRET_KEY and \
                      STRIPE_WEBHOOK_SECRET together.)";
const RAZORPAY: &str = "No card payments are taken. (Razorpay will need RAZORPAY_KEY_ID, RAZORPAY_KEY_SECRET \
                        and RAZORPAY_WEBHOOK_SECRET together.)";

/// Settings of later versions, and what happens instead. Ignoring one in silence would be worse than not starting.
pub(super) const LATER: [(&str, &str); 12] = [
    ("STRIPE_SECRET_KEY", STRIPE),
    ("STRIPE_PUBLISHABLE_KEY", STRIPE),
    ("STRIPE_WEBHOOK_SECRET", STRIPE),
    ("STRIPE_API_BASE", STRIPE),
    ("RAZORPAY_KEY_ID", RAZORPAY),
    ("RAZORPAY_KEY_SECRET", RAZORPAY),
    ("RAZORPAY_WEBHOOK_SECRET", RAZORPAY),
    ("RAZORPAY_API_BASE", RAZORPAY),
    ("PROSETS_CDN_URL", "Pictures come from the shop itself."),
    ("CLAMD_ADDR", "Uploads are checked by size, hash and content, not for viruses."),
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "Logs go to standard error."),
    ("METRICS_TOKEN", "There are no metrics to protect."),
];

/// What this repository's tests use; the servers they start inherit it.
const TESTS: [&str; 2] = ["PROSETS_TEST_POSTGRES_URL", "PROSETS_TEST_REDIS_URL"];

/// Names of other programs and older habits, with ours.
const WRONG: [(&str, &str); 12] = [
    ("APP_BASE_URL", "AUTH0_BASE_URL"),
    ("AUTH0_DOMAIN", "AUTH0_ISSUER_BASE_URL"),
    ("AUTH0_ISSUER", "AUTH0_ISSUER_BASE_URL"),
    ("AUTH0_ISSUER_URL", "AUTH0_ISSUER_BASE_URL"),
    ("NEXTAUTH_SECRET", "AUTH0_SECRET"),
    ("NEXTAUTH_URL", "AUTH0_BASE_URL"),
    ("S3_BUCKET", "AWS_S3_BUCKET"),
    ("STRIPE_API_KEY", "STRIPE_SECRET_KEY"),
    ("STRIPE_KEY", "STRIPE_SECRET_KEY"),
    ("STRIPE_PUBLIC_KEY", "STRIPE_PUBLISHABLE_KEY"),
    ("STRIPE_SECRET", "STRIPE_SECRET_KEY"),
    ("STRIPE_WEBHOOK_KEY", "STRIPE_WEBHOOK_SECRET"),
];

/// Names that are ours to judge; anything else in the environment is somebody else's.
const PREFIXES: [&str; 6] = ["PROSETS_", "AUTH0_", "STRIPE_", "RAZORPAY_", "NEXT_PUBLIC_", "NEXTAUTH_"];

/// Whether a name is one we read or judge.
pub(super) fn is_ours(name: &str) -> bool {
    SUPPORTED.contains(&name) || name.starts_with("OIDC_") || problem(name).is_some()
}

/// Tells a fault for each name that is not read, and should not be there.
pub(super) fn check_names(vars: &mut Vars) {
    for name in vars.names().map(str::to_owned).collect::<Vec<_>>() {
        if let Some(problem) = problem(&name) {
            vars.fault(&name, problem);
        }
    }
}

fn problem(name: &str) -> Option<String> {
    if SUPPORTED.contains(&name) || TESTS.contains(&name) {
        return None;
    }
    if name.starts_with("OIDC_") {
        return issuers::misnamed(name);
    }
    if let Some(instead) = later(name) {
        return Some(format!("is not supported by this version yet: unset it. {instead}"));
    }
    let upper = name.to_uppercase();
    let wrong = WRONG.iter().find(|(wrong, _)| *wrong == upper).map(|(_, right)| *right);
    if wrong.is_none() && !PREFIXES.iter().any(|prefix| upper.starts_with(prefix)) {
        return None;
    }
    let right = wrong.or_else(|| nearest(&upper));
    Some(match right {
        None => "is not a setting of ProSets: unset it, or look its name up in the README.".into(),
        Some(right) if later(right).is_some() => format!(
            "is not a setting of ProSets; {right} would be, but is not supported by this version yet: unset it."
        ),
        Some(right) if wrong.is_some() => {
            format!("is not a setting of ProSets; its name here is {right}: rename it, or unset it.")
        }
        Some(right) => {
            format!("is not a setting of ProSets; did you mean {right}? Rename it, or unset it.")
        }
    })
}

fn later(name: &str) -> Option<&'static str> {
    LATER.iter().find(|(later, _)| *later == name).map(|(_, instead)| *instead)
}

/// The known name that was probably meant: without its prefix, or a few letters away behind the same prefix.
fn nearest(name: &str) -> Option<&'static str> {
    let known = || SUPPORTED.into_iter().chain(LATER.iter().map(|(name, _)| *name));
    let prefix = PREFIXES.iter().find(|prefix| name.starts_with(**prefix))?;
    let rest = name.strip_prefix(prefix)?;
    if let Some(bare) = known().find(|known| *known == rest) {
        return Some(bare);
    }
    let likeness = |known: &str| strsim::normalized_damerau_levenshtein(rest, known);
    known()
        .filter_map(|known| Some((known, likeness(known.strip_prefix(prefix)?))))
        .filter(|(_, likeness)| *likeness >= 0.6)
        .max_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(known, _)| known)
}
