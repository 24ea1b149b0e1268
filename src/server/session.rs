//! The browser's session: `tower-sessions` over the `sessions` table. The cookie's id is hashed at rest.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::{Duration, OffsetDateTime};
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, Session, SessionManagerLayer, SessionStore};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::session;
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

/// A session lasts this long after its last use.
const IDLE_DAYS: i64 = 14;
/// And no longer than this after its sign-in.
const LONGEST_SECONDS: i64 = 90 * 24 * 3600;
/// So long a link from the mail lets a browser try again.
const TRY_SECONDS: i64 = 15 * 60;
/// So long a right password waits for its code.
const CODE_SECONDS: i64 = 10 * 60;

pub fn layer(state: &State) -> SessionManagerLayer<Store> {
    let https = state.config.server.is_https();
    SessionManagerLayer::new(Store::new(state.db.clone()))
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

/// The session's key in the table.
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

#[derive(Clone, Debug)]
pub struct Store {
    db: DatabaseConnection,
}

impl Store {
    pub fn new(db: DatabaseConnection) -> Self {
        Self { db }
    }
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let row = row(record)?;
        session::Entity::insert(row).exec_without_returning(&self.db).await.map_err(backend)?;
        Ok(())
    }

    /// Never brings back a session that was ended meanwhile.
    async fn save(&self, record: &Record) -> Result<()> {
        let change = session::ActiveModel { id: NotSet, created_at: NotSet, ..row(record)? };
        let mine = session::Column::Id.eq(hashed(&record.id));
        match session::Entity::update_many().set(change).filter(mine).exec(&self.db).await {
            // What was to be kept is at most when the session was last used: pages can still be read.
            Err(error) if dialect::takes_no_writes(&error) => {
                tracing::warn!(%error, "session not kept");
                Ok(())
            }
            saved => saved.map(drop).map_err(backend),
        }
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let found = session::Entity::find_by_id(hashed(id)).one(&self.db).await.map_err(backend)?;
        let Some(found) = found.filter(|row| row.expires_at > Utc::now()) else { return Ok(None) };
        let data = serde_json::from_value(found.data).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(found.expires_at.timestamp())
            .map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        session::Entity::delete_by_id(hashed(id)).exec(&self.db).await.map_err(backend)?;
        Ok(())
    }
}

fn row(record: &Record) -> Result<session::ActiveModel> {
    let now = Utc::now();
    let text = |name: &str| record.data.get(name).and_then(|value| value.as_str());
    let user_id = text(USER).and_then(|id| id.parse().ok());
    let expires_at = DateTime::from_timestamp(record.expiry_date.unix_timestamp(), 0).unwrap_or(now);
    let data = serde_json::to_value(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
    Ok(session::ActiveModel {
        id: Set(hashed(&record.id)),
        user_id: Set(user_id),
        data: Set(data),
        ip: Set(text(IP).map(str::to_owned)),
        user_agent: Set(text(USER_AGENT).map(str::to_owned)),
        expires_at: Set(expires_at),
        last_seen_at: Set(now),
        created_at: Set(now),
    })
}

fn hashed(id: &Id) -> String {
    hex::encode(Sha256::digest(id.0.to_be_bytes()))
}

fn backend(error: sea_orm::DbErr) -> Error {
    Error::Backend(error.to_string())
}

/// Tells two carts of strangers apart in the table without keeping the key itself.
pub fn hashed_cart_key(key: &str) -> String {
    hex::encode(Sha256::digest(key.as_bytes()))
}

/// A name for what is made once per attempt, such as an order's idempotency key.
pub fn fresh_key() -> String {
    new_id().simple().to_string()
}
