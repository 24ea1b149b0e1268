//! Those who run the shop.

use prosets::db::entities::user::{self, StaffRole};
use sea_orm::{ActiveModelTrait, DatabaseConnection, IntoActiveModel, Set};

use super::catalog;

pub async fn admin(db: &DatabaseConnection, name: &str) -> user::Model {
    staff(db, name, StaffRole::Admin).await
}

pub async fn moderator(db: &DatabaseConnection, name: &str) -> user::Model {
    staff(db, name, StaffRole::Moderator).await
}

async fn staff(db: &DatabaseConnection, name: &str, role: StaffRole) -> user::Model {
    let mut person = catalog::user(db, name).await.into_active_model();
    person.staff_role = Set(Some(role));
    person.update(db).await.unwrap()
}
