//! How the shop does: the figures of the last 30 days.

use chrono::{NaiveDate, TimeDelta};

use super::store::figures;
use crate::kit::error::AppResult;
use crate::kit::money::Money;
use crate::server::cx::Moderator;
use crate::server::state::State;

/// Today and the days before it.
const DAYS: i64 = 30;

#[derive(Clone, Debug)]
pub struct Overview {
    pub revenue: Money,
    /// The shop's share of it.
    pub fee: Money,
    pub orders: i64,
    pub new_people: i64,
    pub published: i64,
    pub failed_jobs: i64,
    pub held_orders: i64,
    /// Listings that somebody should look at.
    pub reported: i64,
    /// Each day's revenue, the oldest first.
    pub days: Vec<(NaiveDate, Money)>,
}

/// Two statements, however much was sold.
pub async fn overview(state: &State, _: &Moderator) -> AppResult<Overview> {
    let currency = state.config.shop.currency;
    let today = state.clock.now().date_naive();
    let first = today - TimeDelta::days(DAYS - 1);
    let since = first.and_time(chrono::NaiveTime::MIN).and_utc();
    let sold = figures::sales_by_day(&state.db, since, currency.code()).await?;
    let figures = figures::figures(&state.db, since, currency.code()).await?;
    let money = |minor| Money { minor, currency };
    let minor_of = |day: NaiveDate| {
        let name = day.format("%Y-%m-%d").to_string();
        sold.iter().find(|sold| sold.day == name).map_or(0, |sold| sold.minor)
    };
    Ok(Overview {
        revenue: money(sold.iter().map(|day| day.minor).sum()),
        fee: money(-figures.fee_minor),
        orders: sold.iter().map(|day| day.orders).sum(),
        new_people: figures.new_people,
        published: figures.published,
        failed_jobs: figures.failed_jobs,
        held_orders: figures.held_orders,
        reported: figures.reported,
        days: first.iter_days().take(DAYS as usize).map(|day| (day, money(minor_of(day)))).collect(),
    })
}
