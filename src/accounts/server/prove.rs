//! Proves who somebody is by e-mail and password, without telling whether there is such an account.

use serde_json::json;

use super::store::{failures, people};
use super::{limit, passwords, passwords_allowed, robots};
use crate::accounts::rules::email;
use crate::accounts::rules::lockout::{self, MOST_FAILURES};
use crate::admin::{self, AuditEntry};
use crate::db::entities::user;
use crate::db::{self, dialect};
use crate::kit::error::{AppError, AppResult, FieldErrors, require};
use crate::server::cx::Cx;
use crate::server::jobs::{self, Job};
use crate::server::session;

const WRONG: &str = "The email or the password is not right.";
const LOCKED: &str = "The email or the password is not right, or it was tried too often. \
    After ten failures an account rests: wait 15 minutes and try again, or use the link we sent to its address.";

/// The person with this e-mail and password. Whatever fails, the words, the status and the work are the same. Strangers
/// come with a proof of work, where one is asked for.
pub async fn by_password(
    cx: &Cx,
    email: &str,
    password: &str,
    proof: Option<&str>,
) -> AppResult<user::Model> {
    passwords_allowed(cx)?;
    let mut faults = FieldErrors::new();
    require(&mut faults, !email.trim().is_empty(), "email", "Enter your email address.");
    require(&mut faults, !password.is_empty(), "password", "Enter your password.");
    AppError::validation(faults)?;
    let account = lockout::account_key(email);
    let account = match session::may_try(&cx.session, &account, cx.now()).await? {
        Some(apart) => lockout::account_key(&apart),
        None => account,
    };
    limit::both(cx, "login", &account).await?;
    if let Some(proof) = proof {
        robots::check(cx, proof).await?;
    }
    match attempt(cx, &account, email, password).await {
        Err(refused @ AppError::SignInRefused(_)) => {
            robots::note(cx).await;
            Err(refused)
        }
        answer => answer,
    }
}

async fn attempt(cx: &Cx, account: &str, email: &str, password: &str) -> AppResult<user::Model> {
    let attempt = begin(cx, account).await?;
    let email = email::parse(email);
    let found = match &email {
        Some(email) => people::by_email(&cx.state.db, &email.key).await?,
        None => None,
    };
    let stored = found.as_ref().and_then(|user| user.password_hash.as_deref());
    let matches = passwords::matches(&cx.state, password, stored).await?;
    match found.filter(|user| matches && user.disabled_at.is_none()) {
        Some(user) => {
            succeeded(cx, account).await?;
            Ok(user)
        }
        None => {
            if attempt == MOST_FAILURES {
                locked(cx, account, email.map(|email| email.key)).await?;
            }
            Err(AppError::SignInRefused(WRONG.into()))
        }
    }
}

/// Counts the attempt as failed before the password is looked at, so that no more than ten can be under way at once.
pub async fn begin(cx: &Cx, account: &str) -> AppResult<u64> {
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    dialect::one_at_a_time(&tx, &format!("sign-in {account}")).await?;
    let failed = failures::count(&tx, account, lockout::since(now)).await?;
    if lockout::is_locked(failed) {
        return Err(AppError::SignInRefused(LOCKED.into()));
    }
    failures::add(&tx, account, cx.request.ip.as_deref(), now).await?;
    tx.commit().await?;
    Ok(failed + 1)
}

/// Forgives what failed before.
pub async fn succeeded(cx: &Cx, account: &str) -> AppResult<()> {
    failures::clear(&cx.state.db, account).await
}

/// Recorded for unknown accounts too: what is done for some only would tell them apart.
async fn locked(cx: &Cx, account: &str, email_key: Option<String>) -> AppResult<()> {
    let told = json!({ "failures": MOST_FAILURES, "last_ip": cx.request.ip });
    let tx = db::tx(&cx.state.db).await?;
    admin::record(&tx, AuditEntry::by_the_shop("account.locked", "account", account).with(told), cx.now())
        .await?;
    if let Some(email_key) = email_key {
        jobs::enqueue(&tx, &Job::TellLocked { email_key }, cx.now()).await?;
    }
    tx.commit().await?;
    cx.state.new_job.notify_one();
    Ok(())
}
