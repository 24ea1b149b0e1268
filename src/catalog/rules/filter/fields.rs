//! The values of a query, read one by one; all faults are kept until the end.

use crate::kit::error::{AppError, AppResult, FieldErrors};

/// No price of ours is near this.
const HIGHEST_PRICE: i64 = 1_000_000_000_000;

pub(super) struct Reader<F> {
    pub(super) value: F,
    pub(super) errors: FieldErrors,
}

impl<F: Fn(&str) -> Option<String>> Reader<F> {
    pub(super) fn text(&self, name: &str) -> Option<String> {
        (self.value)(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    pub(super) fn read<T>(&mut self, name: &str, read: impl Fn(&str) -> AppResult<T>) -> Option<T> {
        match read(&self.text(name)?) {
            Ok(value) => Some(value),
            Err(error) => {
                self.errors.extend(error.fields());
                None
            }
        }
    }

    pub(super) fn fault(&mut self, name: &str, message: &str) {
        self.errors.entry(name.to_owned()).or_default().push(message.to_owned());
    }
}

pub(super) fn one_of<T>(field: &str, found: Option<T>, codes: &[&str]) -> AppResult<T> {
    found.ok_or_else(|| AppError::invalid(field, format!("For {field}, choose one of {}.", codes.join(", "))))
}

/// Slugs and codes: lower-case letters, digits and hyphens.
pub(super) fn name(field: &str, text: &str) -> AppResult<String> {
    let fits =
        text.len() <= 80 && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if fits {
        Ok(text.to_owned())
    } else {
        Err(AppError::invalid(field, format!("There is no such {field}.")))
    }
}

pub(super) fn format(text: &str) -> AppResult<String> {
    let fits = text.len() <= 8 && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    fits.then(|| text.to_owned()).ok_or_else(|| {
        AppError::invalid("format", "A file format is its ending in lower-case letters and digits: stl.")
    })
}

pub(super) fn stars(text: &str) -> AppResult<i64> {
    let stars = text.parse().ok().filter(|stars| (1..=4).contains(stars));
    stars.ok_or_else(|| AppError::invalid("rating", "For rating, choose 1 to 4 stars and up."))
}

/// Handles are compared in lower case.
pub(super) fn handle(text: &str) -> AppResult<String> {
    let fits = text.len() <= 80 && text.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    fits.then(|| text.to_lowercase()).ok_or_else(|| AppError::invalid("seller", "There is no such seller."))
}

pub(super) fn yes(text: &str) -> AppResult<()> {
    let fault = || AppError::invalid("new", "For new, give 1 or leave it away.");
    (text == "1").then_some(()).ok_or_else(fault)
}

pub(super) fn price(field: &str, text: &str) -> AppResult<i64> {
    let minor = text.parse().ok().filter(|minor| (0..=HIGHEST_PRICE).contains(minor));
    minor.ok_or_else(|| {
        AppError::invalid(
            field,
            "Prices in an address are whole numbers of the smallest coin: 1250 for 12.50.",
        )
    })
}
