//! The shelves, narrowed, sorted and continued where a page ended. Each order has an index of its own.

use chrono::DateTime;
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Alias, Asterisk, Expr, ExprTrait, Func, LikeExpr, Query, SimpleExpr, Value};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use super::cards::{self, CardRow};
use crate::catalog::rules::filter::Filter;
use crate::catalog::rules::search::{ESCAPE, pattern};
use crate::catalog::rules::sort::{Mark, Sort};
use crate::db::entities::asset::{AssetKind, AssetStatus};
use crate::db::entities::{asset, asset_tag, licence, tag};
use crate::kit::money::Currency;
use crate::kit::paging::PageSize;

/// Nobody is told of more hits than this.
pub const MOST_COUNTED: u64 = 1000;

/// Up to one row more than the page holds. `categories` are those the filter's one stands for.
pub async fn rows(
    db: &impl ConnectionTrait,
    filter: &Filter,
    currency: Currency,
    categories: Option<&[Uuid]>,
    size: PageSize,
) -> Result<Vec<CardRow>, DbErr> {
    let select = narrow(cards::select_published(), filter, currency, categories);
    cards::read(db, sorted(select, filter.sort, filter.after).limit(size.fetch())).await
}

/// How many listings there are, counted up to one more than [`MOST_COUNTED`].
pub async fn count(
    db: &impl ConnectionTrait,
    filter: &Filter,
    currency: Currency,
    categories: Option<&[Uuid]>,
) -> Result<u64, DbErr> {
    let published = asset::Entity::find().filter(asset::Column::Status.eq(AssetStatus::Published));
    let narrowed = narrow(published, filter, currency, categories);
    let hits = narrowed.select_only().expr(Expr::cust("1")).limit(MOST_COUNTED + 1);
    let count = Query::select()
        .expr_as(Func::count(Expr::col(Asterisk)), "n")
        .from_subquery(hits.into_query(), Alias::new("hits"))
        .to_owned();
    let row = db.query_one(&count).await?;
    let n: i64 = row.ok_or_else(|| DbErr::RecordNotFound("count".into()))?.try_get("", "n")?;
    Ok(n.unsigned_abs())
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
    cards::read(db, sorted(select, Sort::Newest, after).limit(size.fetch())).await
}

pub fn is_free() -> SimpleExpr {
    asset::Column::PriceFromMinor.eq(0)
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
    currency: Currency,
    categories: Option<&[Uuid]>,
) -> Select<asset::Entity> {
    let mut select = select;
    for word in &filter.words {
        let holds = LikeExpr::new(pattern(word)).escape(ESCAPE);
        select = select.filter(asset::Column::SearchText.into_expr().like(holds));
    }
    if let Some(kind) = filter.kind {
        select = select.filter(asset::Column::Kind.eq(AssetKind::from(kind)));
    }
    if let Some(ids) = categories {
        select = select.filter(asset::Column::CategoryId.is_in(ids.iter().copied()));
    }
    // Prices of other currencies cannot be compared with these.
    if filter.price_min.is_some() || filter.price_max.is_some() {
        select = select.filter(asset::Column::Currency.eq(currency.code()));
    }
    if let Some(min) = filter.price_min {
        select = select.filter(asset::Column::PriceFromMinor.gte(min));
    }
    if let Some(max) = filter.price_max {
        select = select.filter(asset::Column::PriceFromMinor.lte(max));
    }
    if let Some(slug) = &filter.tag {
        let tagged = asset_tag::Entity::find()
            .select_only()
            .column(asset_tag::Column::AssetId)
            .inner_join(tag::Entity)
            .filter(tag::Column::Slug.eq(slug));
        select = select.filter(asset::Column::Id.in_subquery(tagged.into_query()));
    }
    if let Some(code) = &filter.licence {
        let offered = licence::Entity::find()
            .select_only()
            .column(licence::Column::AssetId)
            .filter(licence::Column::Code.eq(code))
            .filter(licence::Column::Active.eq(true));
        select = select.filter(asset::Column::Id.in_subquery(offered.into_query()));
    }
    select
}

fn sorted(select: Select<asset::Entity>, sort: Sort, after: Option<Mark>) -> Select<asset::Entity> {
    let (column, order) = match sort {
        Sort::Newest => (asset::Column::PublishedAt, Order::Desc),
        Sort::Price => (asset::Column::PriceFromMinor, Order::Asc),
        Sort::PriceDesc => (asset::Column::PriceFromMinor, Order::Desc),
        Sort::BestSelling => (asset::Column::SalesCount, Order::Desc),
        Sort::TopRated => (asset::Column::RatingHundredths, Order::Desc),
    };
    let select = match after {
        None => select,
        Some(mark) => {
            let key: Value = match sort {
                Sort::Newest => DateTime::from_timestamp_nanos(mark.key).into(),
                _ => mark.key.into(),
            };
            let here = Expr::tuple([column.into_expr(), asset::Column::Id.into_expr()]);
            let there = Expr::tuple([Expr::val(key), Expr::val(mark.id)]);
            select.filter(if order == Order::Asc { here.gt(there) } else { here.lt(there) })
        }
    };
    select.order_by(column, order.clone()).order_by(asset::Column::Id, order)
}
