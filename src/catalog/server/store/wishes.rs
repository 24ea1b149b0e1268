//! What people keep in mind, and at which price they did.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait,
    FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::asset::AssetStatus;
use crate::db::entities::{asset, wishlist_item};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;
use crate::kit::paging::PageSize;

pub async fn listing(db: &impl ConnectionTrait, id: Uuid) -> AppResult<Option<asset::Model>> {
    Ok(asset::Entity::find_by_id(id).one(db).await?)
}

/// Twice is once.
pub async fn add(
    tx: &DatabaseTransaction,
    user_id: Uuid,
    listing: &asset::Model,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = wishlist_item::ActiveModel {
        id: Set(new_id()),
        user_id: Set(user_id),
        asset_id: Set(listing.id),
        price_minor: Set(listing.price_from_minor),
        created_at: Set(now),
    };
    let columns = [wishlist_item::Column::UserId, wishlist_item::Column::AssetId];
    let once = OnConflict::columns(columns).do_nothing().to_owned();
    wishlist_item::Entity::insert(row).on_conflict(once).try_insert().exec_without_returning(tx).await?;
    Ok(())
}

pub async fn remove(tx: &DatabaseTransaction, user_id: Uuid, asset_ids: &[Uuid]) -> AppResult<()> {
    let theirs = wishlist_item::Entity::delete_many().filter(wishlist_item::Column::UserId.eq(user_id));
    theirs.filter(wishlist_item::Column::AssetId.is_in(asset_ids.iter().copied())).exec(tx).await?;
    Ok(())
}

#[derive(Debug, FromQueryResult)]
pub struct WishRow {
    pub id: Uuid,
    pub asset_id: Uuid,
    pub created_at: DateTime<Utc>,
    pub title: String,
    pub status: AssetStatus,
}

/// The newest first, one more than the page holds.
pub async fn page(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    after: Option<(DateTime<Utc>, Uuid)>,
    size: PageSize,
) -> AppResult<Vec<WishRow>> {
    let mut rows = wishlist_item::Entity::find()
        .select_only()
        .columns([
            wishlist_item::Column::Id,
            wishlist_item::Column::AssetId,
            wishlist_item::Column::CreatedAt,
        ])
        .columns([asset::Column::Title, asset::Column::Status])
        .join(JoinType::InnerJoin, wishlist_item::Relation::Asset.def())
        .filter(wishlist_item::Column::UserId.eq(user_id));
    if let Some((at, id)) = after {
        let same_time = Condition::all()
            .add(wishlist_item::Column::CreatedAt.eq(at))
            .add(wishlist_item::Column::Id.lt(id));
        rows = rows.filter(Condition::any().add(wishlist_item::Column::CreatedAt.lt(at)).add(same_time));
    }
    let rows = rows.order_by_desc(wishlist_item::Column::CreatedAt).order_by_desc(wishlist_item::Column::Id);
    Ok(rows.limit(size.fetch()).into_model::<WishRow>().all(db).await?)
}

/// Wishes made, or last told of, at more than this; locked until the transaction ends.
pub async fn locked_above(
    tx: &DatabaseTransaction,
    asset_id: Uuid,
    price_minor: i64,
    most: u64,
) -> AppResult<Vec<wishlist_item::Model>> {
    let above = wishlist_item::Entity::find()
        .filter(wishlist_item::Column::AssetId.eq(asset_id))
        .filter(wishlist_item::Column::PriceMinor.gt(price_minor))
        .order_by_asc(wishlist_item::Column::PriceMinor)
        .order_by_asc(wishlist_item::Column::Id)
        .limit(most);
    Ok(dialect::for_update(above).all(tx).await?)
}

/// They know this price now.
pub async fn told(tx: &DatabaseTransaction, ids: &[Uuid], price_minor: i64) -> AppResult<()> {
    wishlist_item::Entity::update_many()
        .col_expr(wishlist_item::Column::PriceMinor, Expr::value(price_minor))
        .filter(wishlist_item::Column::Id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}
