//! What somebody bought, and keeps in mind.

use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait,
};
use serde_json::json;
use uuid::Uuid;

use super::{Page, rows};
use crate::db::entities::{
    cart, cart_item, download, entitlement, order, order_line, payment, refund, wishlist_item,
};
use crate::kit::error::AppResult;

pub async fn orders(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = order::Entity::find().filter(order::Column::BuyerId.eq(user_id));
    rows(db, theirs, order::Column::Id, after, |row| {
        let told = json!({
            "id": row.id,
            "number": row.number,
            "status": row.status.to_value(),
            "subtotal_minor": row.subtotal_minor,
            "discount_minor": row.discount_minor,
            "tax_minor": row.tax_minor,
            "total_minor": row.total_minor,
            "currency": row.currency,
            "country": row.country,
            "vat_id": row.vat_id,
            "refund_policy": row.refund_policy,
            "waiver_at": row.waiver_at,
            "created_at": row.created_at,
            "paid_at": row.paid_at,
        });
        (row.id, told)
    })
    .await
}

pub async fn order_lines(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = order_line::Entity::find()
        .join(JoinType::InnerJoin, order_line::Relation::Order.def())
        .filter(order::Column::BuyerId.eq(user_id));
    rows(db, theirs, order_line::Column::Id, after, |row| {
        let told = json!({
            "id": row.id,
            "order_id": row.order_id,
            "asset_id": row.asset_id,
            "title": row.title,
            "version": row.version_number,
            "licence": row.licence_name,
            "licence_terms": row.licence_terms,
            "unit_minor": row.unit_minor,
            "discount_minor": row.discount_minor,
            "tax_minor": row.tax_minor,
            "total_minor": row.total_minor,
        });
        (row.id, told)
    })
    .await
}

pub async fn payments(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = payment::Entity::find()
        .join(JoinType::InnerJoin, payment::Relation::Order.def())
        .filter(order::Column::BuyerId.eq(user_id));
    rows(db, theirs, payment::Column::Id, after, |row| {
        let told = json!({
            "id": row.id,
            "order_id": row.order_id,
            "provider": row.provider,
            "provider_ref": row.provider_ref,
            "status": row.status.to_value(),
            "amount_minor": row.amount_minor,
            "currency": row.currency,
            "failure": row.failure,
            "created_at": row.created_at,
            "captured_at": row.captured_at,
        });
        (row.id, told)
    })
    .await
}

pub async fn refunds(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = refund::Entity::find()
        .join(JoinType::InnerJoin, refund::Relation::Order.def())
        .filter(order::Column::BuyerId.eq(user_id));
    rows(db, theirs, refund::Column::Id, after, |row| {
        let told = json!({
            "id": row.id,
            "order_id": row.order_id,
            "status": row.status.to_value(),
            "amount_minor": row.amount_minor,
            "currency": row.currency,
            "reason": row.reason,
            "created_at": row.created_at,
        });
        (row.id, told)
    })
    .await
}

pub async fn library(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = entitlement::Entity::find().filter(entitlement::Column::UserId.eq(user_id));
    rows(db, theirs, entitlement::Column::Id, after, |row| {
        let told = json!({
            "order_line_id": row.order_line_id,
            "asset_id": row.asset_id,
            "licence_key": row.licence_key,
            "granted_at": row.granted_at,
            "revoked_at": row.revoked_at,
        });
        (row.id, told)
    })
    .await
}

pub async fn downloads(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = download::Entity::find().filter(download::Column::UserId.eq(user_id));
    rows(db, theirs, download::Column::Id, after, |row| {
        let told = json!({
            "file_id": row.file_id,
            "at": row.at,
            "ip": row.ip,
            "user_agent": row.user_agent,
        });
        (row.id, told)
    })
    .await
}

pub async fn wishlist(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = wishlist_item::Entity::find().filter(wishlist_item::Column::UserId.eq(user_id));
    rows(db, theirs, wishlist_item::Column::Id, after, |row| {
        (row.id, json!({ "asset_id": row.asset_id, "price_minor_known": row.price_minor, "since": row.created_at }))
    })
    .await
}

pub async fn cart(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = cart_item::Entity::find()
        .join(JoinType::InnerJoin, cart_item::Relation::Cart.def())
        .filter(cart::Column::UserId.eq(user_id));
    rows(db, theirs, cart_item::Column::Id, after, |row| {
        let told = json!({
            "asset_id": row.asset_id,
            "licence_id": row.licence_id,
            "price_minor_seen": row.price_minor_seen,
            "since": row.created_at,
        });
        (row.id, told)
    })
    .await
}
