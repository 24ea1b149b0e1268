//! What people are written about their accounts.

use chrono::{DateTime, Utc};
use prosets::accounts::server::mail;
use prosets::ports::mail::Message;

use super::{SHOP, TOKEN, assert_mail};

const ADA: &str = "ada@example.com";

fn noon() -> DateTime<Utc> {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

#[test]
fn the_way_in() {
    assert_mail!(mail::verify_email(SHOP, ADA, TOKEN));
    assert_mail!(mail::address_known(SHOP, ADA));
    assert_mail!(mail::reset_password(SHOP, ADA, TOKEN));
    assert_mail!(mail::locked(SHOP, ADA, TOKEN));
}

#[test]
fn what_was_changed() {
    assert_mail!(mail::password_changed(SHOP, ADA, noon()));
    assert_mail!(mail::second_factor(SHOP, ADA, true), "on");
    assert_mail!(mail::second_factor(SHOP, ADA, false), "off");
    assert_mail!(mail::passkey(SHOP, ADA, true), "made");
    assert_mail!(mail::passkey(SHOP, ADA, false), "removed");
    assert_mail!(mail::payout_account(SHOP, ADA, Some("IBAN DE89 … 3000")), "told");
    assert_mail!(mail::payout_account(SHOP, ADA, None), "none");
    assert_mail!(mail::identity_linked(SHOP, ADA, "Google", true), "linked");
    assert_mail!(mail::identity_linked(SHOP, ADA, "Google", false), "unlinked");
}

#[test]
fn another_address() {
    assert_mail!(mail::leave_address(SHOP, ADA, "ada+new@example.org", TOKEN));
    assert_mail!(mail::take_address(SHOP, "ada+new@example.org", TOKEN));
    assert_mail!(mail::address_changed(ADA, "ada+new@example.org"));
}

#[test]
fn all_of_it_and_nothing_any_more() {
    assert_mail!(mail::prove_self(SHOP, ADA, TOKEN));
    assert_mail!(mail::data_ready(SHOP, ADA));
    assert_mail!(mail::account_deleted(ADA));
}

#[test]
fn another_browser() {
    assert_mail!(mail::new_device(SHOP, ADA, "Firefox on Linux", "2001:db8::1", noon()));
}

/// The lines of a mail that are links of ours.
fn links(mail: &Message) -> Vec<&str> {
    mail.text.lines().filter(|line| line.starts_with(SHOP)).collect()
}

#[test]
fn a_link_is_a_line_of_its_own_and_the_same_in_both_parts() {
    for (mail, path) in [
        (mail::verify_email(SHOP, ADA, TOKEN), "/verify-email"),
        (mail::reset_password(SHOP, ADA, TOKEN), "/reset-password"),
        (mail::locked(SHOP, ADA, TOKEN), "/unlock"),
        (mail::leave_address(SHOP, ADA, "b@c.dd", TOKEN), "/change-email"),
        (mail::take_address(SHOP, ADA, TOKEN), "/change-email"),
    ] {
        let link = format!("{SHOP}{path}?token={TOKEN}");
        assert_eq!(links(&mail), [link.as_str()]);
        assert_eq!(mail.html.matches(&format!("href=\"{link}\"")).count(), 1, "{}", mail.html);
    }
}

#[test]
fn what_others_say_of_themselves_stays_words() {
    let mail = mail::new_device(SHOP, ADA, "<b>x</b>", "<script>", noon());
    assert!(!mail.html.contains("<b>") && !mail.html.contains("<script>"), "{}", mail.html);
    let mail = mail::leave_address(SHOP, ADA, "\"<i>\"@example.org", TOKEN);
    assert!(!mail.html.contains("<i>"), "{}", mail.html);
}
