//! The ledger rows of a sale: double entry, so that they sum to zero.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::kit::error::AppResult;
use crate::kit::money::{Currency, Money};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Account {
    GatewayClearing,
    PlatformFee,
    SellerPayable(Uuid),
    TaxPayable,
    /// Money that came and belongs to nobody yet.
    Reserve,
}

/// Money that came (positive) or is owed (negative).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub account: Account,
    pub amount: Money,
}

/// What the ledger needs to know of a line.
#[derive(Clone, Copy, Debug)]
pub struct Sold {
    pub seller_id: Uuid,
    pub total: Money,
    pub tax: Money,
    pub fee_bps: u32,
}

impl Sold {
    /// The platform's share of the revenue net of tax.
    pub fn fee(&self) -> AppResult<Money> {
        Ok(self.total.sub(self.tax)?.share_bps(self.fee_bps))
    }

    /// What the seller gets.
    pub fn earned(&self) -> AppResult<Money> {
        self.total.sub(self.tax)?.sub(self.fee()?)
    }
}

/// One row per account and seller; rows of nothing are left out.
pub fn sale(currency: Currency, lines: &[Sold]) -> AppResult<Vec<Entry>> {
    let nothing = Money::zero(currency);
    let (mut gateway, mut fee, mut tax) = (nothing, nothing, nothing);
    let mut sellers: BTreeMap<Uuid, Money> = BTreeMap::new();
    for line in lines {
        gateway = gateway.add(line.total)?;
        fee = fee.sub(line.fee()?)?;
        tax = tax.sub(line.tax)?;
        let owed = sellers.entry(line.seller_id).or_insert(nothing);
        *owed = owed.sub(line.earned()?)?;
    }
    let mut entries = vec![
        Entry { account: Account::GatewayClearing, amount: gateway },
        Entry { account: Account::PlatformFee, amount: fee },
        Entry { account: Account::TaxPayable, amount: tax },
    ];
    entries.extend(
        sellers.into_iter().map(|(id, amount)| Entry { account: Account::SellerPayable(id), amount }),
    );
    entries.retain(|entry| !entry.amount.is_zero());
    Ok(entries)
}

/// What was taken but is held for review: it lies at the gateway, and who gets it is not decided.
pub fn held(amount: Money) -> AppResult<Vec<Entry>> {
    let owed = Money::zero(amount.currency).sub(amount)?;
    let entries = [
        Entry { account: Account::GatewayClearing, amount },
        Entry { account: Account::Reserve, amount: owed },
    ];
    Ok(entries.into_iter().filter(|entry| !entry.amount.is_zero()).collect())
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
    fn a_sale_is_split_between_the_house_and_the_sellers() {
        let (ada, ben) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sold = |seller_id, total| Sold { seller_id, total: usd(total), tax: usd(0), fee_bps: 1000 };
        let entries = sale(Currency::USD, &[sold(ada, 1000), sold(ben, 555), sold(ada, 0)]).unwrap();
        let row = |account, minor| Entry { account, amount: usd(minor) };
        let expected = [
            row(Account::GatewayClearing, 1555),
            row(Account::PlatformFee, -156),
            row(Account::SellerPayable(ada), -900),
            row(Account::SellerPayable(ben), -499),
        ];
        assert_eq!(entries, expected);
    }

    #[test]
    fn what_is_free_leaves_no_rows() {
        let free = Sold { seller_id: Uuid::from_u128(1), total: usd(0), tax: usd(0), fee_bps: 1000 };
        assert_eq!(sale(Currency::USD, &[free]).unwrap(), []);
    }

    proptest! {
        #[test]
        fn the_rows_sum_to_zero_and_nobody_pays_more_than_was_paid(
            lines in prop::collection::vec((0u128..4, 0i64..100_000_000, 0i64..10_000, 0u32..=10_000), 0..20),
        ) {
            let sold: Vec<Sold> = lines
                .iter()
                .map(|(seller, net, tax, fee_bps)| Sold {
                    seller_id: Uuid::from_u128(*seller),
                    total: usd(net + tax),
                    tax: usd(*tax),
                    fee_bps: *fee_bps,
                })
                .collect();
            let entries = sale(Currency::USD, &sold).unwrap();
            prop_assert_eq!(entries.iter().map(|entry| entry.amount.minor).sum::<i64>(), 0);
            for entry in &entries {
                prop_assert_eq!(entry.amount.minor > 0, entry.account == Account::GatewayClearing);
            }
            for line in &sold {
                let (fee, earned) = (line.fee().unwrap(), line.earned().unwrap());
                prop_assert!(fee.minor >= 0 && earned.minor >= 0);
                prop_assert_eq!(fee.add(earned).unwrap().add(line.tax).unwrap(), line.total);
            }
        }
    }
}
