//! The browser's session: what it holds, over `tower-sessions`. Where it is kept, `Sessions` knows.

mod sessions;
mod shared;
mod table;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::session::Id;
use tower_sessions::{Expiry, Session, SessionManagerLayer};
use uuid::Uuid;

pub use sessions::{Begun, Sessions};

use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::server::state::State;

const USER: &str = "user_id";
const CART: &str = "cart";
const IP: &str = "ip";
const USER_AGENT: &str = "user_agent";
const SEEN: &str = "seen";
const BEGAN: &str = "began";
const MAY_TRY: &str = "may_try";
const AWAITS_CODE: &str = "awaits_code";
const PROVED: &str = "proved";

/// A session lasts this long after its last use.
const IDLE_DAYS: i64 = 14;
/// And no longer than this after its sign-in.
const LONGEST_SECONDS: i64 = 90 * 24 * 3600;
/// So long a link from the mail lets a browser try again.
const TRY_SECONDS: i64 = 15 * 60;
/// So long nobody is asked again who they are.
const PROVED_SECONDS: i64 = 5 * 60;
/// So long a right password waits for its code.
const CODE_SECONDS: i64 = 10 * 60;

pub fn layer(state: &State) -> SessionManagerLayer<Sessions> {
    let https = state.config.server.is_https();
    SessionManagerLayer::new(state.sessions.clone())
        .with_name(if https { "__Host-prosets" } else { "prosets" })
        .with_secure(https)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(Duration::days(IDLE_DAYS)))
}

/// Who is signed in here, if anyone. A sign-in too old for any use ends here.
pub async fn user_id(session: &Session, now: DateTime<Utc>) -> AppResult<Option<Uuid>> {
    let user_id = session.get(USER).await.map_err(fault)?;
    let began: Option<i64> = session.get(BEGAN).await.map_err(fault)?;
    if user_id.is_some() && now.timestamp() - began.unwrap_or_default() >= LONGEST_SECONDS {
        sign_out(session).await?;
        return Ok(None);
    }
    Ok(user_id)
}

/// Signs in under a new session id, so that an id known before is worth nothing.
pub async fn sign_in(session: &Session, user_id: Uuid, now: DateTime<Utc>) -> AppResult<()> {
    session.cycle_id().await.map_err(fault)?;
    session.insert(BEGAN, now.timestamp()).await.map_err(fault)?;
    session.remove::<(Uuid, String, i64)>(AWAITS_CODE).await.map_err(fault)?;
    session.remove::<i64>(PROVED).await.map_err(fault)?;
    session.insert(USER, user_id).await.map_err(fault)
}

/// A new id for the same session, after what it may do changed.
pub async fn rotate(session: &Session) -> AppResult<()> {
    session.cycle_id().await.map_err(fault)
}

/// Remembers where the session was begun, for the person's own list of them.
pub async fn note_origin(session: &Session, ip: Option<&str>, user_agent: Option<&str>) -> AppResult<()> {
    session.insert(IP, ip).await.map_err(fault)?;
    session.insert(USER_AGENT, user_agent).await.map_err(fault)
}

/// Notes that the session is in use, so that it lasts; once an hour is often enough.
pub async fn keep_alive(session: &Session, now: DateTime<Utc>) -> AppResult<()> {
    let seen: Option<i64> = session.get(SEEN).await.map_err(fault)?;
    if seen.is_some_and(|seen| (0..3600).contains(&(now.timestamp() - seen))) {
        return Ok(());
    }
    session.insert(SEEN, now.timestamp()).await.map_err(fault)
}

/// Lets this browser try passwords for an account that refuses everybody else's.
pub async fn let_try(session: &Session, account: &str, now: DateTime<Utc>) -> AppResult<()> {
    let until = now.timestamp() + TRY_SECONDS;
    session.insert(MAY_TRY, (account, until, fresh_key())).await.map_err(fault)
}

/// Under which name this browser's tries for the account are counted, if they are counted apart.
pub async fn may_try(session: &Session, account: &str, now: DateTime<Utc>) -> AppResult<Option<String>> {
    let pass: Option<(String, i64, String)> = session.get(MAY_TRY).await.map_err(fault)?;
    Ok(pass.filter(|(whose, until, _)| whose == account && now.timestamp() < *until).map(|(_, _, name)| name))
}

/// The password was right; the code of the second factor is still to come, within ten minutes. `password` names the
/// password that was right.
pub async fn await_code(
    session: &Session,
    user_id: Uuid,
    password: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    session.cycle_id().await.map_err(fault)?;
    session.insert(AWAITS_CODE, (user_id, password, now.timestamp() + CODE_SECONDS)).await.map_err(fault)
}

