//! How a site's map is cut: parts of 50,000 addresses, as the protocol allows (sitemaps.org).

/// The most a part may hold.
pub const PER_PART: u64 = 50_000;

/// What is listed by the thousand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    Assets,
    Sellers,
}

/// A part by its name in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Home, lists and categories.
    Pages,
    /// From 1.
    Of(Listed, u64),
}

impl Listed {
    pub const ALL: [Self; 2] = [Self::Assets, Self::Sellers];

    fn name(self) -> &'static str {
        match self {
            Self::Assets => "assets",
            Self::Sellers => "sellers",
        }
    }
}

impl Part {
    /// `/sitemaps/assets-1.xml`
    pub fn path(self) -> String {
        match self {
            Self::Pages => "/sitemaps/pages.xml".to_owned(),
            Self::Of(listed, number) => format!("/sitemaps/{}-{number}.xml", listed.name()),
        }
    }

    /// From the last segment of its path.
    pub fn read(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(".xml")?;
        if stem == "pages" {
            return Some(Self::Pages);
        }
        let (listed, number) = stem.split_once('-')?;
        let listed = Listed::ALL.into_iter().find(|one| one.name() == listed)?;
        let plain = number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0');
        let number = number.parse().ok().filter(|number| plain && skipped(*number, PER_PART).is_some())?;
        Some(Self::Of(listed, number))
    }
}

/// In how many parts so many addresses stand.
pub fn parts(addresses: u64, per_part: u64) -> u64 {
    addresses.div_ceil(per_part)
}

/// How many addresses stand in the parts before this one; none where no database counts that far.
pub fn skipped(part: u64, per_part: u64) -> Option<u64> {
    let before = part.checked_sub(1)?.checked_mul(per_part)?;
    i64::try_from(before).ok().map(|_| before)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_hundred_and_twenty_thousand_make_three_parts() {
        for (addresses, expected) in
            [(0, 0), (1, 1), (49_999, 1), (50_000, 1), (50_001, 2), (100_000, 2), (120_000, 3)]
        {
            assert_eq!(parts(addresses, PER_PART), expected, "{addresses}");
        }
        let skipped = |part| skipped(part, PER_PART);
        assert_eq!([1, 2, 3].map(skipped), [Some(0), Some(50_000), Some(100_000)]);
        assert_eq!((skipped(0), skipped(u64::MAX)), (None, None));
    }

    #[test]
    fn names_are_read_as_written_and_no_others() {
        for part in [Part::Pages, Part::Of(Listed::Assets, 1), Part::Of(Listed::Sellers, 20)] {
            let path = part.path();
            assert_eq!(Part::read(path.strip_prefix("/sitemaps/").unwrap_or_default()), Some(part));
        }
        for bad in [
            "",
            ".xml",
            "pages",
            "assets.xml",
            "assets-.xml",
            "assets-0.xml",
            "assets-01.xml",
            "assets-+1.xml",
            "assets--1.xml",
            "people-1.xml",
            "assets-1.xml.gz",
            "assets-99999999999999999999.xml",
            "assets-18446744073709551615.xml",
        ] {
            assert_eq!(Part::read(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_address_stands_in_one_part(addresses in 1u64..10_000_000, per_part in 1..=PER_PART) {
            let last = parts(addresses, per_part);
            let before = skipped(last, per_part).unwrap_or(u64::MAX);
            prop_assert!(before < addresses && addresses - before <= per_part);
        }
    }
}
