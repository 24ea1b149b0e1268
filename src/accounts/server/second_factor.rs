//! The second factor: setting up the app, being asked for its code, and turning it off.

use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::authenticator::{self, Setup};
use super::store::second_factor as store;
use super::{limit, mail, prove, secret};
use crate::accounts::rules::lockout;
use crate::accounts::rules::second_factor::{self as rules, Code};
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::{Buyer, Cx, Person};
use crate::server::jobs::{self, Job};
use crate::server::session::{self, Shown::RecoveryCodes};

pub use store::{forget_codes_of_nothing, is_on};

const WRONG: &str = "This code is not right, or was used already. Codes change every 30 seconds.";
const ASKED: &str = "Enter the code of your authenticator app, or a recovery code.";

/// How far somebody is with it.
pub enum Progress {
    Off,
    /// The app is to be set up; its first code will show that it was.
    Begun(Setup),
    On,
}

pub struct Recovery {
    pub left: u64,
    /// New ones that were not written down yet.
    pub fresh: Vec<String>,
}

pub async fn progress(cx: &Cx, person: &Person) -> AppResult<Progress> {
    let Some(row) = store::authenticator(&cx.state.db, person.id).await? else { return Ok(Progress::Off) };
    if row.confirmed_at.is_none() {
        let secret = cx.state.seal.open(&row.sealed_secret, &about(person.id))?;
        return Ok(Progress::Begun(authenticator::setup(&secret, &person.email)?));
    }
    Ok(Progress::On)
}

/// The codes to be written down, where there is a second factor to be lost.
pub async fn recovery(cx: &Cx, person: &Person) -> AppResult<Option<Recovery>> {
    if !store::is_on(&cx.state.db, person.id).await? {
        return Ok(None);
    }
    let fresh = match session::shown(&cx.session, RecoveryCodes).await? {
        Some(sealed) => cx.state.seal.open(&sealed, &about(person.id)).unwrap_or_default(),
        None => Vec::new(),
    };
    let fresh = String::from_utf8(fresh).unwrap_or_default().lines().map(rules::shown).collect();
    Ok(Some(Recovery { left: store::recovery_codes_left(&cx.state.db, person.id).await?, fresh }))
}

/// A new secret for a new app.
pub async fn begin(cx: &Cx, buyer: &Buyer) -> AppResult<()> {
    let tx = db::tx(&cx.state.db).await?;
    if store::is_on(&tx, buyer.user_id).await? {
        return Err(AppError::conflict("Your second factor is on already."));
    }
    let sealed = cx.state.seal.close(&authenticator::fresh_secret(), &about(buyer.user_id))?;
    store::begin(&tx, buyer.user_id, sealed, cx.now()).await?;
    Ok(tx.commit().await?)
}

/// Turns it on, once the app showed a right code; the recovery codes lie in the session until they are written down.
pub async fn confirm(cx: &Cx, buyer: &Buyer, typed: &str) -> AppResult<()> {
    let account = account_of(buyer.user_id);
    limit::both(cx, "login", &account).await?;
    prove::begin(cx, &account).await?;
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    let row = store::authenticator(&tx, buyer.user_id).await?.filter(|row| row.confirmed_at.is_none());
    let row = row.ok_or_else(|| AppError::conflict("There is nothing to confirm. Set up an app first."))?;
    let secret = cx.state.seal.open(&row.sealed_secret, &about(buyer.user_id))?;
    let step = match rules::parse(typed) {
        Some(Code::Digits(code)) => authenticator::step_of(&secret, &code, now)?,
        _ => None,
    };
    let step = step.ok_or_else(|| AppError::invalid("code", WRONG))?;
    store::use_step(&tx, row.id, step).await?;
    store::confirm(&tx, row.id, now).await?;
    let codes = first_codes(cx, &tx, buyer).await?;
    tell(cx, &tx, buyer, "user.second_factor_on").await?;
    tx.commit().await?;
    prove::succeeded(cx, &account).await?;
    cx.state.new_job.notify_one();
    session::rotate(&cx.session).await?;
    match codes {
        Some(codes) => show_codes(cx, &codes).await,
        None => Ok(()),
    }
}

/// Recovery codes for whoever has none yet, sealed.
pub async fn first_codes(cx: &Cx, tx: &DatabaseTransaction, buyer: &Buyer) -> AppResult<Option<String>> {
    match store::recovery_codes_left(tx, buyer.user_id).await? {
        0 => fresh_codes(cx, tx, buyer).await.map(Some),
        _ => Ok(None),
    }
}

/// Keeps them, sealed as they are, where their owner sees them until they are written down.
pub async fn show_codes(cx: &Cx, sealed: &str) -> AppResult<()> {
    session::show(&cx.session, RecoveryCodes, Some(sealed)).await
}

