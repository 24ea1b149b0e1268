//! What a buyer may tell of themselves with an order.

use crate::kit::error::{AppError, AppResult};

/// Two letters, as ISO 3166 writes them.
pub fn country(given: &str) -> AppResult<String> {
    let code = given.trim().to_ascii_uppercase();
    if code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()) {
        return Ok(code);
    }
    Err(AppError::invalid("country", "Give the country as two letters, for example DE."))
}

/// Letters and digits; whether it exists is another question.
pub fn vat_id(given: &str) -> AppResult<String> {
    let id: String = given.chars().filter(|c| !matches!(c, ' ' | '-' | '.')).collect();
    let id = id.to_ascii_uppercase();
    if (4..=20).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Ok(id);
    }
    Err(AppError::invalid("vat_id", "A VAT id has 4 to 20 letters and digits."))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn people_write_them_in_many_ways() {
        assert_eq!(country(" de ").unwrap(), "DE");
        assert_eq!(vat_id("de 123-456.789").unwrap(), "DE123456789");
        for bad in ["", "D", "DEU", "D\0", "ÄÖ"] {
            assert!(country(bad).is_err(), "{bad:?}");
        }
        for bad in ["", "DE", "DE\u{0}123", "Ä12345", &"1".repeat(21)] {
            assert!(vat_id(bad).is_err(), "{bad:?}");
        }
    }
}
