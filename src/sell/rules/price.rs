//! Prices of licences: free, or at least what can be charged.

use crate::kit::money::{Currency, Money};

/// Whole units of a currency a licence may cost at most.
const HIGHEST: i64 = 100_000;

/// What this shop can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceRules {
    pub currency: Currency,
    /// The least that can be charged; None where every listing is free.
    pub minimum: Option<Money>,
}

impl PriceRules {
    /// What was typed into a price field.
    pub fn parse(&self, text: &str) -> Result<Money, String> {
        let price = Money::parse(text, self.currency).ok_or_else(|| {
            let example = Money::new(1250 * 10i64.pow(self.currency.digits()) / 100, self.currency);
            format!("Write a price in {}, such as {}, or 0 for free.", self.currency, example.to_input())
        })?;
        self.check(price)?;
        Ok(price)
    }

    pub fn check(&self, price: Money) -> Result<(), String> {
        let highest = Money::new(HIGHEST * 10i64.pow(self.currency.digits()), self.currency);
        if price.currency != self.currency {
            return Err(format!("Prices here are in {}.", self.currency));
        }
        match self.minimum {
            _ if price.minor == 0 => Ok(()),
            _ if price.minor < 0 => Err("A price cannot be below nothing.".into()),
            None => Err("This shop takes no payments: everything in it is free. Write 0.".into()),
            Some(minimum) if price.minor < minimum.minor => Err(format!(
                "The least that can be charged is {minimum}. Ask for that or more, or 0 for free."
            )),
            Some(_) if price.minor > highest.minor => Err(format!("At most {highest} can be asked.")),
            Some(_) => Ok(()),
        }
    }
}

/// How a price is shared between the shop and the seller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub fee: Money,
    pub seller: Money,
}

/// The same rounding as the ledger's at the sale.
pub fn share(price: Money, fee_bps: u32) -> Share {
    let fee = price.share_bps(fee_bps);
    Share { fee, seller: Money::new(price.minor - fee.minor, price.currency) }
}

/// "10 %", "2.5 %"
pub fn percent(bps: u32) -> String {
    let (whole, rest) = (bps / 100, bps % 100);
    match rest {
        0 => format!("{whole} %"),
        rest if rest % 10 == 0 => format!("{whole}.{} %", rest / 10),
        rest => format!("{whole}.{rest:02} %"),
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

    const PAID: PriceRules =
        PriceRules { currency: Currency::USD, minimum: Some(Money { minor: 50, currency: Currency::USD }) };
    const FREE: PriceRules = PriceRules { currency: Currency::USD, minimum: None };

    #[test]
    fn free_or_at_least_the_minimum() {
        assert_eq!(PAID.parse("0"), Ok(usd(0)));
        assert!(PAID.parse("0.49").unwrap_err().contains("$0.50"));
        assert_eq!(PAID.parse("0.50"), Ok(usd(50)));
        assert!(PAID.parse("100000.01").is_err() && PAID.parse("100000").is_ok());
        assert!(PAID.parse("twelve").unwrap_err().contains("12.50"));
        assert!(PAID.check(usd(-1)).is_err() && PAID.check(Money::new(500, Currency::JPY)).is_err());
    }

    #[test]
    fn where_nothing_is_charged_everything_is_free() {
        assert_eq!(FREE.parse("0.00"), Ok(usd(0)));
        assert!(FREE.parse("5").unwrap_err().contains("free"));
    }

    #[test]
    fn yen_have_no_cents() {
        let rules = PriceRules { currency: Currency::JPY, minimum: Some(Money::new(50, Currency::JPY)) };
        assert!(rules.parse("1.5").unwrap_err().contains("such as 12,") || rules.parse("1.5").is_err());
        assert_eq!(rules.parse("120").unwrap().minor, 120);
    }

    #[test]
    fn percents_read_well() {
        assert_eq!([percent(1000), percent(250), percent(5), percent(0)], ["10 %", "2.5 %", "0.05 %", "0 %"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_between_shop_and_seller(minor in 0i64..10_000_000_000, bps in 0u32..=10_000) {
            let share = share(usd(minor), bps);
            prop_assert_eq!(share.fee.minor + share.seller.minor, minor);
            prop_assert!(share.fee.minor >= 0 && share.seller.minor >= 0);
        }

        #[test]
        fn whatever_is_accepted_can_be_charged(text in "[0-9., -]{0,12}") {
            if let Ok(price) = PAID.parse(&text) {
                prop_assert!(price.minor == 0 || price.minor >= 50);
            }
        }
    }
}
