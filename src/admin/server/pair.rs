//! An admin and the person they are about to change, both locked.

use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::store::people as store;
use crate::db::entities::user::{self, StaffRole};
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Admin;

/// The person. Two admins who take each other's rights at once cannot both succeed: the second is none any more.
pub async fn pair(tx: &DatabaseTransaction, admin: &Admin, id: Uuid) -> AppResult<user::Model> {
    let people = store::locked(tx, [admin.user_id, id]).await?;
    let is_still = |person: &user::Model| {
        person.id == admin.user_id
            && person.staff_role == Some(StaffRole::Admin)
            && person.disabled_at.is_none()
    };
    if !people.iter().any(is_still) {
        return Err(AppError::forbidden("Only the shop's admins can do this."));
    }
    people.into_iter().find(|person| person.id == id).ok_or_else(AppError::not_found)
}
