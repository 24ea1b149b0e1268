//! Puts a listing on the shelves; its draft version, if there is one, is released and frozen.

use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::edit_listing::edited_search_text;
use super::listing::{Listing, check_lock};
use super::start_listing::unique_slug;
use super::store::assets::AssetRef;
use super::store::{assets, uploads, versions};
use crate::admin::{AuditEntry, record};
use crate::catalog::index_listing;
use crate::db::entities::asset::AssetStatus;
use crate::db::entities::file::{self, FileStatus};
use crate::db::entities::{asset, version};
use crate::db::{self, dialect};
use crate::kit::error::{AppError, AppResult};
use crate::kit::slug::slugify;
use crate::server::cx::Seller;
use crate::server::jobs::{Job, enqueue, enqueue_once};
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// What is missing is told as faults of fields.
pub async fn publish_listing(
    state: &State,
    seller: &Seller,
    asset: &AssetRef,
    seen: Option<i64>,
) -> AppResult<Listing> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, asset).await?;
    check_lock(&asset, seen)?;
    let listing = Listing::load(&tx, asset).await?;
    if let Some(reason) = &listing.takedown {
        return Err(AppError::conflict(format!("The shop took this listing down: {reason}")));
    }
    if listing.asset.status == AssetStatus::Removed {
        return Err(AppError::conflict("The shop took this listing down."));
    }
    if listing.asset.status == AssetStatus::Published && listing.draft().is_none() {
        return Err(AppError::conflict(
            "Everything is published already. Start a new version to change the files.",
        ));
    }
    AppError::validation(listing.missing(state)?)?;

    let (version, hash) = match listing.draft() {
        Some(draft) => (draft, release(&tx, &listing, draft, now).await?),
        None => {
            let current = listing.current().ok_or_else(AppError::internal)?;
            (current, current.content_hash.clone().unwrap_or_default())
        }
    };
    let seller_name = assets::seller(&tx, seller.user_id).await?.display_name;
    let mut change = asset::ActiveModel {
        status: Set(AssetStatus::Published),
        current_version_id: Set(Some(version.id)),
        price_from_minor: Set(listing.price_from()),
        search_text: Set(edited_search_text(&listing, &seller_name)),
        ..Default::default()
    };
    if listing.asset.published_at.is_none() {
        change.published_at = Set(Some(now));
        change.slug = Set(lasting_slug(&tx, &listing.asset).await?);
    }
    assets::update(&tx, &listing.asset, change, now).await?;
    index_listing(&tx, listing.asset.id).await?;
    match listing.asset.published_at {
        None => {
            let told = Job::TellFollowers { asset_id: listing.asset.id, after: None };
            enqueue_once(&tx, &told, &listing.asset.id.to_string(), now).await?;
        }
        // Its price may have dropped while it was off the shelves.
        Some(_) => enqueue(&tx, &Job::TellPriceDrop { asset_id: listing.asset.id }, now).await?,
    }
    let metadata = json!({ "version": version.number, "content_hash": hash });
    let entry = AuditEntry::by(seller, "asset.published", "asset", listing.asset.id).with(metadata);
    record(&tx, entry, now).await?;
    let told = state.pages.will_change(Shown::place(&listing.asset));
    tx.commit().await?;
    drop(told);
    state.new_job.notify_one();
    super::listing::show_listing(&state.db, seller.user_id, &listing.asset.id.into()).await
}

/// The version's content hash, by which it is known from here on.
async fn release(
    tx: &DatabaseTransaction,
    listing: &Listing,
    draft: &version::Model,
    now: chrono::DateTime<chrono::Utc>,
) -> AppResult<String> {
    versions::locked_draft(tx, draft.id).await?.ok_or_else(AppError::internal)?;
    let hash = content_hash(listing.files_of(draft.id).filter(|file| file.status == FileStatus::Ready));
    versions::delete_rejected(tx, draft.id).await?;
    uploads::part_from_version(tx, draft.id).await?;
    versions::release(tx, draft.id, &hash, now).await?;
    Ok(hash)
}

/// SHA-256 over the sorted lines `<sha256>  <name>`, as `sha256sum` writes them.
pub fn content_hash<'a>(files: impl Iterator<Item = &'a file::Model>) -> String {
    let mut lines: Vec<String> = files.map(|file| format!("{}  {}\n", file.sha256, file.name)).collect();
    lines.sort();
    hex::encode(Sha256::digest(lines.concat()))
}

/// The address people will keep: made of the title as it is now, with a number only where another has it.
async fn lasting_slug(tx: &DatabaseTransaction, asset: &asset::Model) -> AppResult<String> {
    dialect::one_at_a_time(tx, "asset_slug").await?;
    let plain = slugify(&asset.title);
    if plain.is_empty() || assets::slug_is_taken(tx, &plain, asset.id).await? {
        return Ok(unique_slug(&asset.title, asset.id));
    }
    Ok(plain)
}
