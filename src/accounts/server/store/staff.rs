//! What the command line changes about people.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    QueryFilter, Set,
};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::{personal_token, refresh_token, user};
use crate::kit::error::AppResult;
use crate::server::session::Sessions;

/// Locked until the transaction ends.
pub async fn locked(tx: &DatabaseTransaction, email_key: &str) -> AppResult<Option<user::Model>> {
    let found = dialect::for_update(user::Entity::find().filter(user::Column::EmailKey.eq(email_key)));
    Ok(found.one(tx).await?)
}

pub async fn set_role(
    tx: &DatabaseTransaction,
    person: user::Model,
    role: Option<user::StaffRole>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let mut person = person.into_active_model();
    person.staff_role = Set(role);
    person.updated_at = Set(now);
    person.update(tx).await?;
    Ok(())
}

pub async fn disable(tx: &DatabaseTransaction, person: user::Model, now: DateTime<Utc>) -> AppResult<()> {
    let mut person = person.into_active_model();
    person.disabled_at = Set(Some(now));
    person.updated_at = Set(now);
    person.update(tx).await?;
    Ok(())
}

/// Every browser and every program of this person has to sign in again.
pub async fn end_sign_ins(
    tx: &impl ConnectionTrait,
    sessions: &Sessions,
    user_id: Uuid,
    now: DateTime<Utc>,
) -> AppResult<()> {
    sessions.end_all(tx, user_id).await?;
    personal_token::Entity::delete_many().filter(personal_token::Column::UserId.eq(user_id)).exec(tx).await?;
    refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::RevokedAt, now.into())
        .filter(refresh_token::Column::UserId.eq(user_id))
        .filter(refresh_token::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
