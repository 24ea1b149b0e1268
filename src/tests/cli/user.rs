//! People from the command line.

use std::io::Write;
use std::process::Stdio;

use super::{Checkout, Outcome};

fn migrated() -> Checkout {
    let checkout = Checkout::new();
    assert_eq!(checkout.run(&["migrate", "up"], &[]).code, 0);
    checkout
}

fn create(checkout: &Checkout, username: &str, password: &str) -> Outcome {
    let email = format!("{username}@example.test");
    let args =
        ["user", "create", "--email", &email, "--username", username, "--role", "admin", "--password-stdin"];
    let mut child = checkout
        .command(&args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
    child.wait_with_output().unwrap().into()
}

#[test]
fn an_account_is_made_promoted_and_locked() {
    let checkout = migrated();
    let made = create(&checkout, "grace", "a long and odd password\n");
    assert_eq!((made.code, made.out.as_str()), (0, "grace@example.test can sign in.\n"), "{}", made.err);
    let twice = create(&checkout, "grace", "a long and odd password\n");
    assert_eq!(twice.code, 1);
    let both = "prosets: email: There is an account with this address.\n         username: This user name is taken.\n";
    assert_eq!(twice.err, both);
    for (args, said) in [
        (["user", "promote", "grace@example.test", "moderator"].as_slice(), "is a moderator now"),
        (&["user", "promote", "grace@example.test", "none"], "has no staff role now"),
        (&["user", "disable", "grace@example.test"], "is locked out"),
    ] {
        let outcome = checkout.run(args, &[]);
        assert!(outcome.code == 0 && outcome.out.contains(said), "{}{}", outcome.out, outcome.err);
    }
}

#[test]
fn without_a_password_one_is_made_and_told_once() {
    let checkout = migrated();
    let args = ["user", "create", "--email", "ada@example.test", "--username", "ada"];
    let outcome = checkout.run(&args, &[]);
    assert_eq!(outcome.code, 0, "{}", outcome.err);
    let password = outcome.out.trim_end().rsplit(' ').next().unwrap();
    assert!(password.len() == 35 && !outcome.err.contains(password), "{}", outcome.out);
}

#[test]
fn what_does_not_do_is_told_by_field() {
    let outcome = create(&migrated(), "x", "short");
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.starts_with("prosets: "), "{}", outcome.err);
    assert!(outcome.err.contains("username: ") && outcome.err.contains("password: "), "{}", outcome.err);
}

#[test]
fn somebody_unknown_is_told() {
    let checkout = migrated();
    for args in
        [&["user", "promote", "ada@example.test", "admin"][..], &["user", "disable", "ada@example.test"]]
    {
        let outcome = checkout.run(args, &[]);
        assert_eq!(outcome.code, 1);
        assert_eq!(outcome.err, "prosets: Nobody here has the e-mail address ada@example.test.\n");
    }
    assert_eq!(checkout.run(&["user", "promote", "ada@example.test", "owner"], &[]).code, 2);
}
