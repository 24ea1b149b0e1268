//! A new password, and the end of sign-ins.

use sea_orm::ActiveValue::Set;
use serde_json::json;

use super::store::{people, staff};
use super::{mail, passwords, prove};
use crate::accounts::rules::password;
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::user;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::{Buyer, Cx};
use crate::server::jobs::{self, Job};
use crate::server::session;

/// Sets a new password, and signs out everywhere but here.
pub async fn change_password(
    cx: &Cx,
    buyer: &Buyer,
    current: &str,
    new: &str,
    again: Option<&str>,
) -> AppResult<()> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    password::check(new, &[&person.email, &person.username])
        .map_err(|words| AppError::invalid("new_password", words))?;
    password::same(new, again).map_err(|words| AppError::invalid("new_password_again", words))?;
    if current.is_empty() {
        return Err(AppError::invalid("current_password", "Enter your present password."));
    }
    prove::by_password(cx, &person.email, current, None).await.map_err(|error| match error {
        AppError::SignInRefused(_) => AppError::invalid(
            "current_password",
            "This is not your present password. After ten failures the account rests for 15 minutes.",
        ),
        other => other,
    })?;
    let change = user::ActiveModel {
        password_hash: Set(Some(passwords::hashed(&cx.state, new).await?)),
        ..Default::default()
    };
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    people::update(&tx, buyer.user_id, change, now).await?;
    staff::end_sign_ins(&tx, &cx.state.sessions, buyer.user_id, now).await?;
    admin::record(&tx, AuditEntry::by(buyer, "user.password_changed", "user", buyer.user_id), now).await?;
    let message = mail::password_changed(&cx.state.config.server.base_url, &person.email, now);
    jobs::enqueue(&tx, &Job::SendMail { message }, now).await?;
    tx.commit().await?;
    cx.state.new_job.notify_one();
    session::rotate(&cx.session).await
}

/// Ends one session, named by its key. One that ended already is as good.
pub async fn end_session(cx: &Cx, buyer: &Buyer, key: &str) -> AppResult<()> {
    let tx = db::tx(&cx.state.db).await?;
    if cx.state.sessions.end(&tx, buyer.user_id, key).await? {
        admin::record(&tx, AuditEntry::by(buyer, "user.session_ended", "user", buyer.user_id), cx.now())
            .await?;
    }
    Ok(tx.commit().await?)
}

/// Ends every other session and every sign-in of the API.
pub async fn sign_out_everywhere(cx: &Cx, buyer: &Buyer) -> AppResult<()> {
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    staff::end_sign_ins(&tx, &cx.state.sessions, buyer.user_id, now).await?;
    let entry = AuditEntry::by(buyer, "user.signed_out_everywhere", "user", buyer.user_id);
    admin::record(&tx, entry.with(json!({ "but": "here" })), now).await?;
    tx.commit().await?;
    session::rotate(&cx.session).await
}
