//! Asked again before somebody takes their data away or goes: the password, and a code where there is a second factor.
//! Who has no password follows a link in the mail instead.

use chrono::TimeDelta;
use uuid::Uuid;

use super::store::{confirmations, people};
use super::{limit, mail, prove, second_factor, secret};
use crate::accounts::rules::lockout;
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::{Buyer, Cx};
use crate::server::jobs::{self, Job};

const GOOD_FOR: TimeDelta = TimeDelta::hours(1);

/// What somebody brought to prove it; empty where it was not asked for.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    pub password: String,
    pub code: String,
    /// From the link.
    pub token: String,
}

/// What comes with a form that asks for this.
pub fn brought(password: String, code: String, token: String) -> AppResult<(Cx, Buyer, Proof)> {
    let cx = Cx::current()?;
    let buyer = cx.buyer()?;
    Ok((cx, buyer, Proof { password, code, token }))
}

/// What is asked of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    Password,
    /// There is no password; a link is still to be sent or followed.
    Link {
        followed: bool,
    },
}

pub async fn means(cx: &Cx, buyer: &Buyer, token: &str) -> AppResult<Means> {
    if has_password(cx, buyer.user_id).await? {
        return Ok(Means::Password);
    }
    Ok(Means::Link { followed: is_open(cx, buyer, token).await? })
}

/// Whoever acts on it forgets the link in the same transaction.
pub async fn prove_self(cx: &Cx, buyer: &Buyer, proof: &Proof) -> AppResult<()> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    match means(cx, buyer, &proof.token).await? {
        Means::Password => by_password(cx, &person.email, &proof.password).await?,
        Means::Link { followed: true } => {}
        Means::Link { followed: false } => {
            let words = "This link was used already or is older than an hour. Ask for a new one.";
            return Err(AppError::invalid("token", words));
        }
    }
    second_factor::prove_again(cx, &proof.code).await
}

/// Asked before the money of a seller goes elsewhere: the password of whoever has one, and the second factor. There
/// must be one of the two.
pub async fn prove_holder(cx: &Cx, password: &str, code: &str) -> AppResult<()> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    match has_password(cx, person.id).await? {
        true => by_password(cx, &person.email, password).await?,
        false if person.second_factor => {}
        false => return Err(AppError::conflict("Set up a second factor first, under Account, Security.")),
    }
    second_factor::prove_again(cx, code).await
}

/// One that counts: where people sign in with providers alone, none does.
pub async fn has_password(cx: &Cx, user_id: Uuid) -> AppResult<bool> {
    let person = people::by_id(&cx.state.db, user_id).await?.ok_or(AppError::Unauthenticated)?;
    Ok(cx.state.config.auth.local && person.password_hash.is_some())
}

async fn by_password(cx: &Cx, email: &str, password: &str) -> AppResult<()> {
    if password.is_empty() {
        return Err(AppError::invalid("password", "Enter your password."));
    }
    prove::by_password(cx, email, password, None).await.map(drop).map_err(|error| match error {
        AppError::SignInRefused(_) => AppError::invalid(
            "password",
            "This is not your password. After ten failures the account rests for 15 minutes.",
        ),
        other => other,
    })
}

/// Sends the link to somebody without a password; the ones before are void.
pub async fn send_link(cx: &Cx, buyer: &Buyer) -> AppResult<()> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    if means(cx, buyer, "").await? == Means::Password {
        return Err(AppError::conflict("Your account has a password: confirm with that."));
    }
    limit::both(cx, "confirm", &lockout::account_key(&person.email)).await?;
    let (token, now) = (secret::fresh(), cx.now());
    let tx = db::tx(&cx.state.db).await?;
    confirmations::replace(&tx, buyer.user_id, secret::hashed(&token), now + GOOD_FOR, now).await?;
    let message = mail::prove_self(&cx.state.config.server.base_url, &person.email, &token);
    jobs::enqueue(&tx, &Job::SendMail { message }, now).await?;
    tx.commit().await?;
    cx.state.new_job.notify_one();
    Ok(())
}

async fn is_open(cx: &Cx, buyer: &Buyer, token: &str) -> AppResult<bool> {
    confirmations::is_open(&cx.state.db, buyer.user_id, &secret::hashed(token), cx.now()).await
}
