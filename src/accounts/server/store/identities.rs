//! Sign-ins at providers, and whose they are.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::db::dialect::unique_violation_of;
use crate::db::entities::user::StaffRole;
use crate::db::entities::{identity, user};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

/// Whose it is, disabled as they may be.
pub async fn owner(
    db: &impl ConnectionTrait,
    issuer: &str,
    subject: &str,
) -> AppResult<Option<(identity::Model, user::Model)>> {
    let found = identity::Entity::find()
        .filter(identity::Column::Issuer.eq(issuer))
        .filter(identity::Column::Subject.eq(subject))
        .find_also_related(user::Entity)
        .one(db)
        .await?;
    Ok(found.and_then(|(identity, user)| Some((identity, user?))))
}

/// What is linked to this person, the oldest first.
pub async fn of(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<Vec<identity::Model>> {
    let mine = identity::Entity::find().filter(identity::Column::UserId.eq(user_id));
    Ok(mine.order_by_asc(identity::Column::Id).all(db).await?)
}

pub async fn count(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<u64> {
    Ok(identity::Entity::find().filter(identity::Column::UserId.eq(user_id)).count(db).await?)
}

pub struct NewIdentity {
    pub user_id: Uuid,
    pub issuer: String,
    pub subject: String,
    pub email: Option<String>,
    pub staff_role: Option<StaffRole>,
}

/// Whether it could be linked: false where somebody has it already.
pub async fn insert(db: &impl ConnectionTrait, new: NewIdentity, now: DateTime<Utc>) -> AppResult<bool> {
    let row = identity::ActiveModel {
        id: Set(new_id()),
        user_id: Set(new.user_id),
        issuer: Set(new.issuer),
        subject: Set(new.subject),
        email: Set(new.email),
        staff_role: Set(new.staff_role),
        last_used_at: Set(Some(now)),
        created_at: Set(now),
    };
    match identity::Entity::insert(row).exec_without_returning(db).await {
        Ok(_) => Ok(true),
        Err(error) if unique_violation_of(&error, "identities", &["issuer", "subject"]) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Notes what the provider says by now.
pub async fn used(
    db: &impl ConnectionTrait,
    id: Uuid,
    email: Option<String>,
    staff_role: Option<StaffRole>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let change = identity::ActiveModel {
        email: Set(email),
        staff_role: Set(staff_role),
        last_used_at: Set(Some(now)),
        ..Default::default()
    };
    identity::Entity::update_many().set(change).filter(identity::Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

/// Whether there was such a one of this person.
pub async fn unlink(db: &impl ConnectionTrait, user_id: Uuid, id: Uuid) -> AppResult<bool> {
    let mine = identity::Entity::delete_many()
        .filter(identity::Column::Id.eq(id))
        .filter(identity::Column::UserId.eq(user_id));
    Ok(mine.exec(db).await?.rows_affected > 0)
}

pub async fn unlink_all(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<()> {
    identity::Entity::delete_many().filter(identity::Column::UserId.eq(user_id)).exec(db).await?;
    Ok(())
}
