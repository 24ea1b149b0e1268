//! What somebody sells, and what came of it.

use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait,
};
use serde_json::json;
use uuid::Uuid;

use super::{Page, rows};
use crate::db::entities::{asset, former_handle, ledger_entry, seller, upload, version};
use crate::kit::error::AppResult;

pub async fn shop(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<Page> {
    let shop = seller::Entity::find_by_id(user_id).one(db).await?;
    let told = shop.map(|row| {
        json!({
            "handle": row.handle,
            "display_name": row.display_name,
            "about": row.about,
            "links": row.links.lines().collect::<Vec<_>>(),
            "country": row.country,
            "created_at": row.created_at,
            "updated_at": row.updated_at,
        })
    });
    Ok(Page { rows: told.into_iter().collect(), next: None })
}

/// Ten at most.
pub async fn former_handles(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<Page> {
    let theirs = former_handle::Entity::find().filter(former_handle::Column::SellerId.eq(user_id));
    let told = theirs.all(db).await?.into_iter();
    let told = told.map(|row| json!({ "handle": row.handle_key, "given_up_at": row.created_at }));
    Ok(Page { rows: told.collect(), next: None })
}

pub async fn listings(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = asset::Entity::find().filter(asset::Column::SellerId.eq(user_id));
    rows(db, theirs, asset::Column::Id, after, |row| {
        let told = json!({
            "id": row.id,
            "slug": row.slug,
            "title": row.title,
            "kind": row.kind.to_value(),
            "status": row.status.to_value(),
            "summary": row.summary,
            "description": row.description,
            "price_from_minor": row.price_from_minor,
            "currency": row.currency,
            "sales_count": row.sales_count,
            "rating_sum": row.rating_sum,
            "rating_count": row.rating_count,
            "published_at": row.published_at,
            "created_at": row.created_at,
            "updated_at": row.updated_at,
        });
        (row.id, told)
    })
    .await
}

pub async fn versions(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = version::Entity::find()
        .join(JoinType::InnerJoin, version::Relation::Asset.def())
        .filter(asset::Column::SellerId.eq(user_id));
    rows(db, theirs, version::Column::Id, after, |row| {
        let told = json!({
            "id": row.id,
            "asset_id": row.asset_id,
            "number": row.number,
            "notes": row.notes,
            "status": row.status.to_value(),
            "released_at": row.released_at,
            "created_at": row.created_at,
        });
        (row.id, told)
    })
    .await
}

/// What the shop owes stands there as a negative amount.
pub async fn ledger(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = ledger_entry::Entity::find().filter(ledger_entry::Column::SellerId.eq(user_id));
    rows(db, theirs, ledger_entry::Column::Id, after, |row| {
        let told = json!({
            "transaction_id": row.transaction_id,
            "account": row.account.to_value(),
            "order_id": row.order_id,
            "amount_minor": row.amount_minor,
            "currency": row.currency,
            "source": row.source_kind.to_value(),
            "at": row.created_at,
        });
        (row.id, told)
    })
    .await
}

pub async fn uploads(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = upload::Entity::find().filter(upload::Column::UserId.eq(user_id));
    rows(db, theirs, upload::Column::Id, after, |row| {
        let told = json!({
            "name": row.name,
            "size_bytes": row.size_bytes,
            "content_type": row.content_type,
            "status": row.status.to_value(),
            "created_at": row.created_at,
        });
        (row.id, told)
    })
    .await
}
