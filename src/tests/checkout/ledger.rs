//! The books after sales: whatever the prices and the fee, the rows of a sale sum to zero.

use std::collections::BTreeMap;

use prosets::db::entities::ledger_entry::{self, LedgerAccount};
use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::builders::catalog::{Listing, seller};
use crate::builders::shopper::Shopper;
use crate::support::app::TestApp;

/// Prices on which fees have to be rounded, ties among them.
const PRICES: [i64; 5] = [5, 99, 1, 1250, 99_999];

on_both!(the_rows_of_every_sale_sum_to_zero, |db| async move {
    let (ada, cyd) = (seller(&db, "ada").await, seller(&db, "cyd").await);
    for (n, fee) in ["0", "1", "1000", "3333", "9999", "10000"].into_iter().enumerate() {
        let app = TestApp::with(db.clone(), &[("PROSETS_FEE_BPS", fee)]).await;
        let mut ben = Shopper::new(&app, &format!("ben{n}")).await;
        let mut due = 0;
        for (i, price) in PRICES.into_iter().enumerate() {
            let whose = if i % 2 == 0 { &ada } else { &cyd };
            let slug = format!("gear-{n}-{i}");
            ben.add(&Listing::of(whose).slug(&slug).price(price).save(&db).await).await;
            due += price;
        }
        let free = Listing::of(&ada).slug(&format!("gift-{n}")).price(0).save(&db).await;
        let order_id = ben.buy(&free).await;

        let rows = ledger_entry::Entity::find().all(&db).await.unwrap();
        let rows: Vec<_> = rows.into_iter().filter(|row| row.order_id == Some(order_id)).collect();
        assert_eq!(rows.iter().map(|row| row.amount_minor).sum::<i64>(), 0, "at {fee}: {rows:#?}");
        let at = |account: LedgerAccount| -> i64 {
            rows.iter().filter(|row| row.account == account).map(|row| row.amount_minor).sum()
        };
        assert_eq!(at(LedgerAccount::GatewayClearing), due);
        assert_eq!(at(LedgerAccount::TaxPayable), 0);
        let share: i64 = fee.parse().unwrap();
        let exact = due * share;
        let taken = -at(LedgerAccount::PlatformFee);
        assert!((taken * 10_000 - exact).abs() <= 5_000 * 5, "at {fee} the shop took {taken} of {due}");
        assert_eq!(-at(LedgerAccount::SellerPayable), due - taken);
        assert_eq!(ben.owned().await.len(), PRICES.len() + 1, "what was free among it is owned too");
    }
    let mut sums: BTreeMap<Uuid, i64> = BTreeMap::new();
    for row in ledger_entry::Entity::find().all(&db).await.unwrap() {
        *sums.entry(row.transaction_id).or_default() += row.amount_minor;
    }
    assert!(sums.len() == 6 && sums.values().all(|sum| *sum == 0), "{sums:?}");
});
