//! What staff read and write, by noun.

pub mod audit;
pub mod categories;
pub mod figures;
pub mod jobs;
pub mod listings;
pub mod orders;
pub mod people;
pub mod picks;
pub mod reviews;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::LikeExpr;
use sea_orm::{ColumnTrait, Condition};
use uuid::Uuid;

/// Where a page of a list ended that is sorted by time and id, the newest first.
pub type Moment = (DateTime<Utc>, Uuid);

fn before<C: ColumnTrait>(at: C, id: C, (moment, last): Moment) -> Condition {
    let same_time = Condition::all().add(at.eq(moment)).add(id.lt(last));
    Condition::any().add(at.lt(moment)).add(same_time)
}

/// Anywhere in a column.
fn containing(text: &str) -> LikeExpr {
    let plain = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("%{plain}%")).escape('\\')
}
