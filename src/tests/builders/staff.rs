//! Those who run the shop, and what they may do to others.

use prosets::db::entities::user::{self, StaffRole};
use sea_orm::{ActiveModelTrait, DatabaseConnection, IntoActiveModel, Set};
use uuid::Uuid;

use super::catalog;

pub async fn admin(db: &DatabaseConnection, name: &str) -> user::Model {
    staff(db, name, StaffRole::Admin).await
}

pub async fn moderator(db: &DatabaseConnection, name: &str) -> user::Model {
    staff(db, name, StaffRole::Moderator).await
}

/// Takes the account from them.
pub async fn disabled(db: &DatabaseConnection, user_id: Uuid) -> Uuid {
    let locked =
        user::ActiveModel { id: Set(user_id), disabled_at: Set(Some(catalog::noon())), ..Default::default() };
    locked.update(db).await.unwrap().id
}

async fn staff(db: &DatabaseConnection, name: &str, role: StaffRole) -> user::Model {
    let mut person = catalog::user(db, name).await.into_active_model();
    person.staff_role = Set(Some(role));
    person.update(db).await.unwrap()
}
