//! The lists staff work through, each a page at a time.

use sea_orm::ActiveEnum;

use super::asked::{Asked, unknown};
use super::store::audit::Told;
use super::store::jobs::{JobFilter, JobRow, Undelivered};
use super::store::listings::{ListingFilter, ListingRow};
use super::store::orders::{OrderFilter, OrderRow};
use super::store::people::{PeopleFilter, PersonRow, RoleFilter};
use super::store::reviews::{ReviewFilter, ReviewRow};
use super::store::{self, Moment};
use crate::db::entities::asset::AssetStatus;
use crate::db::entities::audit_check;
use crate::db::entities::order::OrderStatus;
use crate::db::entities::user::StaffRole;
use crate::kit::error::AppResult;
use crate::kit::paging::Page;
use crate::server::cx::{Admin, Moderator};
use crate::server::state::State;

/// `role`: buyer, seller, moderator, admin. `status`: active, disabled.
pub async fn people(state: &State, _: &Moderator, asked: &Asked) -> AppResult<Page<PersonRow>> {
    let filter = PeopleFilter {
        search: asked.search_key(),
        role: match asked.role() {
            None => None,
            Some("buyer") => Some(RoleFilter::Buyer),
            Some("seller") => Some(RoleFilter::Seller),
            Some("moderator") => Some(RoleFilter::Staff(StaffRole::Moderator)),
            Some("admin") => Some(RoleFilter::Staff(StaffRole::Admin)),
            Some(_) => return Err(unknown("role")),
        },
        disabled: match asked.status() {
            None => None,
            Some("active") => Some(false),
            Some("disabled") => Some(true),
            Some(_) => return Err(unknown("status")),
        },
    };
    let after: Option<Moment> = asked.cursor()?;
    let rows = store::people::people(&state.db, filter, after, asked.size).await?;
    Ok(Page::from_rows(rows, asked.size, |row| (row.created_at, row.id)))
}

/// `status`: any of an order's, or `held` for those that wait for review.
pub async fn orders(state: &State, _: &Moderator, asked: &Asked) -> AppResult<Page<OrderRow>> {
    let filter = match asked.status() {
        None => None,
        Some("held") => Some(OrderFilter::Held),
        Some(status) => {
            let status = OrderStatus::try_from_value(&status.to_owned()).map_err(|_| unknown("status"))?;
            Some(OrderFilter::Status(status))
        }
    };
    let after: Option<Moment> = asked.cursor()?;
    let rows = store::orders::orders(&state.db, filter, after, asked.size).await?;
    Ok(Page::from_rows(rows, asked.size, |row| (row.created_at, row.id)))
}

/// `status`: draft, published, unpublished, removed, or reported for those that somebody should look at.
pub async fn listings(state: &State, _: &Moderator, asked: &Asked) -> AppResult<Page<ListingRow>> {
    let filter = match asked.status() {
        None => None,
        Some("reported") => Some(ListingFilter::Reported),
        Some(status) => {
            let status = AssetStatus::try_from_value(&status.to_owned()).map_err(|_| unknown("status"))?;
            Some(ListingFilter::Status(status))
        }
    };
    let after: Option<Moment> = asked.cursor()?;
    let search = asked.search_key();
    let rows = store::listings::listings(&state.db, search.as_deref(), filter, after, asked.size).await?;
    Ok(Page::from_rows(rows, asked.size, |row| (row.created_at, row.id)))
}

/// `status`: hidden, or all; without one those that were reported.
pub async fn reviews(state: &State, _: &Moderator, asked: &Asked) -> AppResult<Page<ReviewRow>> {
    let filter = match asked.status() {
        None => Some(ReviewFilter::Reported),
        Some("hidden") => Some(ReviewFilter::Hidden),
        Some("all") => None,
        Some(_) => return Err(unknown("status")),
    };
    let after: Option<Moment> = asked.cursor()?;
    let search = asked.search_key();
    let rows = store::reviews::reviews(&state.db, search.as_deref(), filter, after, asked.size).await?;
    Ok(Page::from_rows(rows, asked.size, |row| (row.created_at, row.id)))
}

/// Narrowed by `action` and `entity`, as they are written in the log.
pub async fn audit(state: &State, _: &Moderator, asked: &Asked) -> AppResult<Page<Told>> {
    let after: Option<i64> = asked.cursor()?;
    let rows = store::audit::before(&state.db, asked.action(), asked.entity(), after, asked.size).await?;
    Ok(Page::from_rows(rows, asked.size, |(event, _)| event.seq))
}

/// When the log was last read from end to end, and what was found.
pub async fn audit_check(state: &State, _: &Moderator) -> AppResult<Option<audit_check::Model>> {
    store::audit::last_check(&state.db).await
}

/// `status`: pending, failed, done; without one those that are not done.
pub async fn jobs(state: &State, _: &Admin, asked: &Asked) -> AppResult<Page<JobRow>> {
    let filter = match asked.status() {
        None => JobFilter::Open,
        Some("pending") => JobFilter::Pending,
        Some("failed") => JobFilter::Failed,
        Some("done") => JobFilter::Done,
        Some(_) => return Err(unknown("status")),
    };
    let after: Option<Moment> = asked.cursor()?;
    let rows = store::jobs::jobs(&state.db, filter, after, asked.size).await?;
    Ok(Page::from_rows(rows, asked.size, |row| (row.created_at, row.id)))
}

/// Mails that were tried and not taken, the latest hundred.
pub async fn undelivered(state: &State, _: &Admin) -> AppResult<Vec<Undelivered>> {
    store::jobs::undelivered(&state.db, 100).await
}
