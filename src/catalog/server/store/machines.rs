//! What the site's map and feeds read: addresses in the order of their ids, and what is new.

use sea_orm::prelude::{DateTimeUtc, Uuid};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait, Select,
};

use crate::catalog::rules::sitemap::Listed;
use crate::db::entities::asset::{AssetKind, AssetStatus};
use crate::db::entities::{asset, preview, seller};

/// What stands in an address, and when it last changed.
#[derive(Debug, FromQueryResult)]
pub struct Address {
    pub id: Uuid,
    /// Slug or handle.
    pub name: String,
    pub updated_at: DateTimeUtc,
}

/// Where to begin reading.
#[derive(Clone, Copy, Debug)]
pub enum From {
    /// After so many: found in an index, once a part.
    Nth(u64),
    After(Uuid),
}

fn on_sale() -> Select<asset::Entity> {
    asset::Entity::find().filter(asset::Column::Status.eq(AssetStatus::Published))
}

fn open() -> Select<seller::Entity> {
    seller::Entity::find().filter(seller::Column::ClosedAt.is_null())
}

pub async fn count(db: &impl ConnectionTrait, listed: Listed) -> Result<u64, DbErr> {
    match listed {
        Listed::Assets => on_sale().count(db).await,
        Listed::Sellers => open().count(db).await,
    }
}

pub async fn addresses(
    db: &impl ConnectionTrait,
    listed: Listed,
    from: From,
    limit: u64,
) -> Result<Vec<Address>, DbErr> {
    match listed {
        Listed::Assets => {
            let select = on_sale().select_only().column(asset::Column::Id);
            let select = select.column_as(asset::Column::Slug, "name").column(asset::Column::UpdatedAt);
            read(db, select, asset::Column::Id, from, limit).await
        }
        Listed::Sellers => {
            let select = open().select_only().column(seller::Column::Id);
            let select = select.column_as(seller::Column::Handle, "name").column(seller::Column::UpdatedAt);
            read(db, select, seller::Column::Id, from, limit).await
        }
    }
}

async fn read<E: EntityTrait>(
    db: &impl ConnectionTrait,
    select: Select<E>,
    id: E::Column,
    from: From,
    limit: u64,
) -> Result<Vec<Address>, DbErr> {
    let select = match from {
        From::Nth(before) => select.offset(before),
        From::After(last) => select.filter(id.gt(last)),
    };
    select.order_by_asc(id).limit(limit).into_model().all(db).await
}

/// A listing as a feed tells it.
#[derive(Debug, FromQueryResult)]
pub struct News {
    pub id: Uuid,
    pub slug: String,
    pub title: String,
    pub summary: String,
    pub kind: AssetKind,
    pub price_from_minor: i64,
    pub currency: String,
    pub published_at: Option<DateTimeUtc>,
    pub seller_name: String,
    /// Of the cover.
    pub stem: Option<String>,
}

/// The newest, of all or of one seller.
pub async fn news(
    db: &impl ConnectionTrait,
    seller_id: Option<Uuid>,
    limit: u64,
) -> Result<Vec<News>, DbErr> {
    let cover = asset::Entity::belongs_to(preview::Entity)
        .from(asset::Column::CoverPreviewId)
        .to(preview::Column::Id);
    let select = on_sale()
        .select_only()
        .columns([
            asset::Column::Id,
            asset::Column::Slug,
            asset::Column::Title,
            asset::Column::Summary,
            asset::Column::Kind,
            asset::Column::PriceFromMinor,
            asset::Column::Currency,
            asset::Column::PublishedAt,
        ])
        .column_as(seller::Column::DisplayName, "seller_name")
        .column_as(preview::Column::StorageKey, "stem")
        .join(JoinType::InnerJoin, asset::Relation::Seller.def())
        .join(JoinType::LeftJoin, cover.into())
        .order_by_desc(asset::Column::PublishedAt)
        .order_by_desc(asset::Column::Id)
        .limit(limit);
    let select = match seller_id {
        Some(id) => select.filter(asset::Column::SellerId.eq(id)),
        None => select,
    };
    select.into_model().all(db).await
}
