//! What a review, its answer and a report may say.

use crate::kit::error::{AppError, AppResult, FieldErrors, require};

pub const LONGEST_TITLE: u32 = 100;
pub const LONGEST_BODY: u32 = 4_000;
pub const LONGEST_ANSWER: u32 = 2_000;
pub const LONGEST_REPORT: u32 = 500;

/// A review as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// 1 to 5.
    pub stars: i32,
    pub title: String,
    pub body: String,
}

/// A review as it was typed: the stars must be given, words may be.
pub fn review(stars: Option<i64>, title: &str, body: &str) -> AppResult<Words> {
    let words = Words { stars: within(stars).unwrap_or_default(), title: line(title), body: block(body) };
    let mut errors = FieldErrors::new();
    require(&mut errors, words.stars > 0, "stars", "Choose 1 to 5 stars.");
    fits(&words.title, LONGEST_TITLE, "title", &mut errors);
    fits(&words.body, LONGEST_BODY, "body", &mut errors);
    AppError::validation(errors)?;
    Ok(words)
}

/// Which stars a list of reviews is narrowed to.
pub fn narrowed(stars: Option<&str>) -> AppResult<Option<i32>> {
    let Some(text) = stars.filter(|text| !text.is_empty()) else { return Ok(None) };
    let stars = within(text.parse().ok());
    stars.map(Some).ok_or_else(|| AppError::invalid("stars", "Choose 1 to 5 stars."))
}

pub fn answer(typed: &str) -> AppResult<String> {
    said("body", typed, LONGEST_ANSWER, "Write an answer.")
}

pub fn report(typed: &str) -> AppResult<String> {
    said("reason", typed, LONGEST_REPORT, "Say what is wrong with it, in a sentence.")
}

fn within(stars: Option<i64>) -> Option<i32> {
    stars.filter(|stars| (1..=5).contains(stars)).and_then(|stars| i32::try_from(stars).ok())
}

fn said(field: &str, typed: &str, longest: u32, missing: &str) -> AppResult<String> {
    let text = block(typed);
    let mut errors = FieldErrors::new();
    require(&mut errors, !text.is_empty(), field, missing);
    fits(&text, longest, field, &mut errors);
    AppError::validation(errors)?;
    Ok(text)
}

fn fits(text: &str, longest: u32, field: &str, errors: &mut FieldErrors) {
    let count = text.chars().count();
    let words = format!("This has {count} characters; at most {longest} fit.");
    require(errors, count <= longest as usize, field, &words);
}

/// One line, without control characters.
fn line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Several lines; of the control characters only ends of lines and tabs are kept.
fn block(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    kept.trim().to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn stars_are_one_to_five() {
        for stars in [None, Some(0), Some(6), Some(-1), Some(i64::MAX), Some(4_294_967_297)] {
            assert!(review(stars, "", "").unwrap_err().fields().contains_key("stars"), "{stars:?}");
        }
        for stars in 1..=5 {
            assert_eq!(i64::from(review(Some(stars), "", "").unwrap().stars), stars);
        }
    }

    #[test]
    fn a_filter_is_stars_or_nothing() {
        assert_eq!((narrowed(None).unwrap(), narrowed(Some("")).unwrap()), (None, None));
        assert_eq!(narrowed(Some("3")).unwrap(), Some(3));
        for bad in ["0", "6", "three", "3.5", "-1", "99999999999999999999"] {
            assert!(narrowed(Some(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_fault_is_told_at_its_field() {
        let errors = review(None, &"ü".repeat(101), &"ü".repeat(4001)).unwrap_err().fields();
        assert_eq!(errors.keys().collect::<Vec<_>>(), ["body", "stars", "title"]);
        assert!(review(Some(5), &"ü".repeat(100), &"ü".repeat(4000)).is_ok());
        assert!(answer(" \r\n\t").is_err() && answer(&"x".repeat(2001)).is_err());
        assert!(report("").is_err() && report(&"x".repeat(501)).is_err());
    }

    proptest::proptest! {
        #[test]
        fn what_is_kept_can_be_stored_and_is_kept_the_same_again(title in ".*", body in ".*") {
            if let Ok(words) = review(Some(4), &title, &body) {
                proptest::prop_assert!(!words.title.contains(['\0', '\n']) && !words.body.contains('\0'));
                proptest::prop_assert_eq!(review(Some(4), &words.title, &words.body).unwrap(), words);
            }
        }
    }
}
