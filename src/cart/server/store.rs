//! The cart's queries.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, IntoCondition, OnConflict, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait,
    FromQueryResult, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationDef,
    RelationTrait,
};
use uuid::Uuid;

use super::owner::Owner;
use crate::db::dialect;
use crate::db::entities::asset::AssetStatus;
use crate::db::entities::{asset, cart, cart_item, licence, preview, seller, version};
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::kit::money::{Currency, Money};

#[derive(Debug, FromQueryResult)]
pub struct ItemRow {
    pub id: Uuid,
    pub asset_id: Uuid,
    pub licence_id: Uuid,
    pub price_minor_seen: i64,
    pub slug: String,
    pub title: String,
    pub status: AssetStatus,
    pub seller_id: Uuid,
    pub seller_name: String,
    pub seller_handle: String,
    pub version_id: Option<Uuid>,
    pub version_number: Option<String>,
    pub picture_key: Option<String>,
    pub picture_width: Option<i32>,
    pub picture_height: Option<i32>,
}

/// What is in a cart, the first thing first.
pub async fn items(db: &impl ConnectionTrait, owner: &Owner) -> AppResult<Vec<ItemRow>> {
    let rows = cart_item::Entity::find()
        .select_only()
        .columns([
            cart_item::Column::Id,
            cart_item::Column::AssetId,
            cart_item::Column::LicenceId,
            cart_item::Column::PriceMinorSeen,
        ])
        .columns([asset::Column::Slug, asset::Column::Title, asset::Column::Status, asset::Column::SellerId])
        .column_as(seller::Column::DisplayName, "seller_name")
        .column_as(seller::Column::Handle, "seller_handle")
        .column_as(version::Column::Id, "version_id")
        .column_as(version::Column::Number, "version_number")
        .column_as(preview::Column::StorageKey, "picture_key")
        .column_as(preview::Column::Width, "picture_width")
        .column_as(preview::Column::Height, "picture_height")
        .join(JoinType::InnerJoin, cart_item::Relation::Cart.def())
        .join(JoinType::InnerJoin, cart_item::Relation::Asset.def())
        .join(JoinType::InnerJoin, asset::Relation::Seller.def())
        .join(JoinType::LeftJoin, current_version())
        .join(JoinType::LeftJoin, cover())
        .filter(owned_by(owner))
        .order_by_asc(cart_item::Column::CreatedAt)
        .order_by_asc(cart_item::Column::Id)
        .into_model::<ItemRow>()
        .all(db)
        .await?;
    Ok(rows)
}

fn current_version() -> RelationDef {
    asset::Entity::belongs_to(version::Entity)
        .from(asset::Column::CurrentVersionId)
        .to(version::Column::Id)
        .into()
}

fn cover() -> RelationDef {
    asset::Entity::belongs_to(preview::Entity)
        .from(asset::Column::CoverPreviewId)
        .to(preview::Column::Id)
        .into()
}

/// The licences of these listings, the cheapest first; also those no longer on offer.
pub async fn licences(db: &impl ConnectionTrait, asset_ids: &[Uuid]) -> AppResult<Vec<licence::Model>> {
    let found = licence::Entity::find().filter(licence::Column::AssetId.is_in(asset_ids.iter().copied()));
    Ok(found
        .order_by_asc(licence::Column::PriceMinor)
        .order_by_asc(licence::Column::Position)
        .all(db)
        .await?)
}

pub async fn listing(db: &impl ConnectionTrait, asset_id: Uuid) -> AppResult<Option<asset::Model>> {
    Ok(asset::Entity::find_by_id(asset_id).one(db).await?)
}