/// New recovery codes; the ones before are void.
pub async fn renew_codes(cx: &Cx, buyer: &Buyer, typed: &str) -> AppResult<()> {
    check(cx, buyer.user_id, Some(typed)).await?;
    let tx = db::tx(&cx.state.db).await?;
    let codes = fresh_codes(cx, &tx, buyer).await?;
    let entry = AuditEntry::by(buyer, "user.recovery_codes_renewed", "user", buyer.user_id);
    admin::record(&tx, entry, cx.now()).await?;
    tx.commit().await?;
    session::show(&cx.session, RecoveryCodes, Some(&codes)).await
}

/// The codes are written down, and shown no more.
pub async fn forget_codes(cx: &Cx, _: &Buyer) -> AppResult<()> {
    session::show(&cx.session, RecoveryCodes, None).await
}

pub async fn turn_off(cx: &Cx, buyer: &Buyer, typed: &str) -> AppResult<()> {
    check(cx, buyer.user_id, Some(typed)).await?;
    let tx = db::tx(&cx.state.db).await?;
    store::forget_app(&tx, buyer.user_id).await?;
    tell(cx, &tx, buyer, "user.second_factor_off").await?;
    tx.commit().await?;
    cx.state.new_job.notify_one();
    session::show(&cx.session, RecoveryCodes, None).await?;
    session::rotate(&cx.session).await
}

/// Whether the code is of this person's app or one they wrote down; either is good once, and guesses are counted.
pub async fn check(cx: &Cx, user_id: Uuid, typed: Option<&str>) -> AppResult<()> {
    let typed = typed.map(str::trim).filter(|typed| !typed.is_empty());
    let typed = typed.ok_or_else(|| AppError::CodeRefused(ASKED.into()))?;
    let account = account_of(user_id);
    limit::both(cx, "login", &account).await?;
    prove::begin(cx, &account).await.map_err(|error| match error {
        AppError::SignInRefused(_) => {
            AppError::CodeRefused("Too many wrong codes. Wait 15 minutes and try again.".into())
        }
        other => other,
    })?;
    if !is_right(cx, user_id, typed).await? {
        return Err(AppError::CodeRefused(WRONG.into()));
    }
    prove::succeeded(cx, &account).await
}

/// Before what must not be done by whoever found a browser open: asks for a code, of those who have the means.
pub async fn prove_again(cx: &Cx, typed: &str) -> AppResult<()> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    if !person.second_factor || session::proved_lately(&cx.session, cx.now()).await? {
        return Ok(());
    }
    check(cx, person.id, Some(typed)).await.map_err(|error| match error {
        AppError::CodeRefused(words) => AppError::invalid("code", words),
        other => other,
    })
}

async fn is_right(cx: &Cx, user_id: Uuid, typed: &str) -> AppResult<bool> {
    let (db, now) = (&cx.state.db, cx.now());
    match rules::parse(typed) {
        Some(Code::Recovery(code)) => store::use_recovery_code(db, user_id, &hashed(&code), now).await,
        Some(Code::Digits(code)) => {
            let row = store::authenticator(db, user_id).await?.filter(|row| row.confirmed_at.is_some());
            let Some(row) = row else { return Ok(false) };
            let secret = cx.state.seal.open(&row.sealed_secret, &about(user_id))?;
            match authenticator::step_of(&secret, &code, now)? {
                Some(step) => store::use_step(db, row.id, step).await,
                None => Ok(false),
            }
        }
        None => Ok(false),
    }
}

/// Writes new codes and returns them sealed.
async fn fresh_codes(cx: &Cx, tx: &DatabaseTransaction, buyer: &Buyer) -> AppResult<String> {
    let codes: Vec<_> = (0..rules::RECOVERY_CODES).map(|_| rules::recovery_code(rand::random())).collect();
    let hashes = codes.iter().map(|code| hashed(code)).collect();
    store::replace_recovery_codes(tx, buyer.user_id, hashes, cx.now()).await?;
    cx.state.seal.close(codes.join("\n").as_bytes(), &about(buyer.user_id))
}

async fn tell(cx: &Cx, tx: &DatabaseTransaction, buyer: &Buyer, act: &'static str) -> AppResult<()> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    admin::record(tx, AuditEntry::by(buyer, act, "user", buyer.user_id), cx.now()).await?;
    let on = act == "user.second_factor_on";
    let message = mail::second_factor(&cx.state.config.server.base_url, &person.email, on);
    jobs::enqueue(tx, &Job::SendMail { message }, cx.now()).await
}

fn hashed(code: &str) -> String {
    secret::hashed(code)
}

/// What a sealed secret is sealed for.
fn about(user_id: Uuid) -> String {
    format!("second factor of {user_id}")
}

/// Under what wrong codes are counted.
pub fn account_of(user_id: Uuid) -> String {
    lockout::account_key(&about(user_id))
}
