//! The whole of it: defaults, what is given, secrets, files and rubbish.

use std::{ffi::OsString, path::PathBuf};

use proptest::prelude::*;

use super::{
    super::{environment, known},
    *,
};

#[test]
fn with_nothing_set_everything_is_embedded() {
    let config = config(&[]);
    let lines: Vec<_> = config.describe().iter().map(|(name, value)| format!("{name}: {value}")).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    PROSETS_ENV: development
    HOST: 127.0.0.1
    PORT: 3000
    AUTH0_BASE_URL: http://localhost:3000
    PROSETS_DATA_DIR: ./data
    PROSETS_TRUSTED_PROXIES: none
    PROSETS_RATE_LIMITS: on
    PROSETS_PAGE_CACHE: on
    DATABASE_URL: SQLite in ./data/prosets.db
    AUTH0_SECRET: made here
    PAYMENT_PROVIDERS: sandbox: no money moves
    PROSETS_S3_PORT: 3002
    MAIL_FROM: ProSets <no-reply@localhost>
    PROSETS_FEE_BPS: 1000
    PROSETS_CURRENCY: USD
    LOG_FORMAT: pretty
    RUST_LOG: info,sqlx=warn,sea_orm=warn,sea_orm_migration=warn,hyper=warn,h2=warn,s3s=warn,s3s_fs=warn,aws_config=warn,aws_sdk_s3=warn,aws_smithy_runtime=warn
    ");
    assert_eq!(config.database.url.expose(), "sqlite://./data/prosets.db");
    assert_eq!(config.mail.dir, PathBuf::from("./data/mail"));
    assert!(matches!(config.storage, Storage::Embedded { port: 3002 }));
}

#[test]
fn what_is_given_is_used() {
    let config = config(&[
        ("PORT", "4000"),
        ("HOST", "::"),
        ("AUTH0_BASE_URL", "https://Shop.Example.com:443/"),
        ("PROSETS_TRUSTED_PROXIES", "10.0.0.0/8, 192.168.1.7"),
        ("DATABASE_URL", "postgresql://shop:p%40ss@db/shop"),
        ("REDIS_URL", "rediss://:hu%2Fsh@cache/1"),
        ("SMTP_URL", "smtp://shop%40example.com:hu%2Fsh@mail.example.com"),
        ("MAIL_FROM", "shop@example.com"),
        ("PROSETS_FEE_BPS", "0"),
        ("PROSETS_CURRENCY", "EUR"),
        ("AWS_ACCESS_KEY_ID", "id"),
        ("AWS_SECRET_ACCESS_KEY", "key"),
        ("AWS_REGION", "auto"),
        ("AWS_S3_BUCKET", "shop.files"),
        ("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000"),
    ]);
    assert_eq!(config.server.address().to_string(), "[::]:4000");
    assert_eq!(config.server.link("/library"), "https://shop.example.com/library");
    assert!(config.server.is_https() && !config.server.is_loopback());
    assert_eq!(config.server.trusted_proxies.len(), 2);
    assert_eq!(config.database.kind, DatabaseKind::Postgres);
    assert_eq!((config.shop.fee_bps, config.shop.currency.code()), (0, "EUR"));
    let described: Vec<_> =
        config.describe().iter().map(|(name, value)| format!("{name}: {value}")).collect();
    for line in [
        "REDIS_URL: cache at port 6379 with TLS",
        "SMTP_URL: mail.example.com at port 587, with STARTTLS, signed in as shop@example.com",
    ] {
        assert!(described.contains(&line.to_owned()), "{described:?}");
    }
    let (_, password) = config.mail.smtp.unwrap().credentials.unwrap();
    assert_eq!(password.expose(), "hu/sh");
    let Storage::S3(s3) = config.storage else { panic!("S3 was given") };
    assert_eq!((s3.bucket.as_str(), s3.region.as_str()), ("shop.files", "auto"));
}

#[test]
fn without_a_public_address_it_is_localhost_at_the_port() {
    assert_eq!(config(&[("PORT", "4000"), ("HOST", "0.0.0.0")]).server.base_url, "http://localhost:4000");
}

#[test]
fn odd_data_directories_are_still_one_file() {
    let config = config(&[("PROSETS_DATA_DIR", "/srv/50% off?")]);
    assert_eq!(config.database.url.expose(), "sqlite:///srv/50%25 off%3F/prosets.db");
    assert_eq!(config.database.sqlite_file(), Some("/srv/50% off?/prosets.db".into()));
}

