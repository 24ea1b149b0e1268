//! Links that prove somebody reads their mail: sent, shown by GET, used by POST, good once and for a day.

use chrono::TimeDelta;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use uuid::Uuid;

use super::store::{email_tokens, people};
use super::{limit, mail, secret, themselves};
use crate::accounts::rules::email::{self, Email};
use crate::accounts::rules::lockout;
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::email_token::EmailPurpose::VerifyEmail;
use crate::db::entities::user;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::{Buyer, Cx};
use crate::server::jobs::{self, Job};

const GOOD_FOR: TimeDelta = TimeDelta::hours(24);

/// Writes a link and the mail that carries it; the links sent before are void.
pub async fn send_verification(
    cx: &Cx,
    tx: &DatabaseTransaction,
    user_id: Uuid,
    to: &Email,
) -> AppResult<()> {
    let token = secret::fresh();
    let now = cx.now();
    let link = email_tokens::NewLink {
        user_id,
        purpose: VerifyEmail,
        email_key: to.key.clone(),
        token_hash: secret::hashed(&token),
        expires_at: now + GOOD_FOR,
    };
    email_tokens::replace(tx, link, now).await?;
    let message = mail::verify_email(&cx.state.config.server.base_url, &to.address, &token);
    jobs::enqueue(tx, &Job::SendMail { message }, now).await
}

/// Sends the link once more, to whoever asks for their own.
pub async fn send_again(cx: &Cx, buyer: &Buyer) -> AppResult<()> {
    let user = people::by_id(&cx.state.db, buyer.user_id).await?.ok_or(AppError::Unauthenticated)?;
    if user.email_verified_at.is_some() {
        return Err(AppError::conflict("Your email address is confirmed already."));
    }
    limit::both(cx, "verify-email", &lockout::account_key(&user.email_key)).await?;
    let to = email::parse(&user.email).ok_or_else(AppError::internal)?;
    let tx = db::tx(&cx.state.db).await?;
    send_verification(cx, &tx, user.id, &to).await?;
    tx.commit().await?;
    cx.state.new_job.notify_one();
    Ok(())
}

/// Whether the link still works; looking at it changes nothing.
pub async fn is_open(cx: &Cx, token: &str) -> AppResult<bool> {
    let found = email_tokens::open(&cx.state.db, VerifyEmail, &secret::hashed(token), cx.now()).await?;
    Ok(found.is_some())
}

/// Confirms the address the link was sent to, if it still is the person's.
pub async fn verify_email(cx: &Cx, token: &str) -> AppResult<()> {
    let stale =
        || AppError::conflict("This link was used already or is older than a day. Ask for a new one.");
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    let link = email_tokens::open(&tx, VerifyEmail, &secret::hashed(token), now).await?.ok_or_else(stale)?;
    email_tokens::use_up(&tx, link.id, now).await?;
    let user = people::by_id(&tx, link.user_id).await?.ok_or_else(stale)?;
    if user.email_key != link.email_key || user.disabled_at.is_some() {
        return Err(stale());
    }
    let verified = user::ActiveModel { email_verified_at: Set(Some(now)), ..Default::default() };
    people::update(&tx, user.id, verified, now).await?;
    let actor = themselves(cx, user.id);
    admin::record(&tx, AuditEntry::by(&actor, "user.email_verified", "user", user.id), now).await?;
    Ok(tx.commit().await?)
}
