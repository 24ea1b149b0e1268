//! Another address for an account: asked for with the password, and agreed to at the old address and at the new one.

use chrono::TimeDelta;
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde_json::json;

use super::store::email_changes::{self, NewChange};
use super::store::people::{self, Written};
use super::{limit, mail, prove, secret, themselves};
use crate::accounts::rules::{email, lockout};
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::{email_change, user};
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::{Buyer, Cx};
use crate::server::jobs::{self, Job};

const GOOD_FOR: TimeDelta = TimeDelta::hours(24);

/// Writes to both addresses. Whether the new one has an account of its own is not told.
pub async fn ask(cx: &Cx, buyer: &Buyer, typed: &str, password: &str) -> AppResult<()> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    let new = email::parse(typed).ok_or_else(|| AppError::invalid("email", email::FAULT))?;
    let old = email::parse(&person.email).ok_or_else(AppError::internal)?;
    if new.key == old.key {
        return Err(AppError::invalid("email", "This is your address already."));
    }
    if password.is_empty() {
        return Err(AppError::invalid("password", "Enter your password."));
    }
    limit::both(cx, "verify-email", &lockout::account_key(&old.key)).await?;
    prove::by_password(cx, &person.email, password, None).await.map_err(|error| match error {
        AppError::SignInRefused(_) => AppError::invalid("password", "This is not your password."),
        other => other,
    })?;
    let (old_token, new_token, now) = (secret::fresh(), secret::fresh(), cx.now());
    let change = NewChange {
        user_id: buyer.user_id,
        email: new.address.clone(),
        email_key: new.key,
        old_token_hash: secret::hashed(&old_token),
        new_token_hash: secret::hashed(&new_token),
        expires_at: now + GOOD_FOR,
    };
    let shop = &cx.state.config.server.base_url;
    let tx = db::tx(&cx.state.db).await?;
    email_changes::replace(&tx, change, now).await?;
    for message in [
        mail::leave_address(shop, &person.email, &new.address, &old_token),
        mail::take_address(shop, &new.address, &new_token),
    ] {
        jobs::enqueue(&tx, &Job::SendMail { message }, now).await?;
    }
    tx.commit().await?;
    cx.state.new_job.notify_one();
    Ok(())
}

/// The change under way, if there is one.
pub async fn under_way(cx: &Cx, buyer: &Buyer) -> AppResult<Option<email_change::Model>> {
    email_changes::of(&cx.state.db, buyer.user_id, cx.now()).await
}

pub async fn cancel(cx: &Cx, buyer: &Buyer) -> AppResult<()> {
    email_changes::forget(&cx.state.db, buyer.user_id).await
}

/// Whether the link still works; looking at it changes nothing.
pub async fn is_open(cx: &Cx, token: &str) -> AppResult<bool> {
    Ok(email_changes::open(&cx.state.db, &secret::hashed(token), cx.now()).await?.is_some())
}

/// Whether both sides have agreed now, and the address is another one.
pub async fn agree(cx: &Cx, token: &str) -> AppResult<bool> {
    let stale = || AppError::conflict("This link was used already or is older than a day.");
    let (hashed, now) = (secret::hashed(token), cx.now());
    let tx = db::tx(&cx.state.db).await?;
    let change = email_changes::open(&tx, &hashed, now).await?.ok_or_else(stale)?;
    let old = change.old_token_hash == hashed;
    let other_agreed = if old { change.new_confirmed_at } else { change.old_confirmed_at }.is_some();
    if other_agreed {
        carry_out(cx, &tx, change).await?;
    } else {
        email_changes::agree(&tx, &change, old, now).await?;
    }
    tx.commit().await?;
    cx.state.new_job.notify_one();
    Ok(other_agreed)
}

async fn carry_out(cx: &Cx, tx: &DatabaseTransaction, change: email_change::Model) -> AppResult<()> {
    let taken = || AppError::conflict("This address has an account of its own by now. Nothing was changed.");
    let now = cx.now();
    let person = people::by_id(tx, change.user_id).await?.ok_or(AppError::Unauthenticated)?;
    let row = user::ActiveModel {
        email: Set(change.email.clone()),
        email_key: Set(change.email_key),
        email_verified_at: Set(Some(now)),
        ..Default::default()
    };
    if people::change_email(tx, person.id, row, now).await? != Written::Done {
        return Err(taken());
    }
    email_changes::forget(tx, person.id).await?;
    let actor = themselves(cx, person.id);
    let entry = AuditEntry::by(&actor, "user.email_changed", "user", person.id);
    admin::record(tx, entry.with(json!({ "from": person.email, "to": change.email })), now).await?;
    let message = mail::address_changed(&person.email, &change.email);
    jobs::enqueue(tx, &Job::SendMail { message }, now).await
}
