//! What a listing can be filtered by, as short marks that are searched like words, and how many listings have each.

use std::collections::BTreeMap;

use crate::catalog::types::Kind;

/// What a mark says of a listing; its letter stands before the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    Kind,
    /// With those it stands within.
    Category,
    Tag,
    Licence,
    Format,
    Seller,
    Free,
    /// So many stars and more; not a mark of a listing, for it changes with every review.
    Rating,
    /// Likewise, for it passes.
    New,
}

impl Facet {
    pub const ALL: [Self; 9] = [
        Self::Kind,
        Self::Category,
        Self::Tag,
        Self::Licence,
        Self::Format,
        Self::Seller,
        Self::Free,
        Self::Rating,
        Self::New,
    ];

    fn letter(self) -> char {
        match self {
            Self::Kind => 'k',
            Self::Category => 'c',
            Self::Tag => 't',
            Self::Licence => 'l',
            Self::Format => 'f',
            Self::Seller => 's',
            Self::Free => 'p',
            Self::Rating => 'r',
            Self::New => 'n',
        }
    }

    /// `t_low-poly`: letters, digits, hyphens and the one line below, whatever the value.
    pub fn mark(self, value: &str) -> String {
        let value = value.to_lowercase();
        let clean = value.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '-' });
        format!("{}_{}", self.letter(), clean.collect::<String>())
    }

    pub fn read(mark: &str) -> Option<(Self, &str)> {
        let (letter, value) = mark.split_once('_')?;
        Self::ALL.into_iter().find(|facet| letter.chars().eq([facet.letter()])).map(|facet| (facet, value))
    }
}

/// What a listing is marked with.
#[derive(Clone, Debug)]
pub struct Marked<'a> {
    pub kind: Kind,
    /// Slugs: its own and those it stands within.
    pub categories: &'a [String],
    pub tags: &'a [String],
    pub licences: &'a [String],
    /// Of its files: "stl".
    pub formats: &'a [String],
    /// Handle.
    pub seller: &'a str,
    pub is_free: bool,
}

impl Marked<'_> {
    /// With single blanks between them.
    pub fn marks(&self) -> String {
        let all = |facet: Facet, values: &[String]| {
            values.iter().map(|value| facet.mark(value)).collect::<Vec<_>>()
        };
        let mut marks = vec![Facet::Kind.mark(self.kind.code()), Facet::Seller.mark(self.seller)];
        marks.extend(all(Facet::Category, self.categories));
        marks.extend(all(Facet::Tag, self.tags));
        marks.extend(all(Facet::Licence, self.licences));
        marks.extend(all(Facet::Format, self.formats));
        marks.extend(self.is_free.then(|| Facet::Free.mark("free")));
        marks.sort_unstable();
        marks.dedup();
        marks.join(" ")
    }
}

/// The ending of a file's name, where it says a format: "gear.STL" is "stl".
pub fn format_of(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let fits = !stem.is_empty()
        && (1..=8).contains(&ending.len())
        && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then(|| ending.to_ascii_lowercase())
}

/// How many listings have each value of each facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<Facet, BTreeMap<String, u32>>);

impl Counts {
    pub fn add(&mut self, facet: Facet, value: &str, listings: u32) {
        *self.0.entry(facet).or_default().entry(value.to_owned()).or_default() += listings;
    }

    pub fn of(&self, facet: Facet, value: &str) -> u32 {
        self.0.get(&facet).and_then(|values| values.get(value)).copied().unwrap_or(0)
    }

    /// The most frequent values, equal ones by name.
    pub fn top(&self, facet: Facet, most: usize) -> Vec<(String, u32)> {
        let mut values: Vec<_> = self.0.get(&facet).into_iter().flatten().collect();
        values.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        values.into_iter().take(most).map(|(value, count)| (value.clone(), *count)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn owned(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    #[test]
    fn a_listing_is_marked_with_all_it_can_be_filtered_by() {
        let marked = Marked {
            kind: Kind::Model,
            categories: &owned(&["tools", "clamps"]),
            tags: &owned(&["low-poly"]),
            licences: &owned(&["personal", "CC-BY-4.0"]),
            formats: &owned(&["stl", "stl"]),
            seller: "Ada.L",
            is_free: true,
        };
        assert_eq!(
            marked.marks(),
            "c_clamps c_tools f_stl k_model l_cc-by-4-0 l_personal p_free s_ada-l t_low-poly"
        );
    }

    #[test]
    fn the_format_is_the_ending_of_the_name() {
        for (name, format) in [
            ("gear.STL", Some("stl")),
            ("a.tar.gz", Some("gz")),
            (".gitignore", None),
            ("LICENSE", None),
            ("a.", None),
            ("notes.verylongending", None),
            ("x.s t", None),
        ] {
            assert_eq!(format_of(name).as_deref(), format, "{name}");
        }
    }

    #[test]
    fn the_most_frequent_come_first() {
        let mut counts = Counts::default();
        for tag in ["metal", "wood", "wood", "brass"] {
            counts.add(Facet::Tag, tag, 1);
        }
        assert_eq!(counts.top(Facet::Tag, 2), [("wood".into(), 2), ("brass".into(), 1)]);
        assert_eq!((counts.of(Facet::Tag, "metal"), counts.of(Facet::Kind, "metal")), (1, 0));
    }

    proptest! {
        #[test]
        fn a_mark_reads_back_and_is_one_clean_word(value in "\\PC{0,20}") {
            for facet in Facet::ALL {
                let mark = facet.mark(&value);
                prop_assert!(mark.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_' || !c.is_ascii()), "{mark}");
                prop_assert_eq!(Facet::read(&mark).map(|(read, _)| read), Some(facet));
            }
        }
    }
}
