//! E-mail addresses, as far as a shop can judge them: whether one is real only a mail can tell.

/// An address that mail could reach, and the form by which it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    /// As its owner writes it.
    pub address: String,
    /// Lower case: what is unique.
    pub key: String,
}

pub const FAULT: &str = "This does not look like an email address.";

/// Plain ASCII `local@domain` (RFC 5321 without quoting); a domain in other letters is written as `xn--…`.
pub fn parse(text: &str) -> Option<Email> {
    let address = text.trim();
    let (local, domain) = address.rsplit_once('@')?;
    let fits = address.len() <= 254 && local_part(local) && host(domain);
    fits.then(|| Email { address: address.to_owned(), key: address.to_ascii_lowercase() })
}

fn local_part(local: &str) -> bool {
    let atom = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    local.len() <= 64 && local.split('.').all(|part| !part.is_empty() && part.bytes().all(atom))
}

fn host(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let mut labels = domain.rsplit('.');
    let top = labels.next().is_some_and(|top| label(top) && top.bytes().any(|b| b.is_ascii_alphabetic()));
    top && domain.contains('.') && labels.all(label)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_known_in_lower_case() {
        let email = parse("  Ada.Lovelace+shop@Example.co.UK ").unwrap();
        assert_eq!(email.address, "Ada.Lovelace+shop@Example.co.UK");
        assert_eq!(email.key, "ada.lovelace+shop@example.co.uk");
        assert!(parse("o'hara@xn--bcher-kva.example").is_some());
    }

    #[test]
    fn what_mail_cannot_reach_is_refused() {
        let long = format!("{}@example.com", "a".repeat(65));
        for text in [
            "",
            "@",
            "ada",
            "ada@",
            "@example.com",
            "ada@example",
            "ada@@example.com",
            "a b@example.com",
            ".ada@example.com",
            "a..b@example.com",
            "ada@-x.com",
            "ada@x-.com",
            "ada@.com",
            "ada@example.com.",
            "ada@127.0.0.1",
            "ada@exa mple.com",
            "ädä@example.com",
            "ada@example.com\nbcc: x@y.zz",
            "a\0@b.cc",
            "Ada <ada@example.com>",
            "</textarea><script>@x.com",
            &long,
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_key_is_its_own_key(text in "[ A-Za-z0-9.@+_-]{0,40}") {
            if let Some(email) = parse(&text) {
                proptest::prop_assert_eq!(&parse(&email.key).unwrap().key, &email.key);
                proptest::prop_assert!(!email.key.contains(char::is_whitespace));
            }
        }

        #[test]
        fn nothing_typed_breaks_it(text in "\\PC{0,60}") {
            let _ = parse(&text);
        }
    }
}
