//! What a category may be called, and where it may stand.

use uuid::Uuid;

use crate::catalog::rules::tree::{Misplaced, Tree};
use crate::kit::error::{AppError, AppResult, FieldErrors, require};
use crate::kit::slug::slugify;

/// Characters of a name, which stands on chips and in menus.
pub const LONGEST_NAME: u32 = 60;
/// Characters of what is said of a category: a sentence or two.
pub const LONGEST_DESCRIPTION: u32 = 300;
/// Characters of the last part of its address.
pub const LONGEST_SLUG: u32 = 80;

fn line(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn name(typed: &str, errors: &mut FieldErrors) -> String {
    let name = line(typed);
    let length = name.chars().count();
    require(errors, length > 0, "name", "Give it a name.");
    require(
        errors,
        length <= LONGEST_NAME as usize,
        "name",
        &format!("Use at most {LONGEST_NAME} characters."),
    );
    name
}

pub fn description(typed: &str, errors: &mut FieldErrors) -> String {
    let description = line(typed);
    let fits = description.chars().count() <= LONGEST_DESCRIPTION as usize;
    require(errors, fits, "description", &format!("Use at most {LONGEST_DESCRIPTION} characters."));
    description
}

/// The last part of its address: as typed, or made from its name.
pub fn slug(typed: &str, name: &str, errors: &mut FieldErrors) -> String {
    let typed = typed.trim();
    if typed.is_empty() {
        let slug = slugify(name);
        let words = "No address can be made of this name. Write one with letters a–z and digits.";
        require(errors, name.is_empty() || !slug.is_empty(), "slug", words);
        return slug;
    }
    let clean = slugify(typed);
    let mut words = "Use small letters a–z, digits and single hyphens.".to_owned();
    if !clean.is_empty() {
        words = format!("{words} “{clean}” would do.");
    }
    require(errors, clean == typed, "slug", &words);
    clean
}

/// The category it is to stand in; nothing typed is the highest level.
pub fn parent(typed: &str, errors: &mut FieldErrors) -> Option<Uuid> {
    let typed = typed.trim();
    let parent = typed.parse().ok();
    require(errors, typed.is_empty() || parent.is_some(), "parent", NOWHERE);
    parent
}

const NOWHERE: &str = "Choose one of the categories.";

/// Whether a category, or a new one, may stand there.
pub fn placed(tree: &Tree, id: Option<Uuid>, parent: Option<Uuid>) -> AppResult<()> {
    let words = |wrong| match wrong {
        Misplaced::Nowhere => NOWHERE,
        Misplaced::InItself => "A category cannot stand in itself or in what stands in it.",
        Misplaced::TooDeep => "That would make a fourth level; there are at most three.",
    };
    tree.place(id, parent).map_err(|wrong| AppError::invalid("parent", words(wrong)))
}

/// Why a category with so much in it cannot be deleted; None where it can.
pub fn kept(listings: u64, categories: usize) -> Option<String> {
    let count = |n: u64, one: &str, many: &str| match n {
        0 => None,
        1 => Some(format!("one {one}")),
        n => Some(format!("{n} {many}")),
    };
    let held = [count(listings, "listing", "listings"), count(categories as u64, "category", "categories")];
    let held: Vec<String> = held.into_iter().flatten().collect();
    (!held.is_empty()).then(|| format!("Can be deleted once it is empty. It holds {}.", held.join(" and ")))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_short_line() {
        let mut errors = FieldErrors::new();
        assert_eq!(name("  Lamps\n & light ", &mut errors), "Lamps & light");
        assert_eq!(description(" ", &mut errors), "");
        name(&"ü".repeat(60), &mut errors);
        description(&"ü".repeat(300), &mut errors);
        assert!(errors.is_empty());
        name(" ", &mut errors);
        description(&"ü".repeat(301), &mut errors);
        assert_eq!(errors.into_keys().collect::<Vec<_>>(), ["description", "name"]);
        let mut errors = FieldErrors::new();
        name(&"ü".repeat(61), &mut errors);
        assert!(errors.contains_key("name"));
    }

    #[test]
    fn an_address_is_made_of_the_name_or_checked() {
        for (typed, name, expected) in [
            ("", "Lamps & light", Some("lamps-light")),
            (" lamps ", "Lamps", Some("lamps")),
            ("", "", Some("")),
            ("", "灯", None),
            ("Lamps", "Lamps", None),
            ("lamps--light", "Lamps", None),
            ("lamps/light", "Lamps", None),
            ("-", "Lamps", None),
        ] {
            let mut errors = FieldErrors::new();
            let found = slug(typed, name, &mut errors);
            assert_eq!(errors.is_empty().then_some(found.as_str()), expected, "{typed} of {name}");
        }
        let mut errors = FieldErrors::new();
        slug("Lamps!", "Lamps", &mut errors);
        assert!(errors["slug"][0].contains("“lamps” would do"));
        assert!(slugify(&"a".repeat(200)).len() == LONGEST_SLUG as usize);
    }

    #[test]
    fn what_holds_something_is_kept() {
        assert_eq!(kept(0, 0), None);
        assert!(kept(1, 0).unwrap().ends_with("It holds one listing."));
        assert!(kept(3, 2).unwrap().ends_with("It holds 3 listings and 2 categories."));
    }

    #[test]
    fn a_place_is_known_or_none() {
        let mut errors = FieldErrors::new();
        assert_eq!(parent(" ", &mut errors), None);
        let id = Uuid::from_u128(1);
        assert_eq!(parent(&id.to_string(), &mut errors), Some(id));
        assert!(errors.is_empty());
        parent("tools", &mut errors);
        assert!(errors.contains_key("parent"));
        assert!(
            placed(&Tree::default(), None, Some(id)).is_err() && placed(&Tree::default(), None, None).is_ok()
        );
    }
}
