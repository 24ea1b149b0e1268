//! What stands on the front of the shop: which listings on which shelf by one statement, each shelf from its own index.

use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationTrait, Select,
};

use crate::db::dialect::without_index;
use crate::db::entities::asset::AssetStatus;
use crate::db::entities::{asset, pick};

/// How many listings a shelf holds.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    pub picks: u64,
    pub newest: u64,
    pub popular: u64,
    pub free: u64,
}

/// The listings of each shelf in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// With what staff say of it.
    pub picks: Vec<(Uuid, String)>,
    pub newest: Vec<Uuid>,
    /// Only what was sold at all.
    pub popular: Vec<Uuid>,
    pub free: Vec<Uuid>,
}

pub async fn places(db: &impl ConnectionTrait, sizes: Sizes) -> Result<Places, DbErr> {
    let by = |select: Select<asset::Entity>, column: asset::Column, limit: u64| {
        let ordered = select.order_by_desc(column).order_by_desc(asset::Column::Id).limit(limit);
        ordered.select_only().column(asset::Column::Id).column_as(column, "sort_key").into_query()
    };
    // Few are picked and many published: by that index SQLite would go through all of these.
    let published = without_index(db.get_database_backend(), asset::Column::Status);
    let picked = pick::Entity::find()
        .join(JoinType::InnerJoin, pick::Relation::Asset.def())
        .filter(published.eq(AssetStatus::Published))
        .order_by_asc(pick::Column::Position)
        .order_by_asc(pick::Column::Id)
        .limit(sizes.picks)
        .select_only()
        .column_as(pick::Column::AssetId, "id")
        .column_as(pick::Column::Position, "sort_key")
        .column_as(pick::Column::Id, "tie")
        .column(pick::Column::Reason)
        .into_query();
    let sold = on_sale().filter(asset::Column::SalesCount.gt(0));
    let free = on_sale().filter(super::browse::is_free());
    let shelves = shelf(0, "reason", "sort_key, tie", picked)
        .union(UnionType::All, newest_first(1, by(on_sale(), asset::Column::PublishedAt, sizes.newest)))
        .union(UnionType::All, newest_first(2, by(sold, asset::Column::SalesCount, sizes.popular)))
        .union(UnionType::All, newest_first(3, by(free, asset::Column::PublishedAt, sizes.free)))
        .to_owned();
    let mut rows = Vec::new();
    for row in db.query_all(&shelves).await? {
        let shelf: i32 = row.try_get("", "shelf")?;
        let place: i64 = row.try_get("", "place")?;
        rows.push((shelf, place, row.try_get::<Uuid>("", "id")?, row.try_get::<String>("", "reason")?));
    }
    // The parts of a union come in any order.
    rows.sort_by_key(|(shelf, place, ..)| (*shelf, *place));
    let mut places = Places::default();
    for (shelf, _, id, reason) in rows {
        match shelf {
            0 => places.picks.push((id, reason)),
            1 => places.newest.push(id),
            2 => places.popular.push(id),
            _ => places.free.push(id),
        }
    }
    Ok(places)
}

fn on_sale() -> Select<asset::Entity> {
    asset::Entity::find().filter(asset::Column::Status.eq(AssetStatus::Published))
}

fn newest_first(number: i32, rows: SelectStatement) -> SelectStatement {
    shelf(number, "''", "sort_key DESC, id DESC", rows)
}

/// The few rows of one shelf, numbered in their order. The texts are SQL of ours.
fn shelf(number: i32, reason: &'static str, order: &str, rows: SelectStatement) -> SelectStatement {
    Query::select()
        .expr_as(Expr::cust(number.to_string()), "shelf")
        .expr_as(Expr::cust(format!("ROW_NUMBER() OVER (ORDER BY {order})")), "place")
        .column(Alias::new("id"))
        .expr_as(Expr::cust(reason), "reason")
        .from_subquery(rows, Alias::new("rows_of_shelf"))
        .to_owned()
}
