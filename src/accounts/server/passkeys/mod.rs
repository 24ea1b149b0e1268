//! Passkeys: made by whoever is signed in, and used to sign in with, after a password or instead of one.

mod ceremony;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use ceremony::NewPasskey;
use ceremony::{Answer, Asked, Site};

use super::sign_in;
use super::store::{identities, passkeys as store, people};
use super::{mail, prove, second_factor};
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::{passkey, user};
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::{Buyer, Cx};
use crate::server::jobs::{self, Job};
use crate::server::session;

const MOST: u64 = 20;
const MADE: &str = "passkey_made";
const ASKED: &str = "passkey_asked";
/// As long as browsers wait for somebody to touch their device.
const GOOD_FOR: TimeDelta = TimeDelta::minutes(5);

#[derive(Serialize, Deserialize)]
struct Waiting {
    state: String,
    name: String,
    until: DateTime<Utc>,
}

/// Whether browsers can keep passkeys for this shop: not where its address is a number.
pub fn are_possible(cx: &Cx) -> bool {
    Site::of(&cx.state.config.server.base_url).is_some()
}

pub async fn list(cx: &Cx, buyer: &Buyer) -> AppResult<Vec<passkey::Model>> {
    store::of(&cx.state.db, buyer.user_id).await
}

/// What to ask the browser for, after the password where there is one.
pub async fn make(cx: &Cx, buyer: &Buyer, name: &str, password: &str) -> AppResult<String> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    let name = match name.trim() {
        "" => "Passkey",
        name if name.chars().count() <= 60 => name,
        _ => return Err(AppError::invalid("name", "Name it, in up to 60 characters.")),
    };
    let user = people::by_id(&cx.state.db, buyer.user_id).await?.ok_or(AppError::Unauthenticated)?;
    if cx.state.config.auth.local && user.password_hash.is_some() {
        if password.is_empty() {
            return Err(AppError::invalid("password", "Enter your password."));
        }
        prove::by_password(cx, &user.email, password, None).await.map_err(|error| match error {
            AppError::SignInRefused(_) => AppError::invalid("password", "This is not your password."),
            other => other,
        })?;
    }
    let known = store::of(&cx.state.db, buyer.user_id).await?;
    if u64::try_from(known.len()).unwrap_or(MOST) >= MOST {
        return Err(AppError::conflict("You have 20 passkeys. Remove one that is not used any more."));
    }
    let Asked { options, state } = site(cx)?.make(person, &known)?;
    wait(cx, MADE, state, name).await?;
    Ok(options)
}

/// Keeps it, once the device's answer is right. The first one comes with recovery codes, where there are none.
pub async fn made(cx: &Cx, buyer: &Buyer, answer: &str) -> AppResult<()> {
    let waiting = waited(cx, MADE).await?;
    let new = site(cx)?.made(&waiting.state, answer)?;
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    if !store::insert(&tx, buyer.user_id, waiting.name, new, now).await? {
        return Err(AppError::conflict("This passkey is known already."));
    }
    let codes = second_factor::first_codes(cx, &tx, buyer).await?;
    tell(cx, &tx, buyer.user_id, buyer, true).await?;
    tx.commit().await?;
    cx.state.new_job.notify_one();
    session::rotate(&cx.session).await?;
    match codes {
        Some(codes) => second_factor::show_codes(cx, &codes).await,
        None => Ok(()),
    }
}

/// Never the last way in. One that is gone already is as good.
pub async fn remove(cx: &Cx, buyer: &Buyer, id: Uuid) -> AppResult<()> {
    let tx = db::tx(&cx.state.db).await?;
    let user = people::locked(&tx, buyer.user_id).await?.ok_or(AppError::Unauthenticated)?;
    if !store::remove(&tx, user.id, id).await? {
        return Ok(());
    }
    let password = cx.state.config.auth.local && user.password_hash.is_some();
    let other =
        password || identities::count(&tx, user.id).await? > 0 || store::count(&tx, user.id).await? > 0;
    if !other {
        return Err(AppError::conflict("This is the only way you can sign in. Set a password first."));
    }
    second_factor::forget_codes_of_nothing(&tx, user.id).await?;
    tell(cx, &tx, user.id, buyer, false).await?;
    tx.commit().await?;
    cx.state.new_job.notify_one();
    Ok(())
}

/// What to ask the browser for, to sign in or to show again who one is.
pub async fn ask(cx: &Cx) -> AppResult<String> {
    let Asked { options, state } = site(cx)?.ask()?;
    wait(cx, ASKED, state, "").await?;
    Ok(options)
}

/// Signs in whoever the passkey belongs to. It is password and second factor in one, for the device asked who holds it.
pub async fn sign_in(cx: &Cx, answer: &str) -> AppResult<user::Model> {
    let owner = owner(cx, answer).await?;
    sign_in::begin(cx, owner).await
}

/// The person signed in holds one of their passkeys right now.
pub async fn prove_again(cx: &Cx, buyer: &Buyer, answer: &str) -> AppResult<()> {
    let owner = owner(cx, answer).await?;
    if owner.id != buyer.user_id {
        return Err(AppError::conflict("This passkey is another account's."));
    }
    session::proved(&cx.session, cx.now()).await
}

async fn owner(cx: &Cx, answer: &str) -> AppResult<user::Model> {
    let refused = || AppError::conflict("This passkey is not known here, or not any more.");
    let waiting = waited(cx, ASKED).await?;
    let answer = Answer::read(answer)?;
    let passkey = store::by_credential(&cx.state.db, &answer.credential_id()?).await?;
    let passkey = passkey.filter(|passkey| answer.owner().is_ok_and(|owner| owner == passkey.user_id));
    let passkey = passkey.ok_or_else(refused)?;
    let state = site(cx)?.answered(&waiting.state, &answer, &passkey)?;
    let user = people::by_id(&cx.state.db, passkey.user_id).await?;
    let user = user.filter(|user| user.disabled_at.is_none()).ok_or_else(refused)?;
    if !store::used(&cx.state.db, &passkey, state, cx.now()).await? {
        return Err(refused());
    }
    Ok(user)
}

async fn wait(cx: &Cx, what: &'static str, state: String, name: &str) -> AppResult<()> {
    let waiting = Waiting { state, name: name.to_owned(), until: cx.now() + GOOD_FOR };
    session::keep(&cx.session, what, Some(&waiting)).await
}

/// What was asked last; an answer is looked at once.
async fn waited(cx: &Cx, what: &'static str) -> AppResult<Waiting> {
    let waiting: Option<Waiting> = session::kept(&cx.session, what).await?;
    session::keep::<Waiting>(&cx.session, what, None).await?;
    session::write(&cx.session).await?;
    let late = || AppError::conflict("That took too long. Please try again.");
    waiting.filter(|waiting| cx.now() < waiting.until).ok_or_else(late)
}

fn site(cx: &Cx) -> AppResult<Site> {
    let none = "Passkeys need a shop whose address has a name. This one's is a number.";
    Site::of(&cx.state.config.server.base_url).ok_or_else(|| AppError::conflict(none))
}

async fn tell(
    cx: &Cx,
    tx: &sea_orm::DatabaseTransaction,
    user_id: Uuid,
    buyer: &Buyer,
    made: bool,
) -> AppResult<()> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    let act = if made { "user.passkey_made" } else { "user.passkey_removed" };
    admin::record(tx, AuditEntry::by(buyer, act, "user", user_id), cx.now()).await?;
    let message = mail::passkey(&cx.state.config.server.base_url, &person.email, made);
    jobs::enqueue(tx, &Job::SendMail { message }, cx.now()).await
}
