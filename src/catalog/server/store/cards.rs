//! Listings as cards: one select for every shelf.

use sea_orm::prelude::{DateTimeUtc, Uuid};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    RelationTrait, Select,
};

use super::standing;
use crate::catalog::rules::sort::{Mark, Sort};
use crate::catalog::server::seen_by::{Eyes, eyes};
use crate::catalog::types::{Card, Kind, Picture};
use crate::db::entities::asset::{AssetKind, AssetStatus};
use crate::db::entities::{asset, licence, preview, seller};
use crate::kit::error::{AppError, AppResult};
use crate::kit::money::{Currency, Money};

#[derive(Debug, FromQueryResult)]
pub struct CardRow {
    pub id: Uuid,
    slug: String,
    title: String,
    kind: AssetKind,
    price_from_minor: i64,
    currency: String,
    published_at: Option<DateTimeUtc>,
    sales_count: i64,
    rating_sum: i64,
    rating_count: i64,
    rating_hundredths: i64,
    seller_handle: String,
    seller_name: String,
    several_prices: bool,
    wished: Option<bool>,
    stem: Option<String>,
    width: Option<i32>,
    height: Option<i32>,
    alt: Option<String>,
    colour: Option<String>,
}

/// Every listing, whatever its status.
pub fn select() -> Select<asset::Entity> {
    let cover = asset::Entity::belongs_to(preview::Entity)
        .from(asset::Column::CoverPreviewId)
        .to(preview::Column::Id);
    let dearer = Query::select()
        .expr(Expr::cust("1"))
        .from(licence::Entity)
        .and_where(licence::Column::AssetId.into_expr().equals((asset::Entity, asset::Column::Id)))
        .and_where(licence::Column::Active.eq(true))
        .and_where(licence::Column::PriceMinor.into_expr().gt(asset::Column::PriceFromMinor.into_expr()))
        .to_owned();
    asset::Entity::find()
        .select_only()
        .columns([
            asset::Column::Id,
            asset::Column::Slug,
            asset::Column::Title,
            asset::Column::Kind,
            asset::Column::PriceFromMinor,
            asset::Column::Currency,
            asset::Column::PublishedAt,
            asset::Column::SalesCount,
            asset::Column::RatingSum,
            asset::Column::RatingCount,
            asset::Column::RatingHundredths,
        ])
        .column_as(seller::Column::Handle, "seller_handle")
        .column_as(seller::Column::DisplayName, "seller_name")
        .column_as(preview::Column::StorageKey, "stem")
        .column_as(preview::Column::Width, "width")
        .column_as(preview::Column::Height, "height")
        .column_as(preview::Column::Alt, "alt")
        .column_as(preview::Column::Colour, "colour")
        .expr_as(Expr::exists(dearer), "several_prices")
        .expr_as(wished(eyes()), "wished")
        .join(JoinType::InnerJoin, asset::Relation::Seller.def())
        .join(JoinType::LeftJoin, cover.into())
}

/// Whether it is kept in mind; NULL where there is no use for that.
fn wished(eyes: Eyes) -> SimpleExpr {
    let viewer = match eyes {
        Eyes::Nobodys => return Expr::cust("CAST(NULL AS BOOLEAN)"),
        Eyes::Strangers => return Expr::cust("FALSE"),
        Eyes::Of(viewer) => viewer,
    };
    let theirs = asset::Column::SellerId.eq(viewer).or(standing::owned(viewer));
    Expr::case(theirs, Expr::cust("NULL")).finally(standing::wished(viewer)).into()
}

/// What is on the shelves.
pub fn select_published() -> Select<asset::Entity> {
    select().filter(asset::Column::Status.eq(AssetStatus::Published))
}

pub async fn read(db: &impl ConnectionTrait, select: Select<asset::Entity>) -> Result<Vec<CardRow>, DbErr> {
    select.into_model::<CardRow>().all(db).await
}

/// The cards of these listings, in this order and whatever their status; those that are not there are left out.
pub async fn cards_by_ids(db: &impl ConnectionTrait, ids: &[Uuid]) -> AppResult<Vec<Card>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = read(db, select().filter(asset::Column::Id.is_in(ids.iter().copied()))).await?;
    let mut cards = cards(rows)?;
    cards.sort_by_key(|card| ids.iter().position(|id| *id == card.id));
    Ok(cards)
}

pub fn cards(rows: Vec<CardRow>) -> AppResult<Vec<Card>> {
    rows.into_iter().map(Card::try_from).collect()
}

impl CardRow {
    /// Where this row stands in a list.
    pub fn mark(&self, sort: Sort) -> Mark {
        let key = match sort {
            Sort::Newest | Sort::Relevance => {
                self.published_at.and_then(|at| at.timestamp_nanos_opt()).unwrap_or_default()
            }
            Sort::Price | Sort::PriceDesc => self.price_from_minor,
            Sort::BestSelling => self.sales_count,
            Sort::TopRated => self.rating_hundredths,
        };
        Mark { sort, key, id: self.id }
    }
}

impl TryFrom<CardRow> for Card {
    type Error = AppError;

    fn try_from(row: CardRow) -> AppResult<Self> {
        let picture = picture(row.stem, row.width, row.height, row.alt.unwrap_or_default(), row.colour);
        Ok(Self {
            id: row.id,
            slug: row.slug,
            title: row.title,
            kind: row.kind.into(),
            seller_handle: row.seller_handle,
            seller_name: row.seller_name,
            price: Money::new(row.price_from_minor, currency(&row.currency)?),
            several_prices: row.several_prices,
            wished: row.wished,
            rating_sum: row.rating_sum,
            rating_count: row.rating_count,
            picture,
        })
    }
}

pub fn currency(code: &str) -> AppResult<Currency> {
    Currency::from_code(code).ok_or_else(|| {
        tracing::error!(code, "a listing is priced in a currency we do not know");
        AppError::internal()
    })
}

/// None for previews that are no pictures.
pub fn picture(
    stem: Option<String>,
    width: Option<i32>,
    height: Option<i32>,
    alt: String,
    colour: Option<String>,
) -> Option<Picture> {
    let pixels = |side: Option<i32>| side.and_then(|side| u32::try_from(side).ok());
    Some(Picture { stem: stem?, width: pixels(width)?, height: pixels(height)?, alt, colour })
}

impl From<AssetKind> for Kind {
    fn from(kind: AssetKind) -> Self {
        match kind {
            AssetKind::Model => Self::Model,
            AssetKind::Snippet => Self::Snippet,
            AssetKind::Template => Self::Template,
            AssetKind::Module => Self::Module,
        }
    }
}

impl From<Kind> for AssetKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Model => Self::Model,
            Kind::Snippet => Self::Snippet,
            Kind::Template => Self::Template,
            Kind::Module => Self::Module,
        }
    }
}
