//! What the last thirty days brought a seller.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::store::figures::{self, Rating};
use super::store::sales::{self, SaleRow};
use super::store::shelf;
use crate::db::entities::asset::AssetStatus;
use crate::kit::error::{AppError, AppResult};
use crate::kit::money::{Currency, Money};
use crate::kit::paging::{self, Page, PageSize};
use crate::sell::rules::price::{self, Share};
use crate::server::cx::Seller;
use crate::server::state::State;

pub const DAYS: u64 = 30;

pub struct Dashboard {
    pub sales: u64,
    /// After the fee, by currency; the shop's own first, even when nothing came in it.
    pub earned: Vec<Money>,
    /// Of each of the thirty days in the shop's currency, the earliest first.
    pub days: Vec<(NaiveDate, Money)>,
    pub published: u64,
    pub listings: u64,
    pub downloads: u64,
    pub rating: Rating,
}

pub async fn dashboard(state: &State, seller: &Seller) -> AppResult<Dashboard> {
    let (db, seller_id) = (&state.db, seller.user_id);
    let today = state.clock.now().date_naive();
    let first = today.checked_sub_days(Days::new(DAYS - 1)).ok_or_else(AppError::internal)?;
    let since: DateTime<Utc> = first.and_time(chrono::NaiveTime::MIN).and_utc();
    let currency = state.config.shop.currency;

    let mut by_currency = BTreeMap::from([(currency, 0i64)]);
    let mut by_day: BTreeMap<String, i64> = BTreeMap::new();
    for row in figures::earned_by_day(db, seller_id, since).await? {
        let of = Currency::from_code(&row.currency).ok_or_else(AppError::internal)?;
        *by_currency.entry(of).or_default() += row.minor;
        if of == currency {
            by_day.insert(row.day, row.minor);
        }
    }
    let own = by_currency.remove(&currency).unwrap_or_default();
    let others = by_currency.into_iter().map(|(currency, minor)| Money::new(minor, currency));
    let days = first.iter_days().take(DAYS as usize).map(|day| {
        let minor = by_day.get(&day.to_string()).copied().unwrap_or_default();
        (day, Money::new(minor, currency))
    });
    Ok(Dashboard {
        sales: figures::sales(db, seller_id, since).await?,
        earned: std::iter::once(Money::new(own, currency)).chain(others).collect(),
        days: days.collect(),
        published: shelf::count(db, seller_id, Some(AssetStatus::Published)).await?,
        listings: shelf::count(db, seller_id, None).await?,
        downloads: figures::downloads(db, seller_id, since).await?,
        rating: figures::rating(db, seller_id).await?,
    })
}

/// One line of an order, with what of it the seller gets.
#[derive(Clone, Debug)]
pub struct Sale {
    pub row: SaleRow,
    pub price: Money,
    pub share: Share,
}

impl Sale {
    /// The fee is taken from what was paid net of tax, as the ledger takes it.
    fn of(row: SaleRow) -> AppResult<Self> {
        let price = Money::stored(row.total_minor, &row.currency)?;
        let net = Money::new(row.total_minor - row.tax_minor, price.currency);
        let share = price::share(net, u32::try_from(row.fee_bps).unwrap_or_default());
        Ok(Self { row, price, share })
    }
}

pub async fn latest_sales(
    state: &State,
    seller: &Seller,
    after: Option<&str>,
    size: PageSize,
) -> AppResult<Page<Sale>> {
    let after = after.map(paging::decode).transpose()?;
    let rows = sales::latest(&state.db, seller.user_id, after, size.fetch()).await?;
    let page = Page::from_rows(rows, size, SaleRow::key);
    let items = page.items.into_iter().map(Sale::of).collect::<AppResult<_>>()?;
    Ok(Page { items, next: page.next })
}
