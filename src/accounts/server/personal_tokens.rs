//! Tokens people make for programs of their own: named, with scopes and an end, shown once.

use chrono::TimeDelta;
use serde_json::json;
use uuid::Uuid;

use super::secret;
use super::store::people;
use super::store::personal_tokens::{self as store, NewToken};
use crate::accounts::rules::scopes::{self, Scope};
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::personal_token;
use crate::kit::error::{AppError, AppResult, FieldErrors, require};
use crate::server::cx::{Buyer, Cx, Person};
use crate::server::session::{self, Shown::PersonalToken};
use crate::server::state::State;

/// Tells a leaked token from other rubbish.
pub const PREFIX: &str = "psp_";
const MOST: u64 = 50;
/// What can be chosen, in days.
pub const LASTS: [i64; 4] = [7, 30, 90, 365];
/// When it was last used is noted this often.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub name: String,
    pub scopes: Vec<Scope>,
    pub days: i64,
}

pub async fn make(cx: &Cx, buyer: &Buyer, wanted: Wanted) -> AppResult<()> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    if !person.email_verified {
        return Err(AppError::forbidden("Confirm your email address first: we sent you a link."));
    }
    let name = wanted.name.trim();
    let mut faults = FieldErrors::new();
    require(
        &mut faults,
        (1..=60).contains(&name.chars().count()),
        "name",
        "Name it, in up to 60 characters.",
    );
    require(&mut faults, !wanted.scopes.is_empty(), "scopes", "Choose what it may do.");
    require(&mut faults, LASTS.contains(&wanted.days), "days", "Choose how long it lasts.");
    AppError::validation(faults)?;
    let (token, now) = (format!("{PREFIX}{}", secret::fresh()), cx.now());
    let codes: Vec<_> =
        Scope::ALL.iter().filter(|scope| wanted.scopes.contains(scope)).map(|s| s.code()).collect();
    let row = NewToken {
        user_id: buyer.user_id,
        name: name.to_owned(),
        scopes: codes.join(" "),
        token_hash: secret::hashed(&token),
        expires_at: now + TimeDelta::days(wanted.days),
    };
    let tx = db::tx(&cx.state.db).await?;
    if store::count(&tx, buyer.user_id, now).await? >= MOST {
        return Err(AppError::conflict("You have 50 tokens. Revoke one that is not used any more."));
    }
    let told = json!({ "name": row.name, "scopes": row.scopes, "days": wanted.days });
    let id = store::insert(&tx, row, now).await?;
    let entry = AuditEntry::by(buyer, "user.token_made", "personal_token", id).with(told);
    admin::record(&tx, entry, now).await?;
    tx.commit().await?;
    let sealed = cx.state.seal.close(token.as_bytes(), &about(buyer.user_id))?;
    session::show(&cx.session, PersonalToken, Some(&sealed)).await
}

/// The tokens of this person, and the new one while it was not noted down yet.
pub async fn list(cx: &Cx, person: &Person) -> AppResult<(Vec<personal_token::Model>, Option<String>)> {
    let tokens = store::of(&cx.state.db, person.id, cx.now()).await?;
    let sealed = session::shown(&cx.session, PersonalToken).await?;
    let fresh = sealed.and_then(|sealed| cx.state.seal.open(&sealed, &about(person.id)).ok());
    Ok((tokens, fresh.and_then(|bytes| String::from_utf8(bytes).ok())))
}

/// It is noted down, and shown no more.
pub async fn noted(cx: &Cx, _: &Buyer) -> AppResult<()> {
    session::show(&cx.session, PersonalToken, None).await
}

/// One that is gone already is as good.
pub async fn revoke(cx: &Cx, buyer: &Buyer, id: Uuid) -> AppResult<()> {
    let tx = db::tx(&cx.state.db).await?;
    if store::revoke(&tx, buyer.user_id, id).await? {
        let entry = AuditEntry::by(buyer, "user.token_revoked", "personal_token", id);
        admin::record(&tx, entry, cx.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Whom the token speaks for, if it may do this at all.
pub async fn person_of_personal_token(
    state: &State,
    token: &str,
    method: &str,
    path: &str,
) -> AppResult<Person> {
    let now = state.clock.now();
    let found = store::alive(&state.db, &secret::hashed(token), now).await?;
    let found = found.ok_or(AppError::Unauthenticated)?;
    let person = people::person(&state.db, found.user_id).await?.ok_or(AppError::Unauthenticated)?;
    let needed = scopes::needed(method, path)
        .ok_or_else(|| AppError::forbidden("Personal access tokens cannot do this."))?;
    if !scopes::hold(&found.scopes, needed) {
        return Err(AppError::forbidden(format!("This token lacks the scope {}.", needed.code())));
    }
    if found.last_used_at.is_none_or(|used| now - used >= NOTED_EVERY) {
        store::used(&state.db, found.id, now).await?;
    }
    Ok(person)
}

fn about(user_id: Uuid) -> String {
    format!("personal token of {user_id}")
}