/// Whose code is awaited here, and after which password.
pub async fn awaits_code_of(session: &Session, now: DateTime<Utc>) -> AppResult<Option<(Uuid, String)>> {
    let awaited: Option<(Uuid, String, i64)> = session.get(AWAITS_CODE).await.map_err(fault)?;
    Ok(awaited.filter(|(_, _, until)| now.timestamp() < *until).map(|(user, password, _)| (user, password)))
}

/// Keeps what a use case needs again in a later request; `None` forgets it.
pub async fn keep<T: Serialize>(session: &Session, name: &'static str, value: Option<&T>) -> AppResult<()> {
    match value {
        Some(value) => session.insert(name, value).await.map_err(fault),
        None => session.remove_value(name).await.map(drop).map_err(fault),
    }
}

/// What was kept under this name, if it still is what it was.
pub async fn kept<T: DeserializeOwned>(session: &Session, name: &'static str) -> AppResult<Option<T>> {
    let value = session.get_value(name).await.map_err(fault)?;
    Ok(value.and_then(|value| serde_json::from_value(value).ok()))
}

/// Writes it at once, not only with the answer.
pub async fn write(session: &Session) -> AppResult<()> {
    session.save().await.map_err(fault)
}

/// Whoever sits here just showed again who they are; for five minutes they need not do so again.
pub async fn proved(session: &Session, now: DateTime<Utc>) -> AppResult<()> {
    session.insert(PROVED, now.timestamp() + PROVED_SECONDS).await.map_err(fault)
}

pub async fn proved_lately(session: &Session, now: DateTime<Utc>) -> AppResult<bool> {
    let until: Option<i64> = session.get(PROVED).await.map_err(fault)?;
    Ok(until.is_some_and(|until| now.timestamp() < until))
}

/// A secret, sealed, that is shown until its owner noted it down; nothing takes it away.
pub async fn show(session: &Session, secret: Shown, sealed: Option<&str>) -> AppResult<()> {
    match sealed {
        Some(sealed) => session.insert(secret.name(), sealed).await.map_err(fault),
        None => session.remove::<String>(secret.name()).await.map(drop).map_err(fault),
    }
}

pub async fn shown(session: &Session, secret: Shown) -> AppResult<Option<String>> {
    session.get(secret.name()).await.map_err(fault)
}

/// Secrets that are made for somebody and told once.
#[derive(Clone, Copy, Debug)]
pub enum Shown {
    RecoveryCodes,
    PersonalToken,
}

impl Shown {
    fn name(self) -> &'static str {
        match self {
            Self::RecoveryCodes => "recovery_codes",
            Self::PersonalToken => "personal_token",
        }
    }
}

/// What the session is kept under.
pub fn key(session: &Session) -> Option<String> {
    session.id().as_ref().map(hashed)
}

pub async fn sign_out(session: &Session) -> AppResult<()> {
    session.flush().await.map_err(fault)
}

/// The secret key of this browser's cart, if it has one.
pub async fn cart_key(session: &Session) -> AppResult<Option<String>> {
    session.get(CART).await.map_err(fault)
}

/// The same, made when there is none.
pub async fn ensure_cart_key(session: &Session) -> AppResult<String> {
    if let Some(key) = cart_key(session).await? {
        return Ok(key);
    }
    let key = hex::encode(rand::random::<[u8; 32]>());
    session.insert(CART, &key).await.map_err(fault)?;
    Ok(key)
}

/// Forgets the stranger's cart, once it went over to the person.
pub async fn drop_cart_key(session: &Session) -> AppResult<()> {
    session.remove::<String>(CART).await.map(drop).map_err(fault)
}

fn fault(error: tower_sessions::session::Error) -> AppError {
    tracing::error!(%error, "session store");
    AppError::unavailable("Your session could not be read. Please try again in a moment.")
}

/// Whoever reads where sessions are kept cannot sign in with it.
fn hashed(id: &Id) -> String {
    hex::encode(Sha256::digest(id.0.to_be_bytes()))
}

/// Tells two carts of strangers apart in the table without keeping the key itself.
pub fn hashed_cart_key(key: &str) -> String {
    hex::encode(Sha256::digest(key.as_bytes()))
}

/// A name for what is made once per attempt, such as an order's idempotency key.
pub fn fresh_key() -> String {
    new_id().simple().to_string()
}
