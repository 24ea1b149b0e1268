//! Names of files as buyers will save them, on whatever computer they have.

const LONGEST: usize = 120;
/// What Windows cannot hold in a name.
const REFUSED: [char; 7] = ['<', '>', ':', '"', '|', '?', '*'];
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The name to keep of what a browser or program sent: its last part, trimmed.
pub fn check(sent: &str) -> Result<String, String> {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    if name.is_empty() {
        return Err("This file has no name.".into());
    }
    if name.chars().count() > LONGEST {
        return Err(format!("This name is too long: at most {LONGEST} characters fit."));
    }
    if let Some(c) = name.chars().find(|c| REFUSED.contains(c)) {
        return Err(format!("The name holds “{c}”, which not every computer can store. Rename the file."));
    }
    if name.chars().any(|c| c.is_control() || is_invisible(c)) {
        return Err("The name holds invisible characters. Rename the file.".into());
    }
    if name.starts_with('.') || name.ends_with('.') {
        return Err("The name may not begin or end with a dot. Rename the file.".into());
    }
    let stem = name.split('.').next().unwrap_or_default().trim().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
    let is_port = port.is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()));
    if is_port || RESERVED.contains(&stem.as_str()) {
        return Err("Windows keeps this name for itself. Rename the file.".into());
    }
    Ok(name.to_owned())
}

/// Characters that hide or turn around what stands beside them, such as in "gpj.exe".
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether two names would overwrite each other in a folder on Windows or a Mac.
pub fn collide(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// In lower case, without the dot; empty when there is none.
pub fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folders_are_left_behind() {
        assert_eq!(check("C:\\Users\\ada\\gear v2.stl").unwrap(), "gear v2.stl");
        assert_eq!(check("../../etc/passwd").unwrap(), "passwd");
        assert_eq!(check(" Größe.stl ").unwrap(), "Größe.stl");
    }

    #[test]
    fn names_that_cannot_be_saved_everywhere_are_refused() {
        for bad in [
            "",
            "..",
            "a/",
            ".env",
            "gear.",
            "a:b.stl",
            "a?.stl",
            "a\u{202e}lts.exe",
            "a\nb",
            "NUL.txt",
            "com1",
            "Lpt9.stl",
        ] {
            assert!(check(bad).is_err(), "{bad:?}");
        }
        assert!(check(&"a".repeat(120)).is_ok() && check(&"a".repeat(121)).is_err());
        assert!(check("computer.stl").is_ok() && check("com10.stl").is_ok());
    }

    #[test]
    fn extensions_are_the_last_one() {
        assert_eq!(extension("gear.tar.GZ"), "gz");
        assert_eq!(extension("Dockerfile"), "");
        assert!(collide("Gear.STL", "gear.stl") && !collide("gear.stl", "gear.obj"));
    }

    proptest! {
        #[test]
        fn kept_names_are_plain(text in any::<String>()) {
            if let Ok(name) = check(&text) {
                prop_assert_eq!(check(&name).unwrap(), name.clone());
                prop_assert!(!name.contains(['/', '\\', '\0', '"']) && name != "." && name != "..");
            }
        }
    }
}
