//! Malformed values, halves and what production asks for.

use super::*;

#[test]
fn where_it_listens() {
    insta::assert_snapshot!(each(&[
        ("PORT", "abc"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("HOST", "shop.example.com"),
        ("PROSETS_ENV", "prod"),
        ("PROSETS_TRUSTED_PROXIES", "10.0.0.0/8, 10.0.0.0/33"),
        ("PROSETS_RATE_LIMITS", "no"),
        ("PROSETS_S3_PORT", "3000"),
        ("PORT", "3002"),
    ]), @r#"
    PORT is "abc", but must be a number from 1 to 65535.
    PORT is "0", but must be a number from 1 to 65535.
    PORT is "65536", but must be a number from 1 to 65535.
    HOST is "shop.example.com", but must be an IP address of this machine: 127.0.0.1 for itself only, 0.0.0.0 for every network.
    PROSETS_ENV is "prod", but must be development or production.
    PROSETS_TRUSTED_PROXIES holds "10.0.0.0/33", which is no address or network: write them as 10.0.0.0/8, fd00::/8, with commas between.
    PROSETS_RATE_LIMITS is "no", but must be on or off.
    PROSETS_S3_PORT and PORT are both 3000 (unset they are 3002 and 3000): give each its own.
    PROSETS_S3_PORT and PORT are both 3002 (unset they are 3002 and 3000): give each its own.
    "#);
}

#[test]
fn the_public_address() {
    insta::assert_snapshot!(each(&[
        ("AUTH0_BASE_URL", "shop.example.com"),
        ("AUTH0_BASE_URL", "ftp://shop.example.com"),
        ("AUTH0_BASE_URL", "https://shop.example.com/shop"),
        ("AUTH0_BASE_URL", "https://me:pass@shop.example.com"),
    ]), @r"
    AUTH0_BASE_URL must be http:// or https:// and a host, with nothing behind it: such as https://shop.example.com.
    AUTH0_BASE_URL must be http:// or https:// and a host, with nothing behind it: such as https://shop.example.com.
    AUTH0_BASE_URL must be http:// or https:// and a host, with nothing behind it: such as https://shop.example.com.
    AUTH0_BASE_URL must be http:// or https:// and a host, with nothing behind it: such as https://shop.example.com.
    ");
}

#[test]
fn database_and_secret() {
    insta::assert_snapshot!(each(&[
        ("DATABASE_URL", "mysql://root:pass@localhost/shop"),
        ("DATABASE_URL", "sqlite:"),
        ("DATABASE_URL", "postgres:shop"),
        ("AUTH0_SECRET", "too-short"),
    ]), @r"
    DATABASE_URL must be sqlite:path/to/file.db or postgres://person:password@host/database (in the password write @ as %40, / as %2F, # as %23 and % as %25).
    DATABASE_URL must be sqlite:path/to/file.db or postgres://person:password@host/database (in the password write @ as %40, / as %2F, # as %23 and % as %25).
    DATABASE_URL must be sqlite:path/to/file.db or postgres://person:password@host/database (in the password write @ as %40, / as %2F, # as %23 and % as %25).
    AUTH0_SECRET has 9 bytes, but needs at least 32: set it to what `openssl rand -hex 32` prints.
    ");
}

#[test]
fn trade_mail_and_logs() {
    insta::assert_snapshot!(each(&[
        ("PROSETS_FEE_BPS", "10001"),
        ("PROSETS_FEE_BPS", "-1"),
        ("PROSETS_FEE_BPS", "12.5"),
        ("PROSETS_CURRENCY", "usd"),
        ("MAIL_FROM", "nobody"),
        ("LOG_FORMAT", "xml"),
        ("RUST_LOG", "prosets=loud"),
    ]), @r#"
    PROSETS_FEE_BPS is "10001", but must be a whole number from 0 to 10000, hundredths of a percent: 1000 is 10 %.
    PROSETS_FEE_BPS is "-1", but must be a whole number from 0 to 10000, hundredths of a percent: 1000 is 10 %.
    PROSETS_FEE_BPS is "12.5", but must be a whole number from 0 to 10000, hundredths of a percent: 1000 is 10 %.
    PROSETS_CURRENCY is "usd", but must be one of USD, EUR, GBP, INR, JPY, AUD, CAD, CHF, SEK, NOK, DKK, PLN.
    MAIL_FROM is "nobody", but must be an address such as ProSets <shop@example.com>.
    LOG_FORMAT is "xml", but must be pretty or json.
    RUST_LOG is "prosets=loud", but must be a log filter, such as info or info,prosets=debug.
    "#);
}

#[test]
fn where_mail_goes() {
    let wrong = |url| faults(&[("MAIL_FROM", "shop@example.com"), ("SMTP_URL", url)]);
    insta::assert_snapshot!(faults(&[("SMTP_URL", "smtps://mail.example.com")]), @r"
    MAIL_FROM is missing, while SMTP_URL is there: set it to an address the mail server may send from, such as ProSets <shop@example.com>.
    ");
    insta::assert_snapshot!([
        "mail.example.com",
        "https://mail.example.com",
        "smtp://mail.example.com/relay",
        "smtp://shop@mail.example.com",
        "smtp://:hush@mail.example.com",
        "smtp://mail.example.com?tls=opportunistic",
        "smtps://mail.example.com?tls=none",
        "smtp://mail.example.com?timeout=3",
        "smtp://shop:hush@mail.example.com?tls=none",
    ].map(wrong).concat(), @r"
    SMTP_URL must be smtps://user:password@host or smtp://user:password@host:587 (in the password write @ as %40, / as %2F, # as %23 and % as %25).
    SMTP_URL must be smtps://user:password@host or smtp://user:password@host:587 (in the password write @ as %40, / as %2F, # as %23 and % as %25).
    SMTP_URL must be smtps://user:password@host or smtp://user:password@host:587 (in the password write @ as %40, / as %2F, # as %23 and % as %25).
    SMTP_URL needs a user and a password, or neither.
    SMTP_URL needs a user and a password, or neither.
    SMTP_URL may say tls=required or, with smtp, tls=none: anything between is as good as none.
    SMTP_URL may say tls=required or, with smtp, tls=none: anything between is as good as none.
    SMTP_URL takes nothing behind the question mark but tls=required or tls=none.
    SMTP_URL would send its password over the net for everybody to read: leave out tls=none.
    ");
    let goes = |url: &str| {
        config(&[("MAIL_FROM", "shop@example.com"), ("SMTP_URL", url)]).mail.smtp.unwrap().describe()
    };
    assert_eq!(goes("smtps://mail.example.com"), "mail.example.com at port 465, with TLS");
    assert_eq!(goes("smtp://mail.example.com"), "mail.example.com at port 587, with STARTTLS");
    assert_eq!(goes("smtp://mail.example.com:25"), "mail.example.com at port 25, with STARTTLS");
    assert_eq!(goes("smtp://mail:1025?tls=none"), "mail at port 1025, in plain text");
    for near in ["localhost", "127.0.0.1", "[::1]"] {
        let host = near.trim_matches(['[', ']']);
        assert_eq!(goes(&format!("smtp://{near}")), format!("{host} at port 25, in plain text"));
        let signed_in = format!("{host} at port 25, in plain text, signed in as a");
        assert_eq!(goes(&format!("smtp://a:b@{near}")), signed_in);
        let guarded = format!("{host} at port 587, with STARTTLS");
        assert_eq!(goes(&format!("smtp://{near}?tls=required")), guarded);
    }
}

#[test]
fn where_sessions_are_shared() {
    insta::assert_snapshot!(each(&[
        ("REDIS_URL", "cache:6379"),
        ("REDIS_URL", "http://cache"),
        ("REDIS_URL", "redis://"),
        ("REDIS_URL", "redis://cache/shop"),
        ("REDIS_URL", "redis+unix:///run/redis.sock"),
        ("REDIS_URL", "rediss://cache/#insecure"),
        ("REDIS_URL", "redis://cache?protocol=resp3"),
    ]), @r"
    REDIS_URL must be redis://person:password@host:6379/0, or rediss:// for TLS (in the password write @ as %40, / as %2F, # as %23 and % as %25).
    REDIS_URL must be redis://person:password@host:6379/0, or rediss:// for TLS (in the password write @ as %40, / as %2F, # as %23 and % as %25).
    REDIS_URL must be redis://person:password@host:6379/0, or rediss:// for TLS (in the password write @ as %40, / as %2F, # as %23 and % as %25).
    REDIS_URL must be redis://person:password@host:6379/0, or rediss:// for TLS (in the password write @ as %40, / as %2F, # as %23 and % as %25).
    REDIS_URL must be redis://person:password@host:6379/0, or rediss:// for TLS (in the password write @ as %40, / as %2F, # as %23 and % as %25).
    REDIS_URL must be redis://person:password@host:6379/0, or rediss:// for TLS (in the password write @ as %40, / as %2F, # as %23 and % as %25).
    REDIS_URL must be redis://person:password@host:6379/0, or rediss:// for TLS (in the password write @ as %40, / as %2F, # as %23 and % as %25).
    ");
    for url in
        ["redis://cache", "redis://localhost:6379/15", "rediss://shop:hush@cache:6380/0", "redis://[::1]"]
    {
        assert_eq!(faults(&[("REDIS_URL", url)]), "", "{url}");
    }
}

#[test]
fn what_this_version_cannot_do() {
    insta::assert_snapshot!(each(&[
        ("PROSETS_LOCAL_SIGNIN", "off"),
        ("PROSETS_MODERATION", "all"),
        ("PAYMENT_PROVIDERS", "stripe"),
        ("PAYMENT_PROVIDERS", "sandbox,none"),
    ]), @r#"
    PROSETS_LOCAL_SIGNIN is off, but there is no other way to sign in: set AUTH0_ISSUER_BASE_URL and what belongs to it, or unset this.
    PROSETS_MODERATION is all, but review before publishing is not supported by this version yet: set it to off or unset it.
    PAYMENT_PROVIDERS names stripe, which is not supported by this version yet: set it to sandbox or none.
    PAYMENT_PROVIDERS is "sandbox,none", but must be sandbox or none.
    "#);
    assert_eq!(
        faults(&[
            ("PROSETS_LOCAL_SIGNIN", "on"),
            ("PROSETS_REQUIRE_ADMIN_2FA", "on"),
            ("PROSETS_MODERATION", "off")
        ]),
        ""
    );
}

#[test]
fn storage_goes_by_all_four_or_none() {
    insta::assert_snapshot!(faults(&[("AWS_REGION", "eu-central-1"), ("AWS_S3_BUCKET", "shop")]), @r"
    AWS_ACCESS_KEY_ID is missing, while other AWS_* settings are there: set all four (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_S3_BUCKET) or none of them.
    AWS_SECRET_ACCESS_KEY is missing, while other AWS_* settings are there: set all four (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_S3_BUCKET) or none of them.
    ");
    insta::assert_snapshot!(each(&[
        ("AWS_ENDPOINT_URL_S3", "https://s3.example.com"),
    ]), @r"
    AWS_ENDPOINT_URL_S3 is set without the rest: set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_S3_BUCKET too, or unset it.
    ");
    let four = [("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", "key")];
    let with =
        |region, bucket| faults(&[four[0], four[1], ("AWS_REGION", region), ("AWS_S3_BUCKET", bucket)]);
    insta::assert_snapshot!(with("not a region", "Shop_Files"), @r#"
    AWS_REGION is "not a region", but must be a region's code, such as eu-central-1.
    AWS_S3_BUCKET is "Shop_Files", but must be a bucket's name: 3 to 63 lower-case letters, digits, hyphens and dots.
    "#);
    assert_eq!(with("eu-central-1", "shop-files"), "");
}

#[test]
fn production_asks_for_more() {
    insta::assert_snapshot!(faults(&[("PROSETS_ENV", "production")]), @r"
    AUTH0_SECRET is missing, and production does not start on a secret it made itself: set it to what `openssl rand -hex 32` prints.
    PAYMENT_PROVIDERS is missing. Production needs a real payment provider, which this version does not support yet: set it to none, and every listing must be free.
    ");
    insta::assert_snapshot!(faults(&[
        ("PROSETS_ENV", "production"),
        ("AUTH0_SECRET", "0123456789abcdef0123456789abcdef"),
        ("PAYMENT_PROVIDERS", "sandbox"),
        ("PROSETS_RATE_LIMITS", "off"),
        ("AUTH0_BASE_URL", "http://shop.example.com"),
    ]), @r"
    AUTH0_BASE_URL is http, but production needs https: browsers keep the sign-in cookie for https only.
    PAYMENT_PROVIDERS is sandbox, which moves no money. Production needs a real payment provider, which this version does not support yet: set it to none, and every listing must be free.
    PROSETS_RATE_LIMITS is off, but production needs its limits: unset it.
    ");
    assert_eq!(
        faults(&[
            ("PROSETS_ENV", "production"),
            ("AUTH0_SECRET", "0123456789abcdef0123456789abcdef"),
            ("PAYMENT_PROVIDERS", "none"),
            ("AUTH0_BASE_URL", "http://localhost:3000"),
        ]),
        ""
    );
}
