//! How a template is shown besides its pictures: where it can be tried, and what it is built with.

use crate::accounts::check_link;
use crate::kit::error::FieldErrors;
use crate::sell::rules::texts;

/// Names of what it is built with, and characters of one.
const MOST: usize = 8;
const LONGEST: usize = 30;

/// An https address by name, or nothing.
pub fn demo_url(typed: &str, errors: &mut FieldErrors) -> String {
    let url = typed.trim();
    if !url.is_empty() && !check_link(url) {
        let words =
            "Write a whole address that begins with https://, without names, passwords or ports in it.";
        errors.entry("demo_url".into()).or_default().push(words.into());
    }
    url.to_owned()
}

/// As they are kept: parted by a comma and a space, none twice.
pub fn stack(typed: &str, errors: &mut FieldErrors) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in typed.split([',', ';', '\n']).map(texts::line).filter(|name| !name.is_empty()) {
        if !names.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
            names.push(name);
        }
    }
    let mut fault = |words: String| errors.entry("stack".into()).or_default().push(words);
    if names.len() > MOST {
        fault(format!("Name {MOST} things at most."));
    }
    if names.iter().any(|name| name.chars().count() > LONGEST) {
        fault(format!("A name may have {LONGEST} characters at most."));
    }
    names.join(", ")
}

/// The names that are kept.
pub fn names(kept: &str) -> impl Iterator<Item = &str> {
    kept.split(", ").filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(url: &str, names: &str) -> Vec<String> {
        let mut errors = FieldErrors::new();
        demo_url(url, &mut errors);
        stack(names, &mut errors);
        errors.into_keys().collect()
    }

    #[test]
    fn a_demo_is_an_https_address_by_name() {
        for good in ["", "  ", "https://demo.ada.example/fjord?dark=1"] {
            assert!(faults(good, "").is_empty(), "{good}");
        }
        for bad in [
            "http://ada.example",
            "javascript:alert(1)",
            "https://127.0.0.1/",
            "https://localhost",
            "https://me@ada.example",
            "//ada.example",
            "https://ada.example/\"><b>",
        ] {
            assert_eq!(faults(bad, ""), ["demo_url"], "{bad}");
        }
    }

    #[test]
    fn what_it_is_built_with_is_a_short_list() {
        let mut errors = FieldErrors::new();
        assert_eq!(stack(" HTML, css ;CSS,\n Tailwind  4 ,", &mut errors), "HTML, css, Tailwind 4");
        assert!(errors.is_empty());
        assert_eq!(names("HTML, css, Tailwind 4").collect::<Vec<_>>(), ["HTML", "css", "Tailwind 4"]);
        assert_eq!(names("").count(), 0);
        assert_eq!(faults("", &"x".repeat(31)), ["stack"]);
        assert_eq!(faults("", "a,b,c,d,e,f,g,h,i"), ["stack"]);
    }
}
