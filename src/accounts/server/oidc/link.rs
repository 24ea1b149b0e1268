//! A proof whose account is still open: linked to the account that has its address, or to whoever is signed in,
//! after they proved that it is theirs; or the beginning of a new one.

use super::under_way::{self, Proved};
use super::{arrive, write_link};
use crate::accounts::rules::{email, names};
use crate::accounts::server::store::people;
use crate::accounts::server::{prove, second_factor};
use crate::db;
use crate::db::entities::user;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Cx;
use crate::server::issuers::Issuer;
use crate::server::session;
use crate::ui::flash::Flash;

pub use super::new_account::with_typed;

/// What there is to be asked before anything is linked.
pub enum Question {
    /// Whether it should be linked to the person signed in.
    ToMe { has_password: bool, second_factor: bool },
    /// The password of the account with this address.
    ToAccount { email: String },
    /// Which address a new account should have, for the provider confirmed none.
    Address { email: String, username: String },
}

pub async fn question(cx: &Cx) -> AppResult<Option<(String, Question)>> {
    let Some(proved) = under_way::proved(cx).await? else { return Ok(None) };
    let Some(issuer) = cx.state.issuers.get(&proved.issuer) else { return Ok(None) };
    let question = match (&cx.person, confirmed(&proved)) {
        (Some(person), _) => {
            let user = people::by_id(&cx.state.db, person.id).await?.ok_or(AppError::Unauthenticated)?;
            Question::ToMe { has_password: has_password(cx, &user), second_factor: person.second_factor }
        }
        (None, Some(email)) => Question::ToAccount { email: email.address },
        (None, None) => {
            let proof = &proved.proof;
            let from = [proof.username.as_deref(), proof.email.as_deref(), proof.name.as_deref()];
            let email = proof.email.clone().unwrap_or_default();
            Question::Address { email, username: names::suggestion(from) }
        }
    };
    Ok(Some((issuer.label.clone(), question)))
}

/// Links it, once password and code are right; where to go on.
pub async fn link(cx: &Cx, password: &str, code: &str) -> AppResult<arrive::Onward> {
    let late = || AppError::conflict("That took too long. Please begin again.");
    let proved = under_way::proved(cx).await?.ok_or_else(late)?;
    let issuer = cx.state.issuers.get(&proved.issuer).ok_or_else(late)?;
    if cx.person.is_some() {
        return to_me(cx, issuer, &proved, password, code).await;
    }
    let email = confirmed(&proved).ok_or_else(late)?;
    let user = prove::by_password(cx, &email.address, password, None).await?;
    if second_factor::is_on(&cx.state.db, user.id).await? {
        second_factor::check(cx, user.id, Some(code)).await?;
    }
    write(cx, issuer, &proved, &user).await?;
    arrive::enter_proved(cx, issuer, &proved.proof, user, &proved.next).await
}

async fn to_me(
    cx: &Cx,
    issuer: &Issuer,
    proved: &Proved,
    password: &str,
    code: &str,
) -> AppResult<arrive::Onward> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    let user = people::by_id(&cx.state.db, person.id).await?.ok_or(AppError::Unauthenticated)?;
    if has_password(cx, &user) {
        prove::by_password(cx, &user.email, password, None).await?;
    }
    second_factor::prove_again(cx, code).await?;
    write(cx, issuer, proved, &user).await?;
    session::rotate(&cx.session).await?;
    let words = Flash::done(format!("You can sign in with {} now.", issuer.label));
    Ok(arrive::Onward { path: "/account/security".into(), words: Some(words) })
}

async fn write(cx: &Cx, issuer: &Issuer, proved: &Proved, user: &user::Model) -> AppResult<()> {
    let tx = db::tx(&cx.state.db).await?;
    write_link(cx, &tx, issuer, &proved.proof, user.id).await?;
    tx.commit().await?;
    cx.state.new_job.notify_one();
    under_way::forget_proved(cx).await
}

fn has_password(cx: &Cx, user: &user::Model) -> bool {
    cx.state.config.auth.local && user.password_hash.is_some()
}

fn confirmed(proved: &Proved) -> Option<email::Email> {
    proved.proof.email.as_deref().filter(|_| proved.proof.email_verified).and_then(email::parse)
}
