//! The shelves, narrowed, sorted and continued where a page ended. Each order has an index of its own.

use chrono::{DateTime, TimeDelta};
use sea_orm::prelude::{DateTimeUtc, Uuid};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement, SimpleExpr, UnionType, Value, any};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IdenStatic, Order, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
};

use super::cards::{self, CardRow};
use crate::catalog::rules::filter::{Filter, NEW_DAYS};
use crate::catalog::rules::place::Place;
use crate::catalog::rules::sort::{Mark, Sort};
use crate::db::dialect::without_index;
use crate::db::entities::asset::AssetKind;
use crate::db::entities::file::FileStatus;
use crate::db::entities::{asset, asset_tag, file, licence, seller, tag};
use crate::kit::money::Currency;
use crate::kit::paging::PageSize;

/// How many listings fit a filter; what is fast for many is slow for few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    Many,
    Few,
}

/// Up to one row more than the page holds, in the direction it was asked for; whatever its words.
pub async fn rows(
    db: &impl ConnectionTrait,
    filter: &Filter,
    fit: Fit,
    currency: Currency,
    now: DateTimeUtc,
    size: PageSize,
) -> Result<Vec<CardRow>, DbErr> {
    let compared = |column: asset::Column| match fit {
        Fit::Many if column.as_str() != sorted_by(filter.order()).0.as_str() => {
            without_index(db.get_database_backend(), column)
        }
        _ => column.into_expr(),
    };
    let select = narrow(cards::select_published(), filter, compared, currency, now);
    cards::read(db, sorted(select, filter.order(), filter.place).limit(size.fetch())).await
}

/// Those of these that are on the shelves, in this order.
pub async fn by_ids(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<CardRow>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let select = cards::select_published().filter(asset::Column::Id.is_in(ids.iter().copied()));
    let mut rows = cards::read(db, select).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}

/// One shelf in one order, from its beginning.
pub async fn shelf(
    db: &impl ConnectionTrait,
    sort: Sort,
    condition: Option<SimpleExpr>,
    limit: u64,
) -> Result<Vec<CardRow>, DbErr> {
    let select = condition.into_iter().fold(cards::select_published(), QueryFilter::filter);
    cards::read(db, sorted(select, sort, None).limit(limit)).await
}

pub async fn of_seller(
    db: &impl ConnectionTrait,
    seller_id: Uuid,
    after: Option<Mark>,
    size: PageSize,
) -> Result<Vec<CardRow>, DbErr> {
    let select = cards::select_published().filter(asset::Column::SellerId.eq(seller_id));
    let place = after.map(Place::After);
    cards::read(db, sorted(select, Sort::Newest, place).limit(size.fetch())).await
}

/// In words of SQL, not as a value: by them the index of what is free is known to hold it.
pub fn is_free() -> SimpleExpr {
    asset::Column::PriceFromMinor.into_expr().eq(Expr::cust("0"))
}

/// What stands beside a listing: of its category or, without one, of its kind.
pub fn is_like(kind: AssetKind, category_id: Option<Uuid>) -> SimpleExpr {
    match category_id {
        Some(id) => asset::Column::CategoryId.eq(id),
        None => asset::Column::Kind.eq(kind),
    }
}

