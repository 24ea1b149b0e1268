//! Wrong settings stop every command that needs them, all told at once.

use super::Checkout;

#[test]
fn every_fault_is_told_and_the_exit_code_is_78() {
    let checkout = Checkout::new();
    let vars =
        [("PORT", "x"), ("STRIPE_KEY", "sk_live_hush"), ("AUTH0_SECRET", "hush"), ("APP_BASE_URL", "x")];
    let outcome = checkout.run(&["serve"], &vars);
    assert_eq!((outcome.code, outcome.out.as_str()), (78, ""));
    insta::assert_snapshot!(outcome.err, @r#"
    ProSets does not start: 4 settings need mending.
      - APP_BASE_URL is not a setting of ProSets; its name here is AUTH0_BASE_URL: rename it, or unset it.
      - AUTH0_SECRET has 4 bytes, but needs at least 32: set it to what `openssl rand -hex 32` prints.
      - PORT is "x", but must be a number from 1 to 65535.
      - STRIPE_KEY is not a setting of ProSets; STRIPE_SECRET_KEY would be, but is not supported by this version yet: unset it.
    "#);
    for args in
        [&[][..], &["work"], &["migrate", "status"], &["seed", "--demo"], &["user", "disable", "a@b.de"]]
    {
        let outcome = checkout.run(args, &vars);
        assert_eq!((outcome.code, outcome.err.lines().count()), (78, 5), "{args:?}: {}", outcome.err);
    }
    assert!(!checkout.path().join("data").exists(), "nothing was begun");
}

#[test]
fn the_file_counts_where_the_environment_is_silent() {
    let checkout = Checkout::new();
    std::fs::write(checkout.path().join(".env"), "PORT=x\nHOST=y\n").unwrap();
    let outcome = checkout.run(&["migrate", "status"], &[("HOST", "127.0.0.1")]);
    assert_eq!(outcome.code, 78);
    assert!(outcome.err.contains("PORT is \"x\"") && !outcome.err.contains("HOST"), "{}", outcome.err);
}

#[test]
fn production_does_not_start_on_what_only_development_may() {
    let outcome = Checkout::new().run(&[], &[("PROSETS_ENV", "production")]);
    assert_eq!(outcome.code, 78);
    for name in ["AUTH0_SECRET", "PAYMENT_PROVIDERS"] {
        assert!(outcome.err.contains(&format!("{name} is missing")), "{}", outcome.err);
    }
}

#[test]
fn help_needs_no_settings() {
    let checkout = Checkout::new();
    let outcome = checkout.run(&["--help"], &[("PORT", "x")]);
    assert_eq!(outcome.code, 0);
    for command in ["serve", "work", "migrate", "seed", "user", "openapi", "doctor"] {
        assert!(outcome.out.contains(&format!("\n  {command} ")), "{}", outcome.out);
    }
    assert_eq!(checkout.run(&["sevre"], &[]).code, 2);
}

#[test]
fn the_openapi_document_needs_no_settings() {
    let outcome = Checkout::new().run(&["openapi"], &[("PORT", "x")]);
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""));
    let document: serde_json::Value = serde_json::from_str(&outcome.out).unwrap();
    assert_eq!(document["info"]["title"], "ProSets API");
}
