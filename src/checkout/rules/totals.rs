//! What a line and an order cost. Rounding happens once, at the line.

use crate::kit::error::{AppError, AppResult};
use crate::kit::money::{Currency, Money};

/// A line's price, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub unit: Money,
    pub discount: Money,
    pub tax: Money,
    pub total: Money,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    pub subtotal: Money,
    pub discount: Money,
    pub tax: Money,
    pub total: Money,
}

/// There are no coupons and no taxes yet, so a line costs its price.
pub fn line(unit: Money) -> AppResult<Line> {
    if unit.minor < 0 {
        return Err(AppError::internal());
    }
    let nothing = Money::zero(unit.currency);
    Ok(Line { unit, discount: nothing, tax: nothing, total: unit.sub(nothing)?.add(nothing)? })
}

pub fn totals(currency: Currency, lines: &[Line]) -> AppResult<Totals> {
    let sum = |part: fn(&Line) -> Money| Money::sum(currency, lines.iter().map(part));
    let totals = Totals {
        subtotal: sum(|line| line.unit)?,
        discount: sum(|line| line.discount)?,
        tax: sum(|line| line.tax)?,
        total: sum(|line| line.total)?,
    };
    debug_assert_eq!(totals.subtotal.sub(totals.discount)?.add(totals.tax)?, totals.total);
    Ok(totals)
}

/// A total is nothing, or at least what the provider takes.
pub fn chargeable(total: Money, minimum: Money) -> AppResult<()> {
    if total.is_zero() || total.minor >= minimum.minor {
        return Ok(());
    }
    Err(AppError::conflict(format!(
        "The least that can be charged is {minimum}. Add something to your cart."
    )))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn totals_are_free_or_worth_charging() {
        let usd = |minor| Money::new(minor, Currency::USD);
        assert!(chargeable(usd(0), usd(50)).is_ok());
        assert!(chargeable(usd(50), usd(50)).is_ok());
        assert!(chargeable(usd(49), usd(50)).is_err());
    }

    #[test]
    fn a_negative_price_is_never_charged() {
        assert!(line(Money::new(-1, Currency::USD)).is_err());
    }

    proptest! {
        #[test]
        fn an_order_is_the_sum_of_its_lines(prices in prop::collection::vec(0i64..1_000_000_000, 0..40)) {
            let lines: Vec<Line> =
                prices.iter().map(|minor| line(Money::new(*minor, Currency::USD)).unwrap()).collect();
            let totals = totals(Currency::USD, &lines).unwrap();
            prop_assert_eq!(totals.total.minor, prices.iter().sum::<i64>());
            let net = totals.subtotal.sub(totals.discount).unwrap();
            prop_assert_eq!(net.add(totals.tax).unwrap(), totals.total);
        }
    }
}
