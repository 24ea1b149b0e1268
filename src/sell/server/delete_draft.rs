//! Deletes a listing that was never published, with its files.

use serde_json::json;

use super::peek::objects_of;
use super::store::assets::{self, AssetRef};
use super::store::{uploads, versions};
use super::tidy;
use crate::admin::{AuditEntry, record};
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Seller;
use crate::server::state::State;

pub async fn delete_draft(state: &State, seller: &Seller, asset: &AssetRef) -> AppResult<()> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, asset).await?;
    if asset.published_at.is_some() || assets::was_ordered(&tx, asset.id).await? {
        return Err(AppError::conflict(
            "A listing that was published cannot be deleted, for people may own it. Unpublish it instead.",
        ));
    }
    let files = versions::files_of_asset(&tx, asset.id).await?;
    for version in versions::of_asset(&tx, asset.id).await? {
        uploads::part_from_version(&tx, version.id).await?;
    }
    assets::delete(&tx, asset.id).await?;
    let entry =
        AuditEntry::by(seller, "asset.deleted", "asset", asset.id).with(json!({ "title": asset.title }));
    record(&tx, entry, now).await?;
    tx.commit().await?;
    let objects: Vec<String> = files.iter().flat_map(objects_of).collect();
    tidy::delete_objects(state, objects).await;
    Ok(())
}
