//! A seller's listing.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, Select,
};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::asset::{AssetKind, AssetStatus};
use crate::db::entities::{asset, category, order_line, seller, takedown};
use crate::kit::error::{AppError, AppResult};

/// How a caller names a listing: by id or by slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetRef {
    Id(Uuid),
    Slug(String),
}

impl From<Uuid> for AssetRef {
    fn from(id: Uuid) -> Self {
        Self::Id(id)
    }
}

impl From<&str> for AssetRef {
    fn from(text: &str) -> Self {
        // PostgreSQL takes no NUL, and no slug holds one.
        text.parse().map_or_else(|_| Self::Slug(text.replace('\0', "?")), Self::Id)
    }
}

fn owned(seller_id: Uuid, asset: &AssetRef) -> Select<asset::Entity> {
    let own = asset::Entity::find().filter(asset::Column::SellerId.eq(seller_id));
    match asset {
        AssetRef::Id(id) => own.filter(asset::Column::Id.eq(*id)),
        AssetRef::Slug(slug) => own.filter(asset::Column::Slug.eq(slug)),
    }
}

pub async fn find(db: &impl ConnectionTrait, seller_id: Uuid, asset: &AssetRef) -> AppResult<asset::Model> {
    owned(seller_id, asset).one(db).await?.ok_or_else(AppError::not_found)
}

/// The same, locked until the transaction ends.
pub async fn locked(tx: &DatabaseTransaction, seller_id: Uuid, asset: &AssetRef) -> AppResult<asset::Model> {
    dialect::for_update(owned(seller_id, asset)).one(tx).await?.ok_or_else(AppError::not_found)
}

/// Everything of this seller, locked until the transaction ends; always in the order of the ids.
pub async fn all_locked(tx: &DatabaseTransaction, seller_id: Uuid) -> AppResult<Vec<asset::Model>> {
    let all = asset::Entity::find().filter(asset::Column::SellerId.eq(seller_id));
    Ok(dialect::for_update(all.order_by_asc(asset::Column::Id)).all(tx).await?)
}

pub struct NewAsset {
    pub id: Uuid,
    pub seller_id: Uuid,
    pub slug: String,
    pub title: String,
    pub kind: AssetKind,
    pub currency: String,
}

pub async fn insert(tx: &DatabaseTransaction, new: NewAsset, now: DateTime<Utc>) -> AppResult<()> {
    let row = asset::ActiveModel {
        id: Set(new.id),
        seller_id: Set(new.seller_id),
        slug: Set(new.slug),
        title: Set(new.title),
        kind: Set(new.kind),
        status: Set(AssetStatus::Draft),
        currency: Set(new.currency),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    asset::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Writes `change` and counts the edit, so that an older page notices.
pub async fn update(
    tx: &DatabaseTransaction,
    asset: &asset::Model,
    change: asset::ActiveModel,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let change =
        asset::ActiveModel { lock_version: Set(asset.lock_version + 1), updated_at: Set(now), ..change };
    asset::Entity::update_many().set(change).filter(asset::Column::Id.eq(asset.id)).exec(tx).await?;
    Ok(())
}

/// Moves the listing to the top of the seller's list; open pages of it stay good.
pub async fn touch(tx: &DatabaseTransaction, asset_id: Uuid, now: DateTime<Utc>) -> AppResult<()> {
    asset::Entity::update_many()
        .col_expr(asset::Column::UpdatedAt, Expr::value(now))
        .filter(asset::Column::Id.eq(asset_id))
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn set_cover(tx: &DatabaseTransaction, asset_id: Uuid, cover: Option<Uuid>) -> AppResult<()> {
    asset::Entity::update_many()
        .col_expr(asset::Column::CoverPreviewId, Expr::value(cover))
        .filter(asset::Column::Id.eq(asset_id))
        .exec(tx)
        .await?;
    Ok(())
}

/// With its versions, files, licences and pictures.
pub async fn delete(tx: &DatabaseTransaction, asset_id: Uuid) -> AppResult<()> {
    asset::Entity::delete_by_id(asset_id).exec(tx).await?;
    Ok(())
}

pub async fn slug_is_taken(tx: &DatabaseTransaction, slug: &str, by_other_than: Uuid) -> AppResult<bool> {
    let same = asset::Entity::find().filter(asset::Column::Slug.eq(slug));
    Ok(same.filter(asset::Column::Id.ne(by_other_than)).count(tx).await? > 0)
}

pub async fn was_ordered(tx: &DatabaseTransaction, asset_id: Uuid) -> AppResult<bool> {
    let lines = order_line::Entity::find().filter(order_line::Column::AssetId.eq(asset_id));
    Ok(lines.one(tx).await?.is_some())
}

/// Why a moderator took it down, while that holds.
pub async fn takedown_reason(db: &impl ConnectionTrait, asset_id: Uuid) -> AppResult<Option<String>> {
    let open = takedown::Entity::find()
        .filter(takedown::Column::AssetId.eq(asset_id))
        .filter(takedown::Column::LiftedAt.is_null());
    Ok(open.one(db).await?.map(|takedown| takedown.reason))
}

pub async fn seller(db: &impl ConnectionTrait, seller_id: Uuid) -> AppResult<seller::Model> {
    seller::Entity::find_by_id(seller_id).one(db).await?.ok_or_else(AppError::not_found)
}

pub async fn categories(db: &impl ConnectionTrait) -> AppResult<Vec<category::Model>> {
    let all = category::Entity::find().order_by_asc(category::Column::Position);
    Ok(all.order_by_asc(category::Column::Name).all(db).await?)
}

pub async fn category_by_slug(db: &impl ConnectionTrait, slug: &str) -> AppResult<Option<category::Model>> {
    Ok(category::Entity::find().filter(category::Column::Slug.eq(slug)).one(db).await?)
}

pub async fn category(db: &impl ConnectionTrait, id: Uuid) -> AppResult<Option<category::Model>> {
    Ok(category::Entity::find_by_id(id).one(db).await?)
}

pub async fn set_search_text(tx: &DatabaseTransaction, asset_id: Uuid, text: &str) -> AppResult<()> {
    asset::Entity::update_many()
        .col_expr(asset::Column::SearchText, Expr::value(text))
        .filter(asset::Column::Id.eq(asset_id))
        .exec(tx)
        .await?;
    Ok(())
}
