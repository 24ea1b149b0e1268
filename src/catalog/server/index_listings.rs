//! Lets listings be found by what they say now.

use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::store::{documents, shelves};
use crate::catalog::rules::document::Document;
use crate::catalog::rules::tree::Tree;
use crate::db;
use crate::kit::error::AppResult;
use crate::server::jobs::{Job, enqueue};
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// Listings indexed by one transaction.
const BATCH: usize = 500;
/// The same, of those that are found all the while.
const RENEWED: u64 = 200;

/// Puts a listing that comes onto the shelves into the index, or renews it there.
pub async fn index_listing(tx: &DatabaseTransaction, asset_id: Uuid) -> AppResult<()> {
    let keys = documents::remove(tx, &[asset_id]).await?;
    let documents = documents::read(tx, &[asset_id]).await?;
    Ok(documents::insert(tx, &documents, &keys).await?)
}

/// Renews those of these that are in the index; drafts are in none.
pub async fn renew_index(tx: &DatabaseTransaction, ids: &[Uuid]) -> AppResult<()> {
    for ids in ids.chunks(BATCH) {
        let keys = documents::remove(tx, ids).await?;
        let known: Vec<Uuid> = keys.keys().copied().collect();
        if !known.is_empty() {
            documents::insert(tx, &documents::read(tx, &known).await?, &keys).await?;
        }
    }
    Ok(())
}

/// Takes listings out of the index.
pub async fn forget_listings(tx: &DatabaseTransaction, ids: &[Uuid]) -> AppResult<()> {
    for ids in ids.chunks(BATCH) {
        documents::remove(tx, ids).await?;
    }
    Ok(())
}

/// Puts new listings into the index, as somebody knows them who has just written them. At most 500.
pub async fn index_new(tx: &DatabaseTransaction, listings: &[Document]) -> AppResult<()> {
    Ok(documents::insert(tx, listings, &documents::Keys::new()).await?)
}

/// Finds what is on the shelves and not in the index, as after an update of the shop.
pub async fn index_missing(state: &State) -> AppResult<()> {
    // Looked for before the transaction, which on SQLite keeps every other writer waiting.
    let ids = documents::missing(&state.db, BATCH as u64).await?;
    if ids.is_empty() {
        return Ok(());
    }
    let tx = db::tx(&state.db).await?;
    // Some may have come in meanwhile.
    let keys = documents::remove(&tx, &ids).await?;
    let documents = documents::read(&tx, &ids).await?;
    documents::insert(&tx, &documents, &keys).await?;
    if ids.len() == BATCH {
        enqueue(&tx, &Job::IndexListings, state.clock.now()).await?;
    }
    let _told = state.pages.will_change([Shown::Shelves]);
    tx.commit().await?;
    tracing::info!(listings = ids.len(), "search: listings were indexed");
    Ok(())
}

/// After a category got another name or place: what stands in it, however deep, is found by that, some of it at a time.
/// `after` is the last listing of those before.
pub async fn renew_category(state: &State, category_id: Uuid, after: Option<Uuid>) -> AppResult<()> {
    let within = Tree::of(&shelves::all(&state.db).await?).within(category_id);
    let ids = documents::filed(&state.db, &within, after, RENEWED).await?;
    let Some(last) = ids.last().copied() else { return Ok(()) };
    let tx = db::tx(&state.db).await?;
    documents::hold(&tx, &ids).await?;
    renew_index(&tx, &ids).await?;
    if ids.len() as u64 == RENEWED {
        let next = Job::RenewCategory { category_id, after: Some(last) };
        enqueue(&tx, &next, state.clock.now()).await?;
    }
    let _told = state.pages.will_change([Shown::Shelves]);
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(())
}
