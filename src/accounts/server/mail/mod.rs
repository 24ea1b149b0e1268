//! What accounts write to people.

use crate::ports::mail::Message;
use crate::ui::escape::escape;

/// Confirms an address; the link is good once and for a day.
pub fn verify_email(shop: &str, to: &str, token: &str) -> Message {
    let paragraphs = [
        "Somebody, we hope you, made an account at ProSets with this address.",
        "Confirm it with the link below. It works once, for 24 hours.",
    ];
    let after = "If it was not you, do nothing: without the link nobody can sell in your name.";
    let link = format!("{shop}/verify-email?token={token}");
    letter(to, "verify-email", "Confirm your email address", &paragraphs, ("Confirm", &link), after)
}

/// Somebody signed up with an address that has an account.
pub fn address_known(shop: &str, to: &str) -> Message {
    let paragraphs = [
        "Somebody, perhaps you, tried to sign up at ProSets with this address.",
        "There is an account with it already, so no new one was made. You can sign in to it.",
    ];
    let after = "If it was not you, do nothing: nothing was changed.";
    let link = format!("{shop}/sign-in");
    letter(to, "address-known", "You have an account already", &paragraphs, ("Sign in", &link), after)
}

fn letter(to: &str, kind: &str, subject: &str, before: &[&str], link: (&str, &str), after: &str) -> Message {
    let (words, href) = link;
    let text = format!("{}\n\n{href}\n\n{after}\n\nProSets\n", before.join("\n\n"));
    let shown: String = before.iter().map(|paragraph| format!("<p>{}</p>\n", escape(paragraph))).collect();
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{subject}</title></head>\n<body>\n\
         {shown}<p><a href=\"{href}\">{words}</a></p>\n<p>{after}</p>\n<p>ProSets</p>\n</body>\n</html>\n",
        subject = escape(subject),
        href = escape(href),
        words = escape(words),
        after = escape(after),
    );
    Message { to: to.to_owned(), subject: subject.to_owned(), text, html, kind: kind.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_tells_in_text_and_html_what_to_do() {
        let letter = verify_email("https://shop.example", "ada@example.com", "t-0_k");
        let link = "https://shop.example/verify-email?token=t-0_k";
        assert_eq!((letter.to.as_str(), letter.kind.as_str()), ("ada@example.com", "verify-email"));
        assert!(letter.text.lines().any(|line| line == link), "{}", letter.text);
        assert!(letter.html.contains(&format!("<a href=\"{link}\">Confirm</a>")), "{}", letter.html);
    }

    #[test]
    fn nothing_leaves_its_place_in_the_html() {
        let letter = letter("a@b.cc", "kind", "<b>", &["<script>"], ("<i>", "/\"><script>"), "</p>");
        for mark in ["<b>", "<i>", "<script>"] {
            assert!(!letter.html.contains(mark), "{}", letter.html);
        }
    }
}
