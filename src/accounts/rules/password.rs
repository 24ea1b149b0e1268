//! What a password must hold: length, and not being the first thing anyone would try (NIST SP 800-63B, 5.1.1.2).

/// In characters.
pub const SHORTEST: usize = 12;
/// In bytes; longer ones are not hashed.
pub const LONGEST: usize = 512;

/// So many different characters it holds at least.
pub const VARIED: usize = 5;
/// What makes a good one, for whoever is about to choose.
pub const ADVICE: &str = "At least 12 characters. Three or four unrelated words make a good one; a name, a date, a row of \
    keys or what you use elsewhere does not.";

/// Those of twelve characters and more that turn up in every leaked list, in lower case.
const COMMON: &str = include_str!("common_passwords.txt");

/// Faults of a new password for somebody with these names (e-mail, user name).
pub fn check(password: &str, names: &[&str]) -> Result<(), &'static str> {
    if password.chars().count() < SHORTEST {
        return Err("Use at least 12 characters. Three or four unrelated words are easy to remember.");
    }
    if password.len() > LONGEST {
        return Err("Use at most 512 bytes.");
    }
    let plain = password.to_lowercase();
    let known = names.iter().any(|name| plain == name.to_lowercase() || plain == local_part(name));
    if known || COMMON.lines().any(|common| common == plain) || !varied(&plain) || is_run(&plain) {
        return Err("This password is too easy to guess. Three or four unrelated words are a good one.");
    }
    Ok(())
}

/// The same password, typed twice; programs type it once.
pub fn same(password: &str, again: Option<&str>) -> Result<(), &'static str> {
    match again {
        Some(again) if again != password => Err("The two passwords are not the same. Type both once more."),
        _ => Ok(()),
    }
}

fn local_part(name: &str) -> String {
    name.split('@').next().unwrap_or_default().to_lowercase()
}

fn varied(password: &str) -> bool {
    let mut seen: Vec<char> = password.chars().collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len() >= VARIED
}

/// `abcdefghijkl`, `987654321098`: each character the neighbour of the one before, and always the same way.
fn is_run(password: &str) -> bool {
    let steps: Vec<i64> = password
        .chars()
        .zip(password.chars().skip(1))
        .map(|(a, b)| i64::from(b as u32) - i64::from(a as u32))
        .collect();
    let along = |way: i64| steps.iter().filter(|&&step| step == way).count() + 2 >= steps.len();
    along(1) || along(-1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_unusual_is_enough() {
        for good in ["correct horse battery", "зимний вечер в лесу", "prosets-demo", "K7#kd9!pQz2@"]
        {
            assert_eq!(check(good, &["ada@example.com", "ada"]), Ok(()), "{good}");
        }
    }

    #[test]
    fn short_long_and_guessable_ones_are_refused() {
        for bad in [
            "elevenchars",
            "Password1234",
            "PASSWORDPASSWORD",
            "qwertyuiop123",
            "aaaaaaaaaaaaaaaa",
            "121212121212",
            "abcdefghijklmn",
            "987654321098",
            "ada.lovelace@example.com",
            "ada.lovelace",
            &"a1b2c3".repeat(100),
        ] {
            assert!(check(bad, &["ada.lovelace@example.com", "ada"]).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_list_holds_what_can_be_refused_by_it() {
        for common in COMMON.lines() {
            assert!(common.chars().count() >= SHORTEST && common == common.to_lowercase(), "{common:?}");
        }
    }

    #[test]
    fn twice_the_same_is_the_same() {
        assert_eq!((same("a", None), same("a", Some("a"))), (Ok(()), Ok(())));
        assert!(same("a", Some("A")).is_err() && same("a", Some("")).is_err());
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_breaks_it(password in "\\PC{0,80}", name in "\\PC{0,20}") {
            if check(&password, &[&name]).is_ok() {
                proptest::prop_assert!(password.chars().count() >= SHORTEST && password.len() <= LONGEST);
            }
        }
    }
}
