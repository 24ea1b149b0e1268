//! Who follows which shop.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::db::entities::{follow, seller};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

/// A shop that is open.
pub async fn shop(db: &impl ConnectionTrait, id: Uuid) -> AppResult<Option<seller::Model>> {
    let open = seller::Entity::find_by_id(id).filter(seller::Column::ClosedAt.is_null());
    Ok(open.one(db).await?)
}

/// Twice is once.
pub async fn add(
    tx: &DatabaseTransaction,
    user_id: Uuid,
    seller_id: Uuid,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = follow::ActiveModel {
        id: Set(new_id()),
        user_id: Set(user_id),
        seller_id: Set(seller_id),
        created_at: Set(now),
    };
    let columns = [follow::Column::UserId, follow::Column::SellerId];
    let once = OnConflict::columns(columns).do_nothing().to_owned();
    follow::Entity::insert(row).on_conflict(once).try_insert().exec_without_returning(tx).await?;
    Ok(())
}

pub async fn remove(tx: &DatabaseTransaction, user_id: Uuid, seller_id: Uuid) -> AppResult<()> {
    let theirs = follow::Entity::delete_many().filter(follow::Column::UserId.eq(user_id));
    theirs.filter(follow::Column::SellerId.eq(seller_id)).exec(tx).await?;
    Ok(())
}

/// Some of those who follow a shop, in the order of the ids, after one of them.
pub async fn after(
    db: &impl ConnectionTrait,
    seller_id: Uuid,
    last: Option<Uuid>,
    most: u64,
) -> AppResult<Vec<follow::Model>> {
    let mut followers = follow::Entity::find().filter(follow::Column::SellerId.eq(seller_id));
    if let Some(last) = last {
        followers = followers.filter(follow::Column::Id.gt(last));
    }
    Ok(followers.order_by_asc(follow::Column::Id).limit(most).all(db).await?)
}
