//! Takes a file that has arrived into its version, once it is proven to be what was announced.

use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::inspect::inspect;
use super::peek::can_be_peeked_into;
use super::start_version::no_draft;
use super::store::{assets, uploads, versions};
use super::tidy;
use crate::db;
use crate::db::entities::file::{self, FileStatus};
use crate::db::entities::upload::{self, UploadStatus};
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::mesh::read::Format;
use crate::sell::rules::file_kind;
use crate::sell::rules::file_name::collide;
use crate::server::cx::Seller;
use crate::server::jobs::{self, Job};
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// The upload afterwards. A file that is not what was announced is a fault of the field `file`, and the reason
/// stands beside it in the version; nothing of it is kept.
pub async fn finish_upload(state: &State, seller: &Seller, id: Uuid) -> AppResult<upload::Model> {
    let upload = uploads::find(&state.db, seller.user_id, id).await?;
    match upload.status {
        UploadStatus::Pending => {}
        UploadStatus::Complete => return Ok(upload),
        UploadStatus::Rejected => return Err(rejected(reason_of(state, &upload).await?)),
        UploadStatus::Expired => {
            return Err(AppError::conflict("This upload has ended. Send the file again."));
        }
    }
    let Some(arrived) = state.storage.head(&upload.storage_key).await? else {
        return Err(AppError::conflict("The file has not arrived. Send it again."));
    };
    // A key of this attempt's own: whoever holds the upload's address cannot reach it.
    let file_id = new_id();
    let key = format!("files/{file_id}");
    let verdict = if arrived.size_bytes == upload.size_bytes.cast_unsigned() {
        state.storage.copy(&upload.storage_key, &key).await?;
        match judge(state, &upload, &key).await {
            Ok(verdict) => verdict,
            Err(error) => {
                tidy::delete_objects(state, [key]).await;
                return Err(error);
            }
        }
    } else {
        Err(format!(
            "{} bytes arrived where {} were announced. Send the file again.",
            arrived.size_bytes, upload.size_bytes
        ))
    };
    let settled = settle(state, seller, &upload, file_id, &key, verdict.as_ref().err()).await;
    match (&settled, &verdict) {
        (Ok(done), Ok(())) if done.file_id == Some(file_id) => {
            tidy::delete_objects(state, [upload.storage_key]).await;
        }
        (Ok(_), _) => tidy::delete_objects(state, [key, upload.storage_key]).await,
        (Err(_), _) => tidy::delete_objects(state, [key]).await,
    }
    let settled = settled?;
    verdict.map_err(rejected)?;
    Ok(settled)
}

/// Outer: whether it could be looked at; inner: whether it is what was announced.
async fn judge(state: &State, upload: &upload::Model, key: &str) -> AppResult<Result<(), String>> {
    let found = inspect(&*state.storage, key).await?;
    if found.sha256 != upload.sha256 || found.size_bytes != upload.size_bytes.cast_unsigned() {
        return Ok(Err(
            "What arrived is not what was announced: its SHA-256 differs. Send the file again.".into()
        ));
    }
    Ok(file_kind::of_name(&upload.name).and_then(|kind| found.judge(&kind)))
}

async fn settle(
    state: &State,
    seller: &Seller,
    upload: &upload::Model,
    file_id: Uuid,
    key: &str,
    fault: Option<&String>,
) -> AppResult<upload::Model> {
    let now = state.clock.now();
    let version_id = upload.version_id.ok_or_else(no_draft)?;
    let tx = db::tx(&state.db).await?;
    let (_, asset) = versions::owned(&tx, seller.user_id, version_id).await?;
    assets::locked(&tx, seller.user_id, &asset.id.into()).await?;
    let version = versions::locked_draft(&tx, version_id).await?.ok_or_else(no_draft)?;
    let upload = uploads::locked(&tx, seller.user_id, upload.id).await?;
    if upload.status != UploadStatus::Pending {
        // Another attempt was faster.
        return Ok(upload);
    }
    let files = versions::files(&tx, &[version.id]).await?;
    if let Some(same) = files.iter().find(|file| collide(&file.name, &upload.name)) {
        if same.status == FileStatus::Ready {
            return Err(AppError::conflict(format!("{} is there already. Remove it first.", same.name)));
        }
        uploads::part_from_file(&tx, same.id).await?;
        versions::delete_file(&tx, same.id).await?;
    }
    let row = file::ActiveModel {
        id: Set(file_id),
        version_id: Set(version.id),
        name: Set(upload.name.clone()),
        size_bytes: Set(upload.size_bytes),
        sha256: Set(upload.sha256.clone()),
        content_type: Set(upload.content_type.clone()),
        storage_key: Set(key.to_owned()),
        status: Set(if fault.is_some() { FileStatus::Rejected } else { FileStatus::Ready }),
        rejected_reason: Set(fault.cloned()),
        position: Set(files.iter().map(|file| file.position).max().map_or(0, |last| last + 1)),
        created_at: Set(now),
    };
    versions::insert_file(&tx, row).await?;
    if fault.is_none() && Format::of_name(&upload.name).is_some() {
        jobs::enqueue(&tx, &Job::MeasureModel { file_id }, now).await?;
    }
    if fault.is_none() && can_be_peeked_into(&upload.name) {
        jobs::enqueue(&tx, &Job::Peek { file_id }, now).await?;
    }
    let status = if fault.is_some() { UploadStatus::Rejected } else { UploadStatus::Complete };
    uploads::set_status(&tx, upload.id, status, Some(file_id)).await?;
    assets::touch(&tx, asset.id, now).await?;
    let _told = state.pages.will_change(Shown::page(&asset));
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(upload::Model { status, file_id: Some(file_id), ..upload })
}

async fn reason_of(state: &State, upload: &upload::Model) -> AppResult<String> {
    let reason = match upload.file_id {
        Some(id) => versions::file(&state.db, id).await?.and_then(|file| file.rejected_reason),
        None => None,
    };
    Ok(reason.unwrap_or_else(|| "This file was refused. Send it again.".into()))
}

fn rejected(reason: String) -> AppError {
    AppError::invalid("file", reason)
}
