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
use crate::kit::error::{AppError, AppResult, FieldErrors, require};
use crate::kit::ids::new_id;

const EMAIL_TAKEN: &str = "There is an account with this address.";
const NAME_TAKEN: &str = "This user name is taken.";

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
    let (email, username) = check(&new)?;
    let password_hash = tokio::task::spawn_blocking(move || hash_password(&new.password))
        .await
        .map_err(|_| AppError::internal())??;
    let (id, key) = (new_id(), email.key.clone());
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
    let mut taken = FieldErrors::new();
    require(&mut taken, people::by_email(&tx, &key).await?.is_none(), "email", EMAIL_TAKEN);
    require(&mut taken, !people::username_taken(&tx, &names::key(&username)).await?, "username", NAME_TAKEN);
    AppError::validation(taken)?;
    // Somebody else may have been faster.
    match people::insert(&tx, user).await? {
        Written::Done => {}
        Written::EmailTaken => return Err(AppError::invalid("email", EMAIL_TAKEN)),
        Written::NameTaken => return Err(AppError::invalid("username", NAME_TAKEN)),
    }
    let told = json!({ "username": username, "staff_role": new.staff_role.map(|role| format!("{role:?}").to_lowercase()) });
    let told = AuditEntry::by_the_shop("user.created", "user", id).with(told);
    admin::record(&tx, told, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Every fault of what was given, not the first alone.
fn check(new: &NewUser) -> AppResult<(email::Email, String)> {
    let email = email::parse(&new.email);
    let username = names::any_username(&new.username);
    let password = password::check(&new.password, &[new.email.trim(), new.username.trim()]);
    let mut faults = FieldErrors::new();
    require(&mut faults, email.is_some(), "email", email::FAULT);
    for (field, fault) in [("username", username.as_ref().err()), ("password", password.as_ref().err())] {
        require(&mut faults, fault.is_none(), field, fault.copied().unwrap_or_default());
    }
    match (email, username) {
        (Some(email), Ok(username)) if faults.is_empty() => Ok((email, username)),
        _ => Err(AppError::Validation(faults)),
    }
}
