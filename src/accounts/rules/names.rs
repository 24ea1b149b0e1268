//! User names, shop handles (both stand in addresses) and the names people show each other.

/// Why a name cannot be had.
pub type Fault = &'static str;

/// Would be taken for the shop itself, or for a page of it.
const RESERVED: [&str; 26] = [
    "about",
    "account",
    "admin",
    "administrator",
    "api",
    "billing",
    "contact",
    "help",
    "info",
    "legal",
    "mail",
    "moderator",
    "null",
    "official",
    "postmaster",
    "prosets",
    "root",
    "security",
    "seller",
    "sellers",
    "settings",
    "staff",
    "support",
    "system",
    "undefined",
    "webmaster",
];

/// A user name anyone may choose.
pub fn username(text: &str) -> Result<String, Fault> {
    let name = any_username(text)?;
    if RESERVED.contains(&key(&name).as_str()) {
        return Err("This name is reserved. Choose another one.");
    }
    Ok(name)
}

/// A user name, be it one the shop keeps for itself: 3 to 32 letters, digits, `-` or `_`, beginning and ending with
/// a letter or digit. Without the spaces around it.
pub fn any_username(text: &str) -> Result<String, Fault> {
    let name = text.trim();
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    let edge = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = name.as_bytes();
    if !(3..=32).contains(&name.chars().count()) {
        return Err("Choose 3 to 32 characters.");
    }
    if !bytes.iter().copied().all(plain) || !edge(bytes.first()) || !edge(bytes.last()) {
        return Err("Use letters from a to z, digits, - and _, with a letter or digit at both ends.");
    }
    Ok(name.to_owned())
}

/// The handle of a shop, which stands in its address.
pub fn handle(text: &str) -> Result<String, Fault> {
    username(text.trim().trim_start_matches('@'))
}

/// A user name near what somebody is called elsewhere: of the names given, the first that something is left of.
pub fn suggestion<'a>(names: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let plain = |name: &str| {
        let before = name.split('@').next().unwrap_or_default();
        let spelled = before.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' });
        let words: String = spelled.collect();
        let words = words.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
        let short: String = words.chars().take(24).collect();
        short.trim_matches(['-', '_']).to_ascii_lowercase()
    };
    let fits = |name: &String| any_username(name).is_ok();
    names.into_iter().flatten().map(plain).find(fits).unwrap_or_else(|| "member".to_owned())
}

/// What is unique about a user name or handle.
pub fn key(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// What others see: one line of up to 60 characters, with something to see in it.
pub fn display_name(text: &str) -> Result<String, Fault> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().any(|c| c.is_control() || deceives(c)) {
        return Err("Use letters, digits, spaces and punctuation.");
    }
    match name.chars().count() {
        0 => Err("Choose a name to show."),
        1..=60 => Ok(name),
        _ => Err("Use at most 60 characters."),
    }
}

/// Several lines of up to 2,000 characters; may be empty.
pub fn about(text: &str) -> Result<String, Fault> {
    let text = text.replace("\r\n", "\n").trim().to_owned();
    if text.chars().any(|c| (c.is_control() && c != '\n' && c != '\t') || deceives(c)) {
        return Err("Use letters, digits, spaces and punctuation.");
    }
    if text.chars().count() > 2000 { Err("Use at most 2,000 characters.") } else { Ok(text) }
}

/// Unseen, or turns the direction of the text around it: good only for looking like somebody else.
fn deceives(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn user_names_are_what_fits_an_address() {
        assert_eq!(username(" Ada_L-1 ").unwrap(), "Ada_L-1");
        assert!(username(&"a".repeat(32)).is_ok());
        assert!(any_username("admin").is_ok() && username("admin").is_err());
        for name in [
            "",
            "ab",
            &"a".repeat(33),
            "-ada",
            "ada-",
            "_ada",
            "a b c",
            "ädä",
            "a/b",
            "a.b",
            "Admin",
            "PROSETS",
            "</textarea><script>",
            "ada\0ada",
            "aдa",
        ] {
            assert!(username(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn a_handle_may_be_written_with_its_at() {
        assert_eq!(handle("@ada").unwrap(), "ada");
    }

    #[test]
    fn names_are_one_line_without_tricks() {
        assert_eq!(display_name("  Ada\n Lovelace ").unwrap(), "Ada Lovelace");
        assert_eq!(display_name("李 <3 </script>").unwrap(), "李 <3 </script>");
        for name in ["", " \u{a0}", "a\u{202e}nimda", "a\u{200b}b", "a\0b", &"a".repeat(61)] {
            assert!(display_name(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn about_keeps_its_lines() {
        assert_eq!(about("One.\r\n\r\nTwo.\n").unwrap(), "One.\n\nTwo.");
        assert!(about(&"é".repeat(2000)).is_ok() && about(&"é".repeat(2001)).is_err());
        assert!(about("a\0").is_err());
    }

    proptest::proptest! {
        #[test]
        fn a_name_that_is_taken_stays_itself(text in "\\PC{0,70}") {
            if let Ok(name) = username(&text) {
                proptest::prop_assert_eq!(username(&name).unwrap(), name.clone());
            }
            if let Ok(name) = display_name(&text) {
                proptest::prop_assert_eq!(display_name(&name).unwrap(), name);
            }
            if let Ok(text) = about(&text) {
                proptest::prop_assert_eq!(about(&text).unwrap(), text);
            }
        }
    }
}
