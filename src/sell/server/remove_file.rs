//! Takes a file out of a draft, or ends an upload.

use uuid::Uuid;

use super::peek::objects_of;
use super::start_version::no_draft;
use super::store::{assets, uploads, versions};
use super::tidy;
use crate::db;
use crate::db::entities::upload::UploadStatus;
use crate::kit::error::AppResult;
use crate::server::cx::Seller;
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// The listing the file was of.
pub async fn remove_file(state: &State, seller: &Seller, file_id: Uuid) -> AppResult<Uuid> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let (file, version) = versions::owned_file(&tx, seller.user_id, file_id).await?;
    let asset = assets::locked(&tx, seller.user_id, &version.asset_id.into()).await?;
    versions::locked_draft(&tx, version.id).await?.ok_or_else(no_draft)?;
    uploads::part_from_file(&tx, file.id).await?;
    versions::delete_file(&tx, file.id).await?;
    assets::touch(&tx, version.asset_id, now).await?;
    let told = state.pages.will_change(Shown::page(&asset));
    tx.commit().await?;
    drop(told);
    tidy::delete_objects(state, objects_of(&file)).await;
    Ok(version.asset_id)
}

/// Ends an upload on its way; one that is complete takes its file along.
pub async fn cancel_upload(state: &State, seller: &Seller, id: Uuid) -> AppResult<()> {
    let upload = uploads::find(&state.db, seller.user_id, id).await?;
    if let Some(file_id) = upload.file_id {
        remove_file(state, seller, file_id).await?;
        return Ok(());
    }
    let tx = db::tx(&state.db).await?;
    let upload = uploads::locked(&tx, seller.user_id, id).await?;
    if upload.status == UploadStatus::Pending {
        uploads::expire(&tx, id).await?;
    }
    tx.commit().await?;
    tidy::delete_objects(state, [upload.storage_key]).await;
    Ok(())
}
