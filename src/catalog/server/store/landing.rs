//! What a category's own page shows: how many listings each category on it holds, and a shelf in one order.

use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Alias, Asterisk, Expr, Func, Query, SelectStatement, UnionType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::cards::{self, CardRow};
use crate::db::entities::asset;
use crate::db::entities::asset::AssetStatus;

/// Nobody is told of more than this.
pub const MOST_COUNTED: u64 = 1000;

/// How many listings stand in each of these groups of categories, each counted up to one more than [`MOST_COUNTED`].
pub async fn counts(db: &impl ConnectionTrait, groups: &[Vec<Uuid>]) -> Result<Vec<u64>, DbErr> {
    let mut parts = groups.iter().enumerate().map(|(place, group)| count(place, group));
    let Some(mut whole) = parts.next() else { return Ok(Vec::new()) };
    for part in parts {
        whole.union(UnionType::All, part);
    }
    let mut counts = vec![0; groups.len()];
    for row in db.query_all(&whole).await? {
        let place: i32 = row.try_get("", "place")?;
        let n: i64 = row.try_get("", "n")?;
        if let Some(count) = usize::try_from(place).ok().and_then(|place| counts.get_mut(place)) {
            *count = n.unsigned_abs();
        }
    }
    Ok(counts)
}

fn count(place: usize, group: &[Uuid]) -> SelectStatement {
    let hits = asset::Entity::find()
        .filter(asset::Column::Status.eq(AssetStatus::Published))
        .filter(asset::Column::CategoryId.is_in(group.iter().copied()))
        .select_only()
        .expr(Expr::cust("1"))
        .limit(MOST_COUNTED + 1);
    Query::select()
        .expr_as(Expr::cust(place.to_string()), "place")
        .expr_as(Func::count(Expr::col(Asterisk)), "n")
        .from_subquery(hits.into_query(), Alias::new("hits"))
        .to_owned()
}

/// What sells best in these categories; only what was sold at all.
pub async fn best_selling(
    db: &impl ConnectionTrait,
    categories: &[Uuid],
    most: u64,
) -> Result<Vec<CardRow>, DbErr> {
    let sold = cards::select_published()
        .filter(asset::Column::CategoryId.is_in(categories.iter().copied()))
        .filter(asset::Column::SalesCount.gt(0))
        .order_by_desc(asset::Column::SalesCount)
        .order_by_desc(asset::Column::Id);
    cards::read(db, sold.limit(most)).await
}

pub async fn newest(
    db: &impl ConnectionTrait,
    categories: &[Uuid],
    most: u64,
) -> Result<Vec<CardRow>, DbErr> {
    let new = cards::select_published()
        .filter(asset::Column::CategoryId.is_in(categories.iter().copied()))
        .order_by_desc(asset::Column::PublishedAt)
        .order_by_desc(asset::Column::Id);
    cards::read(db, new.limit(most)).await
}
