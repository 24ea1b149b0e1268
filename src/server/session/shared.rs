//! Sessions in Redis: each under its own key until it expires, and for each person a sorted set of theirs, by expiry.
//! Redis is where they are, not a copy of the table: what is ended there is ended everywhere at once, and there is no
//! second place that could disagree.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use redis::Script;
use serde::{Deserialize, Serialize};
use tower_sessions::cookie::time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use uuid::Uuid;

use super::hashed;
use super::sessions::{Begun, MOST_LISTED, Told};
use crate::kit::error::{AppError, AppResult};
use crate::ports::redis::{Redis, RedisFault};

/// Writes a session only where there is none (`NX`) or one already (`XX`): whoever holds one that was ended meanwhile
/// does not bring it back. A person's set lives as long as the last of theirs.
static PUT: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "if not redis.call('SET', KEYS[1], ARGV[1], ARGV[2], 'EXAT', ARGV[3]) then return 0 end
         if KEYS[2] then
             redis.call('ZADD', KEYS[2], ARGV[3], ARGV[4])
             redis.call('EXPIREAT', KEYS[2], ARGV[3])
         end
         return 1",
    )
});

static END: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return 0 end
         redis.call('DEL', KEYS[2])
         return 1",
    )
});

/// In one go, so that none slips through between the look and the end.
static END_ALL: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "for _, key in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do redis.call('DEL', ARGV[1] .. key) end
         redis.call('DEL', KEYS[1])",
    )
});

const PREFIX: &str = "prosets:session:";

fn place(key: &str) -> String {
    format!("{PREFIX}{key}")
}

fn places_of(user_id: Uuid) -> String {
    format!("prosets:sessions-of:{user_id}")
}

#[derive(Serialize, Deserialize)]
struct Kept {
    user_id: Option<Uuid>,
    ip: Option<String>,
    user_agent: Option<String>,
    last_seen_at: DateTime<Utc>,
    /// Seconds since 1970.
    expires_at: i64,
    data: serde_json::Value,
}

#[derive(Clone, Debug)]
pub struct Shared {
    redis: Redis,
}

impl Shared {
    pub fn new(redis: Redis) -> Self {
        Self { redis }
    }

    pub async fn create(&self, record: &Record) -> Result<()> {
        match self.put(record, "NX").await? {
            true => Ok(()),
            false => Err(Error::Backend("there is a session of this id".to_owned())),
        }
    }

    pub async fn save(&self, record: &Record) -> Result<()> {
        self.put(record, "XX").await.map(drop)
    }

    async fn put(&self, record: &Record, only_where: &str) -> Result<bool> {
        let Told { user_id, ip, user_agent } = Told::of(record);
        let expires_at = record.expiry_date.unix_timestamp();
        let data = serde_json::to_value(&record.data).map_err(encoded)?;
        let kept = Kept { user_id, ip, user_agent, last_seen_at: Utc::now(), expires_at, data };
        let key = hashed(&record.id);
        let mut put = PUT.key(place(&key));
        if let Some(user_id) = user_id {
            put.key(places_of(user_id));
        }
        put.arg(serde_json::to_string(&kept).map_err(encoded)?).arg(only_where).arg(expires_at).arg(key);
        self.redis.run(&put).await.map_err(backend)
    }

    pub async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let text: Option<String> =
            self.redis.ask(redis::cmd("GET").arg(place(&hashed(id)))).await.map_err(backend)?;
        let Some(text) = text else { return Ok(None) };
        let kept: Kept = serde_json::from_str(&text).map_err(decoded)?;
        if kept.expires_at <= Utc::now().timestamp() {
            return Ok(None);
        }
        let data = serde_json::from_value(kept.data).map_err(decoded)?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(kept.expires_at).map_err(decoded)?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    pub async fn delete(&self, id: &Id) -> Result<()> {
        let key = hashed(id);
        let text: Option<String> =
            self.redis.ask(redis::cmd("GETDEL").arg(place(&key))).await.map_err(backend)?;
        let kept = text.and_then(|text| serde_json::from_str::<Kept>(&text).ok());
        let Some(user_id) = kept.and_then(|kept| kept.user_id) else { return Ok(()) };
        self.redis.ask(redis::cmd("ZREM").arg(places_of(user_id)).arg(key)).await.map_err(backend)
    }

    pub async fn of(&self, user_id: Uuid, now: DateTime<Utc>) -> AppResult<Vec<Begun>> {
        let alive = (format!("({}", now.timestamp()), "+inf");
        let mut places = redis::cmd("ZRANGEBYSCORE");
        places.arg(places_of(user_id)).arg(alive);
        let keys: Vec<String> = self.redis.ask(&places).await.map_err(away)?;
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let mut get = redis::cmd("MGET");
        get.arg(keys.iter().map(|key| place(key)).collect::<Vec<_>>());
        let texts: Vec<Option<String>> = self.redis.ask(&get).await.map_err(away)?;
        let found = keys.into_iter().zip(texts).filter_map(|(key, text)| {
            let kept: Kept = serde_json::from_str(&text?).ok()?;
            Some(Begun { key, ip: kept.ip, user_agent: kept.user_agent, last_seen_at: kept.last_seen_at })
        });
        let mut found: Vec<Begun> = found.collect();
        found.sort_by_key(|begun| std::cmp::Reverse(begun.last_seen_at));
        found.truncate(MOST_LISTED);
        Ok(found)
    }

    pub async fn end(&self, user_id: Uuid, key: &str) -> AppResult<bool> {
        let mut end = END.key(places_of(user_id));
        end.key(place(key)).arg(key);
        self.redis.run(&end).await.map_err(away)
    }

    pub async fn end_all(&self, user_id: Uuid) -> AppResult<()> {
        let mut end = END_ALL.key(places_of(user_id));
        end.arg(PREFIX);
        self.redis.run(&end).await.map_err(away)
    }
}

fn backend(fault: RedisFault) -> Error {
    Error::Backend(fault.to_string())
}

fn encoded(error: impl std::fmt::Display) -> Error {
    Error::Encode(error.to_string())
}

fn decoded(error: impl std::fmt::Display) -> Error {
    Error::Decode(error.to_string())
}

fn away(fault: RedisFault) -> AppError {
    tracing::error!(%fault, "session store");
    AppError::unavailable(
        "Your sign-ins could not be reached. Nothing was changed; please try again in a moment.",
    )
}
