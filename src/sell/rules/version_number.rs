//! Version numbers, ordered as <https://semver.org> orders them; missing parts are noughts.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionNumber {
    parts: [u32; 3],
    /// What stands behind the hyphen, such as `beta.2`.
    pre: Vec<Part>,
}

/// Numbers come before words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Number(u32),
    Word(String),
}

impl VersionNumber {
    pub const FIRST: Self = Self { parts: [1, 0, 0], pre: Vec::new() };

    /// What comes after this, unless somebody says otherwise: 1.0.0 → 1.1.0, 2.0.0-beta → 2.0.0.
    pub fn next(&self) -> Self {
        let [major, minor, _] = self.parts;
        let parts = if self.pre.is_empty() { [major, minor.saturating_add(1), 0] } else { self.parts };
        Self { parts, pre: Vec::new() }
    }

    /// The one to propose after all of `earlier`.
    pub fn after<'a>(earlier: impl IntoIterator<Item = &'a str>) -> Self {
        highest(earlier).map_or(Self::FIRST, |highest| highest.next())
    }
}

fn highest<'a>(numbers: impl IntoIterator<Item = &'a str>) -> Option<VersionNumber> {
    numbers.into_iter().filter_map(|number| number.parse().ok()).max()
}

/// `typed` as a version number above all of `earlier`.
pub fn above<'a>(typed: &str, earlier: impl IntoIterator<Item = &'a str>) -> Result<VersionNumber, String> {
    let number: VersionNumber = typed.parse()?;
    match highest(earlier) {
        Some(highest) if number <= highest => {
            Err(format!("{highest} is there already: choose a higher number, such as {}.", highest.next()))
        }
        _ => Ok(number),
    }
}

impl FromStr for VersionNumber {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fault = || "Write it as three numbers, such as 1.2.0.".to_owned();
        let text = text.trim();
        let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
        if text.len() > 40 {
            return Err(fault());
        }
        let (numbers, pre) = text.split_once('-').map_or((text, None), |(n, pre)| (n, Some(pre)));
        let mut parts = [0; 3];
        for (place, number) in numbers.split('.').enumerate() {
            *parts.get_mut(place).ok_or_else(fault)? = digits(number).ok_or_else(fault)?;
        }
        let pre = pre.map_or(Some(Vec::new()), |pre| pre.split('.').map(part).collect()).ok_or_else(fault)?;
        Ok(Self { parts, pre })
    }
}

fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn part(text: &str) -> Option<Part> {
    if let Some(number) = digits(text) {
        return Some(Part::Number(number));
    }
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    // A number too long to be one would come back as another.
    (plain && !text.bytes().all(|b| b.is_ascii_digit())).then(|| Part::Word(text.to_owned()))
}

impl Ord for VersionNumber {
    fn cmp(&self, other: &Self) -> Ordering {
        let release_last = self.pre.is_empty().cmp(&other.pre.is_empty());
        self.parts.cmp(&other.parts).then(release_last).then_with(|| self.pre.cmp(&other.pre))
    }
}

impl PartialOrd for VersionNumber {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for VersionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.parts;
        write!(f, "{major}.{minor}.{patch}")?;
        for (i, part) in self.pre.iter().enumerate() {
            f.write_str(if i == 0 { "-" } else { "." })?;
            match part {
                Part::Number(number) => write!(f, "{number}")?,
                Part::Word(word) => f.write_str(word)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn v(text: &str) -> VersionNumber {
        text.parse().unwrap()
    }

    #[test]
    fn they_are_ordered_by_number_not_by_letter() {
        let rising = [
            "0.9",
            "1.0.0-2",
            "1.0.0-10",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-beta",
            "1",
            "1.0.1",
            "1.2.0",
            "1.10.0",
        ];
        for pair in rising.windows(2) {
            assert!(v(pair[0]) < v(pair[1]), "{pair:?}");
        }
        assert_eq!(v("v1.0"), v("1.0.0"));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for bad in [
            "",
            "1.",
            "one",
            "1.2.3.4",
            "1..2",
            "-1",
            "1.0-",
            "1.0-β",
            "99999999999",
            "1.0.0-99999999999",
            "</p>",
        ] {
            assert!(bad.parse::<VersionNumber>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_new_one_stands_above_the_others() {
        assert_eq!(above("1.1", ["1.0.0"]).unwrap().to_string(), "1.1.0");
        assert!(above("1.0.0", ["0.9.0", "1.0.0"]).unwrap_err().contains("1.1.0"));
        assert_eq!(VersionNumber::after([]).to_string(), "1.0.0");
        assert_eq!(VersionNumber::after(["1.9.0", "1.10.2"]).to_string(), "1.11.0");
        assert_eq!(VersionNumber::after(["2.0.0-beta"]).to_string(), "2.0.0");
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(text in "[0-9]{1,3}(\\.[0-9]{1,3}){0,2}(-[a-z0-9.]{1,8})?") {
            if let Ok(number) = text.parse::<VersionNumber>() {
                prop_assert_eq!(v(&number.to_string()), number.clone());
                prop_assert!(number.next() > number);
            }
        }

        #[test]
        fn nothing_typed_panics(text in any::<String>()) {
            let _ = text.parse::<VersionNumber>();
        }
    }
}