pub async fn count(db: &impl ConnectionTrait, owner: &Owner) -> AppResult<i64> {
    let items = cart_item::Entity::find().join(JoinType::InnerJoin, cart_item::Relation::Cart.def());
    let count = items.filter(owned_by(owner)).count(db).await?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The cart's row, locked until the transaction ends.
pub async fn locked(tx: &DatabaseTransaction, owner: &Owner) -> AppResult<Option<cart::Model>> {
    Ok(dialect::for_update(cart::Entity::find().filter(owned_by(owner))).one(tx).await?)
}

/// The same, made when there is none.
pub async fn locked_or_made(
    tx: &DatabaseTransaction,
    owner: &Owner,
    currency: Currency,
    now: DateTime<Utc>,
) -> AppResult<cart::Model> {
    if let Some(cart) = locked(tx, owner).await? {
        return Ok(cart);
    }
    let (user_id, session_key, unique) = match owner {
        Owner::Person(id) => (Some(*id), None, cart::Column::UserId),
        Owner::Stranger(key) => (None, Some(key.clone()), cart::Column::SessionKey),
    };
    let row = cart::ActiveModel {
        id: Set(new_id()),
        user_id: Set(user_id),
        session_key: Set(session_key),
        currency: Set(currency.code().to_owned()),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let once = OnConflict::column(unique).do_nothing().to_owned();
    cart::Entity::insert(row).on_conflict(once).try_insert().exec_without_returning(tx).await?;
    locked(tx, owner).await?.ok_or_else(AppError::internal)
}

pub async fn touch(
    tx: &DatabaseTransaction,
    cart_id: Uuid,
    currency: Currency,
    now: DateTime<Utc>,
) -> AppResult<()> {
    cart::Entity::update_many()
        .col_expr(cart::Column::Currency, Expr::value(currency.code()))
        .col_expr(cart::Column::UpdatedAt, Expr::value(now))
        .filter(cart::Column::Id.eq(cart_id))
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn items_of(tx: &DatabaseTransaction, cart_id: Uuid) -> AppResult<Vec<cart_item::Model>> {
    let items = cart_item::Entity::find().filter(cart_item::Column::CartId.eq(cart_id));
    Ok(items.order_by_asc(cart_item::Column::CreatedAt).all(tx).await?)
}

/// Puts a listing into a cart; one that is there already stays as it is.
pub async fn put(
    tx: &DatabaseTransaction,
    cart_id: Uuid,
    asset_id: Uuid,
    licence_id: Uuid,
    seen: Money,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = cart_item::ActiveModel {
        id: Set(new_id()),
        cart_id: Set(cart_id),
        asset_id: Set(asset_id),
        licence_id: Set(licence_id),
        price_minor_seen: Set(seen.minor),
        created_at: Set(now),
    };
    let once =
        OnConflict::columns([cart_item::Column::CartId, cart_item::Column::AssetId]).do_nothing().to_owned();
    cart_item::Entity::insert(row).on_conflict(once).try_insert().exec_without_returning(tx).await?;
    Ok(())
}

/// Another licence for an item, at the price it has now.
pub async fn set_licence(
    db: &impl ConnectionTrait,
    item_id: Uuid,
    licence_id: Uuid,
    seen: Money,
) -> AppResult<()> {
    cart_item::Entity::update_many()
        .col_expr(cart_item::Column::LicenceId, Expr::value(licence_id))
        .col_expr(cart_item::Column::PriceMinorSeen, Expr::value(seen.minor))
        .filter(cart_item::Column::Id.eq(item_id))
        .exec(db)
        .await?;
    Ok(())
}

/// An item, if it is in this owner's cart.
pub async fn item(
    db: &impl ConnectionTrait,
    owner: &Owner,
    item_id: Uuid,
) -> AppResult<Option<(cart_item::Model, Option<asset::Model>)>> {
    let found = cart_item::Entity::find_by_id(item_id).find_also_related(asset::Entity);
    Ok(found.filter(in_cart_of(owner)).one(db).await?)
}

pub async fn delete_item(db: &impl ConnectionTrait, item_id: Uuid) -> AppResult<bool> {
    let deleted = cart_item::Entity::delete_by_id(item_id).exec(db).await?;
    Ok(deleted.rows_affected > 0)
}

pub async fn clear(db: &impl ConnectionTrait, owner: &Owner) -> AppResult<()> {
    cart_item::Entity::delete_many().filter(in_cart_of(owner)).exec(db).await?;
    Ok(())
}

pub async fn drop_assets(db: &impl ConnectionTrait, owner: &Owner, asset_ids: &[Uuid]) -> AppResult<()> {
    let bought = cart_item::Column::AssetId.is_in(asset_ids.iter().copied());
    cart_item::Entity::delete_many().filter(in_cart_of(owner)).filter(bought).exec(db).await?;
    Ok(())
}

pub async fn set_seen(db: &impl ConnectionTrait, item_id: Uuid, seen: Money) -> AppResult<()> {
    cart_item::Entity::update_many()
        .col_expr(cart_item::Column::PriceMinorSeen, Expr::value(seen.minor))
        .filter(cart_item::Column::Id.eq(item_id))
        .exec(db)
        .await?;
    Ok(())
}

pub async fn give_to(
    tx: &DatabaseTransaction,
    cart_id: Uuid,
    user_id: Uuid,
    now: DateTime<Utc>,
) -> AppResult<()> {
    cart::Entity::update_many()
        .col_expr(cart::Column::UserId, Expr::value(user_id))
        .col_expr(cart::Column::SessionKey, Expr::value(None::<String>))
        .col_expr(cart::Column::UpdatedAt, Expr::value(now))
        .filter(cart::Column::Id.eq(cart_id))
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn delete_cart(tx: &DatabaseTransaction, cart_id: Uuid) -> AppResult<()> {
    cart::Entity::delete_by_id(cart_id).exec(tx).await?;
    Ok(())
}

fn owned_by(owner: &Owner) -> Condition {
    match owner {
        Owner::Person(id) => cart::Column::UserId.eq(*id),
        Owner::Stranger(key) => cart::Column::SessionKey.eq(key.as_str()),
    }
    .into_condition()
}

fn in_cart_of(owner: &Owner) -> Condition {
    let carts =
        Query::select().column(cart::Column::Id).from(cart::Entity).cond_where(owned_by(owner)).to_owned();
    cart_item::Column::CartId.in_subquery(carts).into_condition()
}
