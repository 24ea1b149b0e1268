//! The licences the demo shop's sellers offer, in plain words.

use super::types::DemoLicence;

const PERSONAL: &str = "For yourself: print it, use it, change it, give away what you made of it. Do not sell it, and do not pass the files on.";
const COMMERCIAL: &str = "For your business: sell up to 500 printed pieces, or use it in any number of your own products. Do not pass the files on.";
const EXTENDED: &str =
    "For your business without limits on pieces or seats. Do not pass the files on as they are.";
const MIT: &str = "MIT: use it anywhere, also in what you sell; keep the copyright line. No warranty.";

fn licence(code: &'static str, name: &'static str, terms: &'static str, price_minor: i64) -> DemoLicence {
    DemoLicence { code, name, terms, price_minor }
}

/// Personal at this price, commercial at four times, extended at ten.
pub fn three(personal: i64) -> Vec<DemoLicence> {
    vec![
        licence("personal", "Personal", PERSONAL, personal),
        licence("commercial", "Commercial", COMMERCIAL, personal * 4),
        licence("extended", "Extended", EXTENDED, personal * 10),
    ]
}

/// Personal and commercial.
pub fn two(personal: i64, commercial: i64) -> Vec<DemoLicence> {
    vec![
        licence("personal", "Personal", PERSONAL, personal),
        licence("commercial", "Commercial", COMMERCIAL, commercial),
    ]
}

/// Open code, perhaps for a price.
pub fn mit(price: i64) -> Vec<DemoLicence> {
    vec![licence("mit", "MIT", MIT, price)]
}
