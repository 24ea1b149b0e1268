//! The doctor finds what is wrong, and leaves everything as it was.

use super::{Checkout, Outcome, free_port};

fn doctor(checkout: &Checkout, vars: &[(&str, &str)]) -> Outcome {
    let (port, s3_port) = (free_port(), free_port());
    let ports = [("PORT", port.as_str()), ("PROSETS_S3_PORT", s3_port.as_str())];
    let outcome = checkout.run(&["doctor"], &[&ports, vars].concat());
    for line in outcome.out.lines() {
        assert!(["ok    ", "note  ", "fail  "].iter().any(|verdict| line.starts_with(verdict)), "{line}");
    }
    outcome
}

fn fails(outcome: &Outcome) -> Vec<&str> {
    outcome.out.lines().filter_map(|line| line.strip_prefix("fail  ")).collect()
}

#[test]
fn a_fresh_checkout_is_healthy_and_stays_fresh() {
    let checkout = Checkout::new();
    let outcome = doctor(&checkout, &[]);
    assert_eq!(outcome.code, 0, "{}", outcome.out);
    assert!(!checkout.path().join("data").exists());
}

#[test]
fn a_migrated_shop_is_healthy() {
    let checkout = Checkout::new();
    assert_eq!(checkout.run(&["migrate", "up"], &[]).code, 0);
    let outcome = doctor(&checkout, &[]);
    assert_eq!(outcome.code, 0, "{}", outcome.out);
    for line in ["ok    database: answers and takes writes", "ok    schema: all"] {
        assert!(outcome.out.contains(line), "{line} in {}", outcome.out);
    }
}

#[test]
fn wrong_settings_are_told_a_line_each() {
    let outcome = doctor(&Checkout::new(), &[("HOST", "x"), ("CLAMD_ADDR", "localhost:3310")]);
    assert_eq!(outcome.code, 1);
    let fails = fails(&outcome);
    assert_eq!(fails.len(), 2, "{fails:?}");
    assert!(fails[0].starts_with("CLAMD_ADDR: is not supported") && fails[1].starts_with("HOST: is \"x\""));
}

#[test]
fn missing_files_are_told() {
    let checkout = Checkout::new();
    std::fs::remove_file(checkout.path().join("target/site/pkg/prosets.wasm")).unwrap();
    std::fs::write(checkout.path().join("data"), "a file where the folder should be").unwrap();
    let outcome = doctor(&checkout, &[]);
    let fails = fails(&outcome);
    assert!(fails.iter().any(|line| line.starts_with("data directory: ")), "{fails:?}");
    assert!(fails.iter().any(|line| line.contains("prosets.wasm is missing")), "{fails:?}");
    assert_eq!(outcome.code, 1);
}

#[test]
fn a_schema_that_is_behind_is_told() {
    let checkout = Checkout::new();
    checkout.run(&["migrate", "up"], &[]);
    checkout.run(&["migrate", "down"], &[]);
    let outcome = doctor(&checkout, &[]);
    assert!(fails(&outcome)[0].ends_with("migrations applied: run prosets migrate up"), "{}", outcome.out);
}

#[test]
fn a_port_somebody_else_holds_is_told() {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port().to_string();
    std::thread::spawn(move || listener.incoming().for_each(drop));
    let outcome = Checkout::new().run(&["doctor"], &[("PORT", &port), ("PROSETS_S3_PORT", &free_port())]);
    let expected = format!("port: {port} is used by another program: stop that one, or set PORT");
    assert_eq!(fails(&outcome), [expected]);
}

#[test]
fn stored_files_are_tried_through_the_file_server() {
    let checkout = Checkout::new();
    std::fs::create_dir_all(checkout.path().join("data/storage")).unwrap();
    let outcome = doctor(&checkout, &[]);
    let line = outcome.out.lines().find(|line| line.contains("storage: ")).unwrap();
    assert!(line.starts_with("ok    storage: the embedded file server"), "{line}");
    assert_eq!(
        std::fs::read_dir(checkout.path().join("data/storage/prosets/checks")).map_or(0, Iterator::count),
        0
    );
}

#[test]
fn storage_that_does_not_answer_is_told_without_its_key() {
    let endpoint = format!("http://127.0.0.1:{}", free_port());
    let s3 = [
        ("AWS_ACCESS_KEY_ID", "id"),
        ("AWS_SECRET_ACCESS_KEY", "hush"),
        ("AWS_REGION", "auto"),
        ("AWS_S3_BUCKET", "shop"),
        ("AWS_ENDPOINT_URL_S3", endpoint.as_str()),
    ];
    let outcome = doctor(&Checkout::new(), &s3);
    let fails = fails(&outcome);
    assert!(fails.len() == 1 && fails[0].starts_with("storage: bucket shop does not work"), "{fails:?}");
    assert!(!outcome.out.contains("hush"));
}
