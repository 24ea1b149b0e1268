//! Where sessions are kept: in the database, or in Redis for several processes. To people it is all the same: one is
//! listed, ended and gone with the next request in either.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::Result;
use uuid::Uuid;

use super::shared::Shared;
use super::{IP, USER, USER_AGENT, table};
use crate::kit::error::AppResult;
use crate::ports::redis::Redis;

/// So many sign-ins a person is shown, the last used first.
pub const MOST_LISTED: usize = 50;

/// A browser somebody is signed in with.
#[derive(Clone, Debug)]
pub struct Begun {
    /// What it is ended by; worth nothing as a cookie.
    pub key: String,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
    pub last_seen_at: DateTime<Utc>,
}

/// What a session holds that it is listed by.
pub(super) struct Told {
    pub user_id: Option<Uuid>,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
}

impl Told {
    pub fn of(record: &Record) -> Self {
        let text = |name: &str| record.data.get(name).and_then(|value| value.as_str());
        Self {
            user_id: text(USER).and_then(|id| id.parse().ok()),
            ip: text(IP).map(str::to_owned),
            user_agent: text(USER_AGENT).map(str::to_owned),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Sessions {
    db: DatabaseConnection,
    /// In its place, where there is one.
    shared: Option<Shared>,
}

impl Sessions {
    pub fn new(db: DatabaseConnection, redis: Option<Redis>) -> Self {
        Self { db, shared: redis.map(Shared::new) }
    }

    /// The latest of somebody's, the last used first.
    pub async fn of(&self, user_id: Uuid, now: DateTime<Utc>) -> AppResult<Vec<Begun>> {
        match &self.shared {
            Some(shared) => shared.of(user_id, now).await,
            None => table::of(&self.db, user_id, now).await,
        }
    }

    /// Whether there was such a session of theirs. With the transaction, or before it where they are in Redis: if that
    /// cannot be reached, the act that ends them fails as a whole.
    pub async fn end(&self, tx: &impl ConnectionTrait, user_id: Uuid, key: &str) -> AppResult<bool> {
        let here = table::end(tx, user_id, key).await?;
        match &self.shared {
            Some(shared) => Ok(shared.end(user_id, key).await? || here),
            None => Ok(here),
        }
    }

    /// Every browser of theirs has to sign in again; when, as above.
    pub async fn end_all(&self, tx: &impl ConnectionTrait, user_id: Uuid) -> AppResult<()> {
        table::end_all(tx, user_id).await?;
        match &self.shared {
            Some(shared) => shared.end_all(user_id).await,
            None => Ok(()),
        }
    }

    /// Redis forgets by itself.
    pub async fn forget_expired(&self, now: DateTime<Utc>) -> AppResult<()> {
        table::forget_expired(&self.db, now).await
    }

    /// With Redis, what is left in the table was begun before it came, and would be good again once it went.
    pub async fn forget_replaced(&self) -> std::result::Result<(), DbErr> {
        match &self.shared {
            Some(_) => table::forget(&self.db).await,
            None => Ok(()),
        }
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        match &self.shared {
            Some(shared) => shared.create(record).await,
            None => table::create(&self.db, record).await,
        }
    }

    async fn save(&self, record: &Record) -> Result<()> {
        match &self.shared {
            Some(shared) => shared.save(record).await,
            None => table::save(&self.db, record).await,
        }
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        match &self.shared {
            Some(shared) => shared.load(id).await,
            None => table::load(&self.db, id).await,
        }
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        match &self.shared {
            Some(shared) => shared.delete(id).await,
            None => table::delete(&self.db, id).await,
        }
    }
}
