//! Up, down and status.

use super::Checkout;

#[test]
fn goes_up_and_down_and_says_where_it_stands() {
    let checkout = Checkout::new();
    let run = |args: &[&str]| {
        let outcome = checkout.run(args, &[]);
        assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{args:?}");
        outcome.out
    };
    let count = |out: &str, state: &str| out.lines().filter(|line| line.starts_with(state)).count();

    let all = run(&["migrate", "status"]).lines().count();
    assert!(all >= 4);
    assert_eq!(count(&run(&["migrate", "up"]), "applied"), all);
    assert_eq!(run(&["migrate", "up"]), "Nothing to do.\n");
    assert_eq!(count(&run(&["migrate", "down"]), "not applied"), 1);
    let status = run(&["migrate", "status"]);
    assert_eq!((count(&status, "applied"), count(&status, "not applied")), (all - 1, 1), "{status}");
    assert_eq!(count(&run(&["migrate", "down", "--steps", "100"]), "not applied"), all - 1);
}

#[test]
fn a_database_that_does_not_answer_is_told_without_its_password() {
    let port = super::free_port();
    let url = format!("postgres://shop:hush@127.0.0.1:{port}/shop");
    let outcome = Checkout::new().run(&["migrate", "up"], &[("DATABASE_URL", &url)]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains(&format!("127.0.0.1:{port}")), "{}", outcome.err);
    assert!(!outcome.err.contains("hush"), "{}", outcome.err);
}
