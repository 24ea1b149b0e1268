//! Tags: the words sellers file their work under.

use crate::kit::slug::slugify;
use crate::sell::rules::texts::line;

pub const MOST: usize = 10;
const LONGEST: usize = 30;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub slug: String,
    pub name: String,
}

/// From what was typed: tags parted by commas, semicolons or new lines. The same tag twice counts once.
pub fn parse(text: &str) -> Result<Vec<Tag>, String> {
    check(text.split([',', ';', '\n']))
}

pub fn check<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Vec<Tag>, String> {
    let mut tags: Vec<Tag> = Vec::new();
    for name in names.into_iter().map(line).filter(|name| !name.is_empty()) {
        let shown: String = name.chars().take(LONGEST).collect();
        if name.chars().count() > LONGEST {
            return Err(format!("“{shown}…” is too long for a tag: at most {LONGEST} characters."));
        }
        let slug = slugify(&name);
        if slug.is_empty() {
            return Err(format!("“{shown}” needs a letter from a to z or a digit to be a tag."));
        }
        if tags.iter().all(|tag| tag.slug != slug) {
            tags.push(Tag { slug, name: name.to_lowercase() });
        }
    }
    if tags.len() > MOST {
        return Err(format!("These are {} tags; at most {MOST} can be kept.", tags.len()));
    }
    Ok(tags)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slugs(text: &str) -> Vec<String> {
        parse(text).unwrap().into_iter().map(|tag| tag.slug).collect()
    }

    #[test]
    fn commas_semicolons_and_lines_part_them() {
        assert_eq!(
            slugs(" Print in place, gears;\nGEARS ,, planter"),
            ["print-in-place", "gears", "planter"]
        );
        assert_eq!(slugs(""), [""; 0]);
    }

    #[test]
    fn ten_and_no_more() {
        let tags = |n: usize| (0..n).map(|i| format!("tag{i}")).collect::<Vec<_>>().join(",");
        assert_eq!(parse(&tags(10)).unwrap().len(), 10);
        assert!(parse(&tags(11)).unwrap_err().contains("11 tags"));
    }

    #[test]
    fn what_leaves_no_address_is_no_tag() {
        assert!(parse("日本").is_err() && parse(&"a".repeat(31)).is_err());
    }

    proptest! {
        #[test]
        fn tags_are_few_distinct_and_usable(text in any::<String>()) {
            if let Ok(tags) = parse(&text) {
                prop_assert!(tags.len() <= MOST);
                for (i, tag) in tags.iter().enumerate() {
                    prop_assert!(!tag.slug.is_empty() && !tag.name.contains(','));
                    prop_assert!(tags[..i].iter().all(|other| other.slug != tag.slug));
                }
                let again = tags.iter().map(|tag| tag.name.clone()).collect::<Vec<_>>().join(", ");
                prop_assert_eq!(parse(&again).unwrap(), tags);
            }
        }
    }
}
