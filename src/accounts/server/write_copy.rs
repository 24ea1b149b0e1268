//! Writes everything the shop knows of somebody as JSON, a page of rows at a time. Secrets and hashes stay out: they
//! say nothing of the person and would open doors.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tokio::fs::File;
use tokio::io::{AsyncWriteExt, BufWriter};
use uuid::Uuid;

use super::payout_account::payout_account;
use super::store::gather::{self, Section};
use super::store::people;
use crate::kit::avatar;
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::server::state::State;

/// A picture of a person is never larger.
const LARGEST_PICTURE: usize = 4 * 1024 * 1024;

/// A file of this process alone, gone when it is dropped.
pub struct Written {
    path: PathBuf,
    size_bytes: i64,
}

impl Written {
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn size_bytes(&self) -> i64 {
        self.size_bytes
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

struct Out {
    file: BufWriter<File>,
    written: Written,
}

impl Out {
    async fn open(state: &State) -> AppResult<Self> {
        // Where the sweep of half received files looks too.
        let folder = state.config.server.data_path("incoming");
        tokio::fs::create_dir_all(&folder).await.map_err(disk)?;
        let path = folder.join(new_id().simple().to_string());
        let file = File::create_new(&path).await.map_err(disk)?;
        Ok(Self { file: BufWriter::new(file), written: Written { path, size_bytes: 0 } })
    }

    async fn put(&mut self, text: &str) -> AppResult<()> {
        self.written.size_bytes += i64::try_from(text.len()).map_err(|_| AppError::internal())?;
        self.file.write_all(text.as_bytes()).await.map_err(disk)
    }
}

pub async fn write(state: &State, user_id: Uuid) -> AppResult<Written> {
    let person = people::by_id(&state.db, user_id).await?.ok_or_else(AppError::not_found)?;
    let mut out = Out::open(state).await?;
    let head = json!({
        "made_at": state.clock.now(),
        "shop": state.config.server.base_url,
        "about": "Everything this shop knows of you. Amounts are in minor units, times in UTC.",
        "profile": {
            "id": person.id,
            "email": person.email,
            "email_verified_at": person.email_verified_at,
            "username": person.username,
            "display_name": person.display_name,
            "staff_role": person.staff_role.map(|role| format!("{role:?}").to_lowercase()),
            "has_password": person.password_hash.is_some(),
            "locale": person.locale,
            "currency": person.currency,
            "picture": picture(state, person.avatar.as_deref()).await?,
            "created_at": person.created_at,
            "updated_at": person.updated_at,
        },
        "payout_account": payout(state, user_id).await?,
        "sign_ins": sign_ins(state, user_id).await?,
    });
    let head = pretty(&head)?;
    out.put(head.trim_end_matches('}').trim_end()).await?;
    for section in Section::ALL {
        out.put(&format!(",\n  \"{}\": [", section.name())).await?;
        let (mut after, mut first) = (None, true);
        loop {
            let page = gather::page(&state.db, section, user_id, after).await?;
            for row in &page.rows {
                out.put(if first { "\n    " } else { ",\n    " }).await?;
                out.put(&row.to_string()).await?;
                first = false;
            }
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        out.put(if first { "]" } else { "\n  ]" }).await?;
    }
    out.put("\n}\n").await?;
    out.file.flush().await.map_err(disk)?;
    Ok(out.written)
}

/// Their keys are what a cookie hashes to, and stay out.
async fn sign_ins(state: &State, user_id: Uuid) -> AppResult<Vec<Value>> {
    let begun = state.sessions.of(user_id, state.clock.now()).await?;
    let told = begun.into_iter().map(
        |begun| json!({ "ip": begun.ip, "user_agent": begun.user_agent, "last_seen_at": begun.last_seen_at }),
    );
    Ok(told.collect())
}

async fn picture(state: &State, stem: Option<&str>) -> AppResult<Value> {
    let Some(stem) = stem else { return Ok(Value::Null) };
    let bytes = state.storage.read_bytes(&avatar::key(stem, avatar::WIDTHS[2]), LARGEST_PICTURE).await?;
    Ok(json!({ "type": "image/webp", "base64": BASE64_STANDARD.encode(&bytes) }))
}

async fn payout(state: &State, user_id: Uuid) -> AppResult<Value> {
    let account = payout_account(state, user_id).await?;
    serde_json::to_value(account).map_err(|_| AppError::internal())
}

fn pretty(value: &Value) -> AppResult<String> {
    serde_json::to_string_pretty(value).map_err(|_| AppError::internal())
}

fn disk(error: std::io::Error) -> AppError {
    tracing::error!(%error, "a copy of somebody's data");
    AppError::unavailable("The copy could not be written. Please try again in a moment.")
}
