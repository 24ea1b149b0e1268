//! What somebody said of listings, of others' reviews, and to reviews of their own listings; whom they follow, and what
//! they look for.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::{Page, rows};
use crate::db::entities::{
    asset_report, follow, review, review_answer, review_report, review_vote, saved_search,
};
use crate::kit::error::AppResult;

pub async fn reviews(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = review::Entity::find().filter(review::Column::UserId.eq(user_id));
    rows(db, theirs, review::Column::Id, after, |row| {
        let told = json!({
            "asset_id": row.asset_id,
            "stars": row.stars,
            "title": row.title,
            "body": row.body,
            "hidden_at": row.hidden_at,
            "created_at": row.created_at,
            "updated_at": row.updated_at,
        });
        (row.id, told)
    })
    .await
}

pub async fn votes(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = review_vote::Entity::find().filter(review_vote::Column::UserId.eq(user_id));
    rows(db, theirs, review_vote::Column::Id, after, |row| {
        (row.id, json!({ "review_id": row.review_id, "at": row.created_at }))
    })
    .await
}

pub async fn reports(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = review_report::Entity::find().filter(review_report::Column::UserId.eq(user_id));
    rows(db, theirs, review_report::Column::Id, after, |row| {
        let told = json!({
            "review_id": row.review_id,
            "reason": row.reason,
            "at": row.created_at,
            "settled_at": row.settled_at,
        });
        (row.id, told)
    })
    .await
}

pub async fn listing_reports(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    after: Option<Uuid>,
) -> AppResult<Page> {
    let theirs = asset_report::Entity::find().filter(asset_report::Column::UserId.eq(user_id));
    rows(db, theirs, asset_report::Column::Id, after, |row| {
        let told = json!({
            "asset_id": row.asset_id,
            "reason": row.reason,
            "at": row.created_at,
            "settled_at": row.settled_at,
        });
        (row.id, told)
    })
    .await
}

pub async fn answers(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = review_answer::Entity::find().filter(review_answer::Column::SellerId.eq(user_id));
    rows(db, theirs, review_answer::Column::Id, after, |row| {
        let told = json!({
            "review_id": row.review_id,
            "body": row.body,
            "created_at": row.created_at,
            "updated_at": row.updated_at,
        });
        (row.id, told)
    })
    .await
}

pub async fn follows(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = follow::Entity::find().filter(follow::Column::UserId.eq(user_id));
    rows(db, theirs, follow::Column::Id, after, |row| {
        (row.id, json!({ "seller_id": row.seller_id, "since": row.created_at }))
    })
    .await
}

pub async fn saved_searches(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    after: Option<Uuid>,
) -> AppResult<Page> {
    let theirs = saved_search::Entity::find().filter(saved_search::Column::UserId.eq(user_id));
    rows(db, theirs, saved_search::Column::Id, after, |row| {
        let told = json!({
            "name": row.name,
            "query": row.query,
            "mails": row.notify,
            "last_mail_at": row.told_at,
            "created_at": row.created_at,
        });
        (row.id, told)
    })
    .await
}
