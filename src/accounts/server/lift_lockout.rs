//! An account that was guessed at refuses every password; a link by mail lets its owner try again all the same.
//! The failures stay counted, so whoever guesses gains nothing by it.

use chrono::TimeDelta;

use super::store::{email_tokens, people};
use super::{mail, secret, themselves};
use crate::accounts::rules::lockout;
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::email_token::EmailPurpose::LiftLockout;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Cx;
use crate::server::jobs::{self, Job};
use crate::server::session;
use crate::server::state::State;

const GOOD_FOR: TimeDelta = TimeDelta::hours(24);

/// The job: tells the owner, if there is one, and only while the link sent before is used up or too old.
pub async fn send_link(state: &State, email_key: &str) -> AppResult<()> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let Some(user) = people::by_email(&tx, email_key).await?.filter(|user| user.disabled_at.is_none()) else {
        return Ok(());
    };
    if email_tokens::has_open(&tx, user.id, LiftLockout, now).await? {
        return Ok(());
    }
    let token = secret::fresh();
    let link = email_tokens::NewLink {
        user_id: user.id,
        purpose: LiftLockout,
        email_key: user.email_key,
        token_hash: secret::hashed(&token),
        expires_at: now + GOOD_FOR,
    };
    email_tokens::replace(&tx, link, now).await?;
    let message = mail::locked(&state.config.server.base_url, &user.email, &token);
    jobs::enqueue(&tx, &Job::SendMail { message }, now).await?;
    Ok(tx.commit().await?)
}

/// Whether the link still works; looking at it changes nothing.
pub async fn is_open(cx: &Cx, token: &str) -> AppResult<bool> {
    let found = email_tokens::open(&cx.state.db, LiftLockout, &secret::hashed(token), cx.now()).await?;
    Ok(found.is_some())
}

/// Lets this browser try passwords for the account again, as often as anyone may in the first place.
pub async fn lift(cx: &Cx, token: &str) -> AppResult<()> {
    let stale = || AppError::conflict("This link was used already or is older than a day.");
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    let link = email_tokens::open(&tx, LiftLockout, &secret::hashed(token), now).await?.ok_or_else(stale)?;
    email_tokens::use_up(&tx, link.id, now).await?;
    let user = people::by_id(&tx, link.user_id).await?.ok_or_else(stale)?;
    if user.email_key != link.email_key || user.disabled_at.is_some() {
        return Err(stale());
    }
    let actor = themselves(cx, user.id);
    admin::record(&tx, AuditEntry::by(&actor, "account.lockout_lifted", "user", user.id), now).await?;
    tx.commit().await?;
    session::let_try(&cx.session, &lockout::account_key(&user.email_key), now).await
}