fn narrow(
    select: Select<asset::Entity>,
    filter: &Filter,
    compared: impl Fn(asset::Column) -> SimpleExpr,
    currency: Currency,
    now: DateTimeUtc,
) -> Select<asset::Entity> {
    let mut select = select;
    if let Some(kind) = filter.kind {
        select = select.filter(asset::Column::Kind.eq(AssetKind::from(kind)));
    }
    if let Some(slug) = &filter.category {
        select = select.filter(asset::Column::CategoryId.in_subquery(within_category(slug)));
    }
    if let Some(handle) = &filter.seller {
        select = select.filter(seller::Column::HandleKey.eq(handle));
    }
    if let Some(stars) = filter.rating {
        select = select.filter(compared(asset::Column::RatingHundredths).gte(stars * 100));
    }
    if filter.is_new {
        select = select.filter(compared(asset::Column::PublishedAt).gte(now - TimeDelta::days(NEW_DAYS)));
    }
    if let Some(format) = &filter.format {
        let held = file::Entity::find()
            .select_only()
            .expr(Expr::cust("1"))
            .filter(
                file::Column::VersionId.into_expr().equals((asset::Entity, asset::Column::CurrentVersionId)),
            )
            .filter(file::Column::Status.eq(FileStatus::Ready))
            .filter(Func::lower(file::Column::Name.into_expr()).like(format!("%.{format}")));
        select = select.filter(Expr::exists(held.into_query()));
    }
    // Prices of other currencies cannot be compared with these; what is free is so in any.
    if filter.price_min.is_some() || filter.price_max.is_some() {
        select = select.filter(any![asset::Column::Currency.eq(currency.code()), is_free()]);
    }
    if let Some(min) = filter.price_min {
        select = select.filter(compared(asset::Column::PriceFromMinor).gte(min));
    }
    if let Some(max) = filter.price_max {
        select = select.filter(compared(asset::Column::PriceFromMinor).lte(max));
    }
    // Asked of each listing, for a list of all that have one may be as long as the shop.
    let of_asset = |column: SimpleExpr| column.equals((asset::Entity, asset::Column::Id));
    if let Some(slug) = &filter.tag {
        let named =
            tag::Entity::find().select_only().column(tag::Column::Id).filter(tag::Column::Slug.eq(slug));
        let tagged = asset_tag::Entity::find()
            .select_only()
            .expr(Expr::cust("1"))
            .filter(of_asset(asset_tag::Column::AssetId.into_expr()))
            .filter(asset_tag::Column::TagId.in_subquery(named.into_query()));
        select = select.filter(Expr::exists(tagged.into_query()));
    }
    if let Some(code) = &filter.licence {
        let offered = licence::Entity::find()
            .select_only()
            .expr(Expr::cust("1"))
            .filter(of_asset(licence::Column::AssetId.into_expr()))
            .filter(licence::Column::Code.eq(code))
            .filter(licence::Column::Active.eq(true));
        select = select.filter(Expr::exists(offered.into_query()));
    }
    select
}

/// The category of this slug and those within it, as many levels as there are.
fn within_category(slug: &str) -> SelectStatement {
    let those = |condition: SimpleExpr| {
        Query::select().column("id").from("categories").and_where(condition).to_owned()
    };
    let own = || those(Expr::col("slug").eq(slug));
    let children = || those(Expr::col("parent_id").eq(SimpleExpr::SubQuery(None, Box::new(own().into()))));
    let grandchildren = those(Expr::col("parent_id").in_subquery(children()));
    own().union(UnionType::All, children()).union(UnionType::All, grandchildren).to_owned()
}

fn sorted_by(sort: Sort) -> (asset::Column, Order) {
    match sort {
        Sort::Newest | Sort::Relevance => (asset::Column::PublishedAt, Order::Desc),
        Sort::Price => (asset::Column::PriceFromMinor, Order::Asc),
        Sort::PriceDesc => (asset::Column::PriceFromMinor, Order::Desc),
        Sort::BestSelling => (asset::Column::SalesCount, Order::Desc),
        Sort::TopRated => (asset::Column::RatingHundredths, Order::Desc),
    }
}

fn sorted(select: Select<asset::Entity>, sort: Sort, place: Option<Place>) -> Select<asset::Entity> {
    let (column, order) = sorted_by(sort);
    // The page before a row is read from that row on, backwards.
    let (mark, order) = match (place, order) {
        (None, order) => (None, order),
        (Some(Place::After(mark)), order) => (Some(mark), order),
        (Some(Place::Before(mark)), Order::Asc) => (Some(mark), Order::Desc),
        (Some(Place::Before(mark)), _) => (Some(mark), Order::Asc),
    };
    let select = match mark {
        None => select,
        Some(mark) => {
            let key: Value = match sort {
                Sort::Newest | Sort::Relevance => DateTime::from_timestamp_nanos(mark.key).into(),
                _ => mark.key.into(),
            };
            let here = Expr::tuple([column.into_expr(), asset::Column::Id.into_expr()]);
            let there = Expr::tuple([Expr::val(key), Expr::val(mark.id)]);
            select.filter(if order == Order::Asc { here.gt(there) } else { here.lt(there) })
        }
    };
    select.order_by(column, order.clone()).order_by(asset::Column::Id, order)
}
