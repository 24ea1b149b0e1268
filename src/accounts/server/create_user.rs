//! Makes an account for somebody else.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, DatabaseConnection};
use serde_json::json;
use uuid::Uuid;

use super::passwords::hash_password;
use super::store::people::{self, Written};
use crate::accounts::rules::{email, names, password};
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::user::{self, StaffRole};
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;

/// An account whose address counts as confirmed.
#[derive(Clone, Debug)]
pub struct NewUser {
    pub email: String,
    pub username: String,
    pub password: String,
    pub staff_role: Option<StaffRole>,
}

/// **Permissions**: whoever may run the command line.
pub async fn create_user(db: &DatabaseConnection, new: NewUser, now: DateTime<Utc>) -> AppResult<Uuid> {
    let email = email::parse(&new.email).ok_or_else(|| AppError::invalid("email", email::FAULT))?;
    let username =
        names::any_username(&new.username).map_err(|words| AppError::invalid("username", words))?;
    password::check(&new.password, &[&email.key, &username])
        .map_err(|words| AppError::invalid("password", words))?;
    let password_hash = tokio::task::spawn_blocking(move || hash_password(&new.password))
        .await
        .map_err(|_| AppError::internal())??;
    let id = new_id();
    let user = user::ActiveModel {
        id: Set(id),
        email: Set(email.address),
        email_key: Set(email.key),
        username_key: Set(names::key(&username)),
        display_name: Set(username.clone()),
        username: Set(username.clone()),
        password_hash: Set(Some(password_hash)),
        staff_role: Set(new.staff_role),
        email_verified_at: Set(Some(now)),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    let tx = db::tx(db).await?;
    match people::insert(&tx, user).await? {
        Written::Done => {}
        Written::EmailTaken => {
            return Err(AppError::invalid("email", "There is an account with this address."));
        }
        Written::NameTaken => return Err(AppError::invalid("username", "This user name is taken.")),
    }
    let told = json!({ "username": username, "staff_role": new.staff_role.map(|role| format!("{role:?}").to_lowercase()) });
    let told = AuditEntry::by_the_shop("user.created", "user", id).with(told);
    admin::record(&tx, told, now).await?;
    tx.commit().await?;
    Ok(id)
}