#[test]
fn all_faults_are_told_at_once() {
    let all =
        faults(&[("PORT", "x"), ("STRIPE_KEY", "x"), ("AWS_REGION", "eu-1"), ("PROSETS_ENV", "production")]);
    let told: Vec<_> = all.lines().filter_map(|line| line.split(' ').next()).collect();
    let expected = [
        "AUTH0_SECRET",
        "AWS_ACCESS_KEY_ID",
        "AWS_S3_BUCKET",
        "AWS_SECRET_ACCESS_KEY",
        "PAYMENT_PROVIDERS",
        "PORT",
        "STRIPE_KEY",
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_environment_goes_before_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join(".env");
    std::fs::write(&file, "\u{feff}PORT=4000\n# a comment\nHOST=0.0.0.0\nMAIL_FROM=\"A <a@b.de>\"\n")
        .unwrap();
    let (vars, faults) = environment::collect(&file, [("PORT".into(), "5000".into())]);
    assert_eq!(faults, []);
    let config = Config::from_vars(vars).unwrap();
    assert_eq!(config.server.address().to_string(), "0.0.0.0:5000");
    assert_eq!(config.mail.from.email.to_string(), "a@b.de");
}

#[test]
fn a_damaged_file_is_told_by_line_without_its_words() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join(".env");
    std::fs::write(&file, "PORT=4000\n\nAUTH0_SECRET=hush hush\nPORT 4\n").unwrap();
    let (_, faults) = environment::collect(&file, []);
    let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains(".env line 3 is not NAME=value"), "{told:?}");
    assert!(told[1].contains(".env line 4 is not NAME=value"), "{told:?}");
    assert!(!told.concat().contains("hush"));
    let (_, faults) = environment::collect(dir.path(), []);
    assert!(faults[0].problem.starts_with("cannot be read"), "a folder of that name: {faults:?}");
}

#[cfg(unix)]
#[test]
fn values_that_are_no_text_are_told_only_of_our_settings() {
    use std::os::unix::ffi::OsStringExt;
    let rubbish = || OsString::from_vec(vec![0xff, 0xfe]);
    let (vars, faults) = environment::collect(
        "nowhere/.env".as_ref(),
        [("PORT".into(), rubbish()), ("LS_COLORS".into(), rubbish())],
    );
    assert_eq!(vars, []);
    assert_eq!(faults, [Fault::new("PORT", "is not valid UTF-8 text: set it anew, or unset it.")]);
}

/// Settings whose value is a secret, or may hold one.
const SECRET: [&str; 9] = [
    "DATABASE_URL",
    "REDIS_URL",
    "SMTP_URL",
    "AUTH0_BASE_URL",
    "AUTH0_SECRET",
    "AUTH0_CLIENT_SECRET",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "STRIPE_SECRET_KEY",
];

#[test]
fn the_names_read_are_the_names_known() {
    let marked = known::SUPPORTED.map(|name| (name, "\u{1}"));
    let read: Vec<_> = config_reads(&marked);
    assert_eq!(
        read,
        known::SUPPORTED.iter().filter(|name| !FREE.contains(name)).copied().collect::<Vec<_>>()
    );
}

/// Settings that take any text.
const FREE: [&str; 5] = [
    "PROSETS_DATA_DIR",
    "AUTH0_CLIENT_ID",
    "AUTH0_CLIENT_SECRET",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
];

/// The settings a value of rubbish is complained about, in the order of the list.
fn config_reads(vars: &[(&'static str, &str)]) -> Vec<&'static str> {
    let faults = Config::from_vars(pairs(vars)).unwrap_err();
    let told = |name: &str| faults.iter().any(|fault| fault.variable == name);
    vars.iter().map(|(name, _)| *name).filter(|name| told(name)).collect()
}

fn any_name() -> impl Strategy<Value = String> {
    let known = || known::SUPPORTED.into_iter().chain(known::LATER.map(|(name, _)| name)).collect::<Vec<_>>();
    prop_oneof![
        3 => proptest::sample::select(known()).prop_map(str::to_owned),
        1 => "(PROSETS|AUTH0|STRIPE|NEXT_PUBLIC)_\\PC{0,12}",
        1 => any::<String>(),
    ]
}

fn any_value() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "(sqlite|postgres|https?):/{0,3}\\PC{0,20}",
        "\\PC{30,80}",
        "[0-9./:,-]{0,20}"
    ]
}

proptest! {
    #[test]
    fn rubbish_is_refused_not_panicked_on(vars in proptest::collection::vec((any_name(), any_value()), 0..12)) {
        match Config::from_vars(vars) {
            Ok(config) => { config.describe(); let _ = format!("{config:?}"); }
            Err(faults) => prop_assert!(faults.iter().all(|fault| fault.to_string().ends_with(['.', ')']))),
        }
    }

    #[test]
    fn secrets_are_never_told(name in proptest::sample::select(SECRET.to_vec()), tail in "[a-z0-9:/@?#.]{0,40}") {
        let value = format!("{tail}hush{tail}");
        let told = match Config::from_vars([(name.to_owned(), value)]) {
            Ok(config) => format!("{config:?}{:?}", config.describe()),
            Err(faults) => format!("{faults:?}"),
        };
        // What is a valid public address or file is no secret.
        prop_assume!(!told.contains("base_url: \"") || !matches!(name, "AUTH0_BASE_URL" | "DATABASE_URL"));
        prop_assert!(!told.contains("hush"), "{told}");
    }
}
