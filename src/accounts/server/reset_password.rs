//! A forgotten password: a link by mail sets a new one. Whether there is such an account is told to its owner alone.

use chrono::TimeDelta;
use sea_orm::ActiveValue::Set;

use super::store::{email_tokens, identities, people, second_factor, staff};
use super::{limit, mail, passwords, passwords_allowed, robots, secret, themselves};
use crate::accounts::rules::{email, lockout, password};
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::email_token::EmailPurpose::ResetPassword;
use crate::db::entities::user;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Cx;
use crate::server::jobs::{self, Job};
use crate::server::session;
use crate::server::state::State;

const GOOD_FOR: TimeDelta = TimeDelta::minutes(15);

/// Takes note that somebody asked. Who has an account is found out by the job, so the answer takes as long for
/// everybody.
pub async fn ask(cx: &Cx, typed: &str, proof: &str) -> AppResult<()> {
    passwords_allowed(cx)?;
    let email = email::parse(typed).ok_or_else(|| AppError::invalid("email", email::FAULT))?;
    limit::both(cx, "forgot-password", &lockout::account_key(&email.key)).await?;
    robots::check(cx, proof).await?;
    robots::note(cx).await;
    jobs::enqueue(&cx.state.db, &Job::SendResetLink { email_key: email.key }, cx.now()).await?;
    cx.state.new_job.notify_one();
    Ok(())
}

/// The job: writes the link and the mail that carries it, if anybody has that address.
pub async fn send_link(state: &State, email_key: &str) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    let Some(user) = people::by_email(&tx, email_key).await?.filter(|user| user.disabled_at.is_none()) else {
        return Ok(());
    };
    let (token, now) = (secret::fresh(), state.clock.now());
    let link = email_tokens::NewLink {
        user_id: user.id,
        purpose: ResetPassword,
        email_key: user.email_key,
        token_hash: secret::hashed(&token),
        expires_at: now + GOOD_FOR,
    };
    email_tokens::replace(&tx, link, now).await?;
    let message = mail::reset_password(&state.config.server.base_url, &user.email, &token);
    jobs::enqueue(&tx, &Job::SendMail { message }, now).await?;
    Ok(tx.commit().await?)
}

/// Whether the link still works; looking at it changes nothing.
pub async fn is_open(cx: &Cx, token: &str) -> AppResult<bool> {
    let found = email_tokens::open(&cx.state.db, ResetPassword, &secret::hashed(token), cx.now()).await?;
    Ok(found.is_some())
}

/// Sets the password and ends every sign-in. The browser that holds the link may sign in even while the account rests.
pub async fn reset(cx: &Cx, token: &str, new: &str, again: Option<&str>) -> AppResult<()> {
    let stale =
        || AppError::conflict("This link was used already or is older than 15 minutes. Ask for a new one.");
    let (hashed, now) = (secret::hashed(token), cx.now());
    limit::both(cx, "reset-password", &hashed).await?;
    let link = email_tokens::open(&cx.state.db, ResetPassword, &hashed, now).await?.ok_or_else(stale)?;
    let user = people::by_id(&cx.state.db, link.user_id).await?.ok_or_else(stale)?;
    password::check(new, &[&user.email, &user.username])
        .map_err(|words| AppError::invalid("password", words))?;
    password::same(new, again).map_err(|words| AppError::invalid("password_again", words))?;
    let password_hash = passwords::hashed(&cx.state, new).await?;

    let tx = db::tx(&cx.state.db).await?;
    let link = email_tokens::open(&tx, ResetPassword, &hashed, now).await?.ok_or_else(stale)?;
    let user = people::by_id(&tx, link.user_id).await?.ok_or_else(stale)?;
    if user.email_key != link.email_key || user.disabled_at.is_some() {
        return Err(stale());
    }
    email_tokens::use_up(&tx, link.id, now).await?;
    let change = user::ActiveModel {
        password_hash: Set(Some(password_hash)),
        // Whoever opened the link reads the mail of this address.
        email_verified_at: Set(user.email_verified_at.or(Some(now))),
        ..Default::default()
    };
    people::update(&tx, user.id, change, now).await?;
    if user.email_verified_at.is_none() {
        // Whoever made the account never showed that the address is theirs: nothing of their making opens it.
        identities::unlink_all(&tx, user.id).await?;
        second_factor::forget(&tx, user.id).await?;
    }
    staff::end_sign_ins(&tx, &cx.state.sessions, user.id, now).await?;
    let message = mail::password_changed(&cx.state.config.server.base_url, &user.email, now);
    jobs::enqueue(&tx, &Job::SendMail { message }, now).await?;
    let actor = themselves(cx, user.id);
    admin::record(&tx, AuditEntry::by(&actor, "user.password_reset", "user", user.id), now).await?;
    tx.commit().await?;
    cx.state.new_job.notify_one();
    if cx.person.as_ref().is_some_and(|person| person.id == user.id) {
        session::sign_out(&cx.session).await?;
    }
    session::let_try(&cx.session, &lockout::account_key(&user.email_key), now).await
}
