//! Names that are wrong, unknown or of a later version.

use super::{super::known, *};

#[test]
fn known_wrong_names_are_told_with_the_right_one() {
    insta::assert_snapshot!(each(&[
        ("APP_BASE_URL", "x"),
        ("S3_BUCKET", "x"),
        ("STRIPE_KEY", "x"),
        ("AUTH0_ISSUER_URL", "x"),
        ("AUTH0_DOMAIN", "x"),
        ("NEXTAUTH_URL", "x"),
        ("NEXTAUTH_SECRET", "x"),
        ("NEXT_PUBLIC_API_URL", "x"),
        ("NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY", "x"),
    ]), @r"
    APP_BASE_URL is not a setting of ProSets; its name here is AUTH0_BASE_URL: rename it, or unset it.
    S3_BUCKET is not a setting of ProSets; its name here is AWS_S3_BUCKET: rename it, or unset it.
    STRIPE_KEY is not a setting of ProSets; STRIPE_SECRET_KEY would be, but is not supported by this version yet: unset it.
    AUTH0_ISSUER_URL is not a setting of ProSets; its name here is AUTH0_ISSUER_BASE_URL: rename it, or unset it.
    AUTH0_DOMAIN is not a setting of ProSets; its name here is AUTH0_ISSUER_BASE_URL: rename it, or unset it.
    NEXTAUTH_URL is not a setting of ProSets; its name here is AUTH0_BASE_URL: rename it, or unset it.
    NEXTAUTH_SECRET is not a setting of ProSets; its name here is AUTH0_SECRET: rename it, or unset it.
    NEXT_PUBLIC_API_URL is not a setting of ProSets: unset it, or look its name up in the README.
    NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY is not a setting of ProSets; STRIPE_PUBLISHABLE_KEY would be, but is not supported by this version yet: unset it.
    ");
}

#[test]
fn unknown_names_of_ours_come_with_a_guess() {
    insta::assert_snapshot!(each(&[
        ("PROSETS_DATADIR", "x"),
        ("PROSETS_PORT", "x"),
        ("PROSETS_DATABASE_URL", "x"),
        ("PROSETS_MODERATON", "x"),
        ("AUTH0_BASEURL", "x"),
        ("STRIPE_WEBHOOK_SECRETS", "x"),
        ("RAZORPAY_SECRET", "x"),
        ("PROSETS_ZZZ", "x"),
        ("prosets_currency", "x"),
    ]), @r"
    PROSETS_DATADIR is not a setting of ProSets; did you mean PROSETS_DATA_DIR? Rename it, or unset it.
    PROSETS_PORT is not a setting of ProSets; did you mean PORT? Rename it, or unset it.
    PROSETS_DATABASE_URL is not a setting of ProSets; did you mean DATABASE_URL? Rename it, or unset it.
    PROSETS_MODERATON is not a setting of ProSets; did you mean PROSETS_MODERATION? Rename it, or unset it.
    AUTH0_BASEURL is not a setting of ProSets; did you mean AUTH0_BASE_URL? Rename it, or unset it.
    STRIPE_WEBHOOK_SECRETS is not a setting of ProSets; STRIPE_WEBHOOK_SECRET would be, but is not supported by this version yet: unset it.
    RAZORPAY_SECRET is not a setting of ProSets; RAZORPAY_KEY_SECRET would be, but is not supported by this version yet: unset it.
    PROSETS_ZZZ is not a setting of ProSets: unset it, or look its name up in the README.
    prosets_currency is not a setting of ProSets; did you mean PROSETS_CURRENCY? Rename it, or unset it.
    ");
}

#[test]
fn settings_of_later_versions_are_refused_not_ignored() {
    insta::assert_snapshot!(each(&known::LATER.map(|(name, _)| (name, "x"))), @r"
    STRIPE_SECRET_KEY is not supported by this version yet: unset it. No card payments are taken. (Stripe will need STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET together.)
    STRIPE_PUBLISHABLE_KEY is not supported by this version yet: unset it. No card payments are taken. (Stripe will need STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET together.)
    STRIPE_WEBHOOK_SECRET is not supported by this version yet: unset it. No card payments are taken. (Stripe will need STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET together.)
    STRIPE_API_BASE is not supported by this version yet: unset it. No card payments are taken. (Stripe will need STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET together.)
    RAZORPAY_KEY_ID is not supported by this version yet: unset it. No card payments are taken. (Razorpay will need RAZORPAY_KEY_ID, RAZORPAY_KEY_SECRET and RAZORPAY_WEBHOOK_SECRET together.)
    RAZORPAY_KEY_SECRET is not supported by this version yet: unset it. No card payments are taken. (Razorpay will need RAZORPAY_KEY_ID, RAZORPAY_KEY_SECRET and RAZORPAY_WEBHOOK_SECRET together.)
    RAZORPAY_WEBHOOK_SECRET is not supported by this version yet: unset it. No card payments are taken. (Razorpay will need RAZORPAY_KEY_ID, RAZORPAY_KEY_SECRET and RAZORPAY_WEBHOOK_SECRET together.)
    RAZORPAY_API_BASE is not supported by this version yet: unset it. No card payments are taken. (Razorpay will need RAZORPAY_KEY_ID, RAZORPAY_KEY_SECRET and RAZORPAY_WEBHOOK_SECRET together.)
    PROSETS_CDN_URL is not supported by this version yet: unset it. Pictures come from the shop itself.
    CLAMD_ADDR is not supported by this version yet: unset it. Uploads are checked by size, hash and content, not for viruses.
    OTEL_EXPORTER_OTLP_ENDPOINT is not supported by this version yet: unset it. Logs go to standard error.
    METRICS_TOKEN is not supported by this version yet: unset it. There are no metrics to protect.
    ");
}

#[test]
fn other_peoples_variables_are_none_of_our_business() {
    let others = [("PATH", "/bin"), ("AWS_PROFILE", "x"), ("LEPTOS_SITE_ROOT", "x"), ("", "x"), ("=", "x")];
    assert_eq!(each(&others), "");
}

#[test]
fn empty_counts_as_unset() {
    let names = known::SUPPORTED.into_iter().chain(known::LATER.map(|(name, _)| name));
    let empty: Vec<_> = names.chain(["PROSETS_TYPO", "STRIPE_KEY"]).map(|name| (name, " ")).collect();
    assert_eq!(faults(&empty), "");
}
