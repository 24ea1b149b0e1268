//! Codes of the second factor: six digits of an app, or one of the written-down ones.

/// So many codes are handed out for the day the app is lost.
pub const RECOVERY_CODES: usize = 10;

/// No letter or digit that is taken for another.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789x";

/// What somebody typed at "code".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// Of the app.
    Digits(String),
    /// Written down, without its dashes.
    Recovery(String),
}

/// However it was typed: with spaces, dashes or capitals.
pub fn parse(typed: &str) -> Option<Code> {
    let plain: String =
        typed.chars().filter(|c| !c.is_whitespace() && *c != '-').take(24).collect::<String>().to_lowercase();
    match plain.len() {
        6 if plain.bytes().all(|b| b.is_ascii_digit()) => Some(Code::Digits(plain)),
        16 if plain.bytes().all(|b| b.is_ascii_alphanumeric()) => Some(Code::Recovery(plain)),
        _ => None,
    }
}

/// Sixteen letters, 80 bits, out of random bytes: too many to be found from their hash.
pub fn recovery_code(random: [u8; 16]) -> String {
    random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// As it is shown: `abcd-efgh-jkmn-pqrs`.
pub fn shown(code: &str) -> String {
    let groups: Vec<_> = code.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
    groups.join("-")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_however_they_are_typed() {
        assert_eq!(parse(" 123 456 "), Some(Code::Digits("123456".into())));
        assert_eq!(parse("ABCD-efgh jkmn-PQRS"), Some(Code::Recovery("abcdefghjkmnpqrs".into())));
        for rubbish in ["", "12345", "1234567", "abcdef", "１２３４５６", "abcd-efgh-jkmn-pqr", "</script>"]
        {
            assert_eq!(parse(rubbish), None, "{rubbish}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_shown_can_be_typed(random: [u8; 16]) {
            let code = recovery_code(random);
            proptest::prop_assert_eq!(parse(&shown(&code)), Some(Code::Recovery(code)));
        }

        #[test]
        fn nothing_typed_breaks_it(typed in "\\PC{0,60}") {
            let _ = parse(&typed);
        }
    }
}
