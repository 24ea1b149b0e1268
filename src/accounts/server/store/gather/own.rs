//! How somebody signs in, and what they did.

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::{Page, rows};
use crate::db::entities::{
    audit_event, authenticator, email_change, identity, known_device, notification_setting, passkey,
    personal_token,
};
use crate::kit::error::AppResult;

pub async fn linked_sign_ins(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    after: Option<Uuid>,
) -> AppResult<Page> {
    let theirs = identity::Entity::find().filter(identity::Column::UserId.eq(user_id));
    rows(db, theirs, identity::Column::Id, after, |row| {
        let told = json!({ "issuer": row.issuer, "subject": row.subject, "since": row.created_at });
        (row.id, told)
    })
    .await
}

pub async fn second_factor(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = authenticator::Entity::find().filter(authenticator::Column::UserId.eq(user_id));
    rows(db, theirs, authenticator::Column::Id, after, |row| {
        let told =
            json!({ "kind": "authenticator app", "begun_at": row.created_at, "on_since": row.confirmed_at });
        (row.id, told)
    })
    .await
}

pub async fn passkeys(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = passkey::Entity::find().filter(passkey::Column::UserId.eq(user_id));
    rows(db, theirs, passkey::Column::Id, after, |row| {
        let told =
            json!({ "name": row.name, "created_at": row.created_at, "last_used_at": row.last_used_at });
        (row.id, told)
    })
    .await
}

pub async fn browsers(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = known_device::Entity::find().filter(known_device::Column::UserId.eq(user_id));
    rows(db, theirs, known_device::Column::Id, after, |row| {
        (row.id, json!({ "first_seen_at": row.created_at, "last_seen_at": row.last_seen_at }))
    })
    .await
}

pub async fn tokens(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = personal_token::Entity::find().filter(personal_token::Column::UserId.eq(user_id));
    rows(db, theirs, personal_token::Column::Id, after, |row| {
        let told = json!({
            "id": row.id,
            "name": row.name,
            "scopes": row.scopes,
            "created_at": row.created_at,
            "last_used_at": row.last_used_at,
            "expires_at": row.expires_at,
        });
        (row.id, told)
    })
    .await
}

pub async fn notifications(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs =
        notification_setting::Entity::find().filter(notification_setting::Column::UserId.eq(user_id));
    rows(db, theirs, notification_setting::Column::Id, after, |row| {
        (row.id, json!({ "kind": row.kind, "wanted": row.wanted, "chosen_at": row.updated_at }))
    })
    .await
}

pub async fn email_changes(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let theirs = email_change::Entity::find().filter(email_change::Column::UserId.eq(user_id));
    rows(db, theirs, email_change::Column::Id, after, |row| {
        (row.id, json!({ "to": row.email, "asked_at": row.created_at, "expires_at": row.expires_at }))
    })
    .await
}

/// What they did, and what was done to their account. Who else did it, and from where, is not theirs to know.
pub async fn events(db: &impl ConnectionTrait, user_id: Uuid, after: Option<Uuid>) -> AppResult<Page> {
    let about = Condition::all()
        .add(audit_event::Column::Entity.is_in(["user", "seller"]))
        .add(audit_event::Column::EntityId.eq(user_id.to_string()));
    let by_or_about = Condition::any().add(audit_event::Column::ActorId.eq(user_id)).add(about);
    let events = audit_event::Entity::find().filter(by_or_about);
    rows(db, events, audit_event::Column::Id, after, |row| {
        let own = row.actor_id == Some(user_id);
        let told = json!({
            "at": row.at,
            "action": row.action,
            "entity": row.entity,
            "entity_id": row.entity_id,
            "by_you": own,
            "ip": row.ip.filter(|_| own),
            "details": row.metadata,
        });
        (row.id, told)
    })
    .await
}
