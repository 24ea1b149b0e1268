//! Money: integer minor units and an ISO 4217 code, always together. No floats.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::kit::error::{AppError, AppResult};
use crate::kit::locale::Locale;

/// An ISO 4217 currency we sell in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency(&'static Known);

#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Known {
    code: &'static str,
    symbol: &'static str,
    digits: u32,
}

/// ISO 4217 codes with their minor digits.
static CURRENCIES: [Known; 12] = [
    Known { code: "USD", symbol: "$", digits: 2 },
    Known { code: "EUR", symbol: "€", digits: 2 },
    Known { code: "GBP", symbol: "£", digits: 2 },
    Known { code: "INR", symbol: "₹", digits: 2 },
    Known { code: "JPY", symbol: "¥", digits: 0 },
    Known { code: "AUD", symbol: "A$", digits: 2 },
    Known { code: "CAD", symbol: "CA$", digits: 2 },
    Known { code: "CHF", symbol: "CHF ", digits: 2 },
    Known { code: "SEK", symbol: "SEK ", digits: 2 },
    Known { code: "NOK", symbol: "NOK ", digits: 2 },
    Known { code: "DKK", symbol: "DKK ", digits: 2 },
    Known { code: "PLN", symbol: "PLN ", digits: 2 },
];

impl Currency {
    pub const USD: Self = Self(&CURRENCIES[0]);
    pub const JPY: Self = Self(&CURRENCIES[4]);

    pub fn from_code(code: &str) -> Option<Self> {
        CURRENCIES.iter().find(|known| known.code == code).map(Self)
    }

    pub fn all() -> impl Iterator<Item = Self> {
        CURRENCIES.iter().map(Self)
    }

    pub fn code(self) -> &'static str {
        self.0.code
    }

    /// Digits after the point: 2 for USD, 0 for JPY.
    pub fn digits(self) -> u32 {
        self.0.digits
    }

    pub fn symbol(self) -> &'static str {
        self.0.symbol
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl TryFrom<String> for Currency {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Self::from_code(&code).ok_or_else(|| format!("{code} is not a currency we know"))
    }
}

/// An amount in minor units (cents) of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

impl Money {
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// As a row holds it. A code we do not know is a fault of ours.
    pub fn stored(minor: i64, code: &str) -> AppResult<Self> {
        let currency = Currency::from_code(code).ok_or_else(AppError::internal)?;
        Ok(Self { minor, currency })
    }

    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    pub fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// The sum; other currencies and overflow are errors.
    #[allow(clippy::should_implement_trait, reason = "an operator could not fail")]
    pub fn add(self, other: Self) -> AppResult<Self> {
        self.same_currency(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or_else(AppError::internal)?;
        Ok(Self { minor, ..self })
    }

    /// The difference; other currencies and overflow are errors.
    #[allow(clippy::should_implement_trait, reason = "an operator could not fail")]
    pub fn sub(self, other: Self) -> AppResult<Self> {
        self.same_currency(other)?;
        let minor = self.minor.checked_sub(other.minor).ok_or_else(AppError::internal)?;
        Ok(Self { minor, ..self })
    }

    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> AppResult<Self> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::add)
    }

    /// `bps` hundredths of a percent of this, rounded half to even.
    pub fn share_bps(self, bps: u32) -> Self {
        let scaled = i128::from(self.minor) * i128::from(bps);
        let (quotient, rest) = (scaled.div_euclid(10_000), scaled.rem_euclid(10_000));
        let up = rest > 5_000 || (rest == 5_000 && quotient % 2 != 0);
        Self { minor: (quotient + i128::from(up)) as i64, ..self }
    }

    /// What a person typed into a price field: "12", "12.5", "12.50".
    pub fn parse(text: &str, currency: Currency) -> Option<Self> {
        let text = text.trim().replace(',', ".");
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let digits = currency.digits() as usize;
        let numeric = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty()
            || whole.len() > 9
            || fraction.len() > digits
            || !numeric(whole)
            || !numeric(fraction)
        {
            return None;
        }
        let minor = format!("{whole}{fraction:0<digits$}").parse().ok()?;
        Some(Self { minor, currency })
    }

    /// Digits only, as a price field holds them: "12.50".
    pub fn to_input(self) -> String {
        let (sign, magnitude) = (if self.minor < 0 { "-" } else { "" }, self.minor.unsigned_abs());
        let scale = 10u64.pow(self.currency.digits());
        let digits = self.currency.digits() as usize;
        match digits {
            0 => format!("{sign}{magnitude}"),
            _ => format!("{sign}{}.{:0digits$}", magnitude / scale, magnitude % scale),
        }
    }

    fn same_currency(self, other: Self) -> AppResult<()> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(AppError::conflict(format!("{} and {} cannot be mixed.", self.currency, other.currency)))
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (thousands, point) = Locale::here().marks();
        let plain = self.to_input();
        let (sign, number) = plain.strip_prefix('-').map_or(("", plain.as_str()), |n| ("−", n));
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        write!(f, "{sign}{}", self.currency.symbol())?;
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 {
                write!(f, "{thousands}")?;
            }
            write!(f, "{digit}")?;
        }
        if fraction.is_empty() { Ok(()) } else { write!(f, "{point}{fraction}") }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD)
    }

    #[test]
    fn reads_as_people_write_it() {
        assert_eq!(usd(123_456_789).to_string(), "$1,234,567.89");
        assert_eq!(usd(-5).to_string(), "−$0.05");
        assert_eq!(Money::new(1200, Currency::JPY).to_string(), "¥1,200");
    }

    #[test]
    fn parses_only_prices() {
        assert_eq!(Money::parse(" 12,5 ", Currency::USD), Some(usd(1250)));
        for bad in ["", ".", "-1", "1.234", "1e3", "٣", "9999999999", "12.", "12 000"] {
            let expected = (bad == "12.").then_some(usd(1200));
            assert_eq!(Money::parse(bad, Currency::USD), expected, "{bad}");
        }
    }

    #[test]
    fn halves_go_to_the_even_neighbour() {
        assert_eq!(usd(5).share_bps(1000), usd(0));
        assert_eq!(usd(15).share_bps(1000), usd(2));
        assert_eq!(usd(25).share_bps(1000), usd(2));
        assert_eq!(usd(-15).share_bps(1000), usd(-2));
    }

    #[test]
    fn currencies_do_not_mix() {
        assert!(usd(1).add(Money::zero(Currency::JPY)).is_err());
        assert!(usd(i64::MAX).add(usd(1)).is_err());
    }

    proptest! {
        #[test]
        fn a_share_is_within_half_a_unit(minor in -1_000_000_000i64..1_000_000_000, bps in 0u32..=10_000) {
            let share = i128::from(usd(minor).share_bps(bps).minor);
            prop_assert!((share * 10_000 - i128::from(minor) * i128::from(bps)).abs() <= 5_000);
        }

        #[test]
        fn what_is_shown_in_a_field_parses_back(minor in 0i64..100_000_000_000) {
            prop_assert_eq!(Money::parse(&usd(minor).to_input(), Currency::USD), Some(usd(minor)));
        }
    }
}
