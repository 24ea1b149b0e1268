//! A copy of everything the shop knows of somebody: asked for, made by a job, kept for three days in storage and
//! fetched by an address that dies after five minutes.

use chrono::TimeDelta;
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use serde_json::json;
use uuid::Uuid;

use super::prove_self::{Proof, prove_self};
use super::store::{confirmations, exports, people};
use super::{mail, write_copy};
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::data_export;
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::ports::storage::{ObjectBody, Ttl};
use crate::server::cx::{Buyer, Cx};
use crate::server::jobs::{self, Job};
use crate::server::state::State;

/// So long a copy is kept.
const KEPT: TimeDelta = TimeDelta::days(3);
/// One that is not ready by then is not coming.
const PATIENCE: TimeDelta = TimeDelta::hours(1);
const CONTENT_TYPE: &str = "application/json";
const NAME: &str = "prosets-data.json";

pub struct Granted {
    pub url: url::Url,
    /// Seconds the address lives.
    pub expires_in: u64,
}

pub async fn ask(cx: &Cx, buyer: &Buyer, proof: &Proof) -> AppResult<()> {
    prove_self(cx, buyer, proof).await?;
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    people::locked(&tx, buyer.user_id).await?.ok_or(AppError::Unauthenticated)?;
    if let Some(before) = exports::of(&tx, buyer.user_id).await? {
        if before.ready_at.is_none() && now - before.created_at < PATIENCE {
            return Err(AppError::conflict(
                "Your copy is being made already. We write to you when it is ready.",
            ));
        }
        forget(&tx, before, cx).await?;
    }
    let id = new_id();
    let row = data_export::ActiveModel {
        id: Set(id),
        user_id: Set(buyer.user_id),
        storage_key: Set(format!("exports/{}", hex::encode(rand::random::<[u8; 32]>()))),
        size_bytes: Set(None),
        ready_at: Set(None),
        expires_at: Set(now + KEPT),
        created_at: Set(now),
    };
    exports::insert(&tx, row).await?;
    confirmations::forget(&tx, buyer.user_id).await?;
    jobs::enqueue(&tx, &Job::ExportData { export_id: id }, now).await?;
    admin::record(&tx, AuditEntry::by(buyer, "user.data_asked", "user", buyer.user_id), now).await?;
    tx.commit().await?;
    cx.state.new_job.notify_one();
    Ok(())
}

/// The copy that is being made or kept.
pub async fn present(cx: &Cx, buyer: &Buyer) -> AppResult<Option<data_export::Model>> {
    let copy = exports::of(&cx.state.db, buyer.user_id).await?;
    let fresh = |copy: &data_export::Model| copy.ready_at.is_some() || cx.now() - copy.created_at < PATIENCE;
    Ok(copy.filter(|copy| copy.expires_at > cx.now() && fresh(copy)))
}

/// An address that gives it for a while. Nobody else's is found.
pub async fn fetch(cx: &Cx, buyer: &Buyer) -> AppResult<Granted> {
    let copy = present(cx, buyer).await?.filter(|copy| copy.ready_at.is_some());
    let copy = copy.ok_or_else(AppError::not_found)?;
    let ttl = Ttl::MAX;
    let url = cx.state.storage.presign_get(&copy.storage_key, Some(NAME), CONTENT_TYPE, ttl).await?;
    let tx = db::tx(&cx.state.db).await?;
    let entry = AuditEntry::by(buyer, "user.data_fetched", "user", buyer.user_id);
    admin::record(&tx, entry.with(json!({ "bytes": copy.size_bytes })), cx.now()).await?;
    tx.commit().await?;
    Ok(Granted { url, expires_in: ttl.as_secs() })
}

/// The job: written to a file page by page, then put into storage.
pub async fn make(state: &State, export_id: Uuid) -> AppResult<()> {
    let Some(copy) = exports::find(&state.db, export_id).await?.filter(|copy| copy.ready_at.is_none()) else {
        return Ok(());
    };
    let written = write_copy::write(state, copy.user_id).await?;
    let body = ObjectBody::File(written.path().to_owned());
    state.storage.put(&copy.storage_key, body, CONTENT_TYPE).await?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    // Called off meanwhile, or the person is gone.
    let Some(copy) = exports::locked(&tx, export_id).await? else {
        state.storage.delete(&copy.storage_key).await?;
        return Ok(());
    };
    exports::ready(&tx, copy.id, written.size_bytes(), now + KEPT, now).await?;
    if let Some(person) = people::by_id(&tx, copy.user_id).await? {
        let message = mail::data_ready(&state.config.server.base_url, &person.email);
        jobs::enqueue(&tx, &Job::SendMail { message }, now).await?;
    }
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(())
}

/// Forgets copies past their time, with their files.
pub async fn sweep(state: &State) -> AppResult<()> {
    for copy in exports::expired(&state.db, state.clock.now(), 100).await? {
        state.storage.delete(&copy.storage_key).await?;
        exports::forget(&state.db, copy.id).await?;
    }
    Ok(())
}

async fn forget(tx: &DatabaseTransaction, copy: data_export::Model, cx: &Cx) -> AppResult<()> {
    exports::forget(tx, copy.id).await?;
    jobs::enqueue(tx, &Job::DeleteObjects { keys: vec![copy.storage_key] }, cx.now()).await
}
