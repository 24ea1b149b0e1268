//! People from the command line.

use super::Checkout;

#[test]
fn somebody_unknown_is_told() {
    let checkout = Checkout::new();
    assert_eq!(checkout.run(&["migrate", "up"], &[]).code, 0);
    for args in
        [&["user", "promote", "ada@example.test", "admin"][..], &["user", "disable", "ada@example.test"]]
    {
        let outcome = checkout.run(args, &[]);
        assert_eq!(outcome.code, 1);
        assert_eq!(outcome.err, "prosets: Nobody here has the e-mail address ada@example.test.\n");
    }
    assert_eq!(checkout.run(&["user", "promote", "ada@example.test", "owner"], &[]).code, 2);
}
