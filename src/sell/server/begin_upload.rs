//! Gives out an address for one file, good for exactly the bytes that were announced.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::start_version::no_draft;
use super::store::{assets, uploads, versions};
use super::tidy;
use crate::db;
use crate::db::entities::file::FileStatus;
use crate::db::entities::upload::{self, UploadStatus};
use crate::db::entities::version;
use crate::kit::error::{AppError, AppResult, FieldErrors};
use crate::kit::ids::new_id;
use crate::sell::rules::{LARGEST_FILE, MOST_FILES, check_size, file_kind, file_name};
use crate::server::cx::Seller;
use crate::server::state::State;

/// How long an address may be used.
const TTL: Duration = Duration::from_secs(3600);

/// Where a file is to go.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    Version(Uuid),
    /// The draft version of this listing.
    Asset(Uuid),
}

#[derive(Clone, Debug)]
pub struct NewUpload {
    pub target: Target,
    pub name: String,
    pub size_bytes: u64,
    /// In hex.
    pub sha256: String,
}

/// What the browser sends the file with.
#[derive(Clone, Debug)]
pub struct Begun {
    pub id: Uuid,
    pub storage_key: String,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub expires_at: DateTime<Utc>,
}

pub async fn begin_upload(state: &State, seller: &Seller, new: NewUpload) -> AppResult<Begun> {
    if new.size_bytes > LARGEST_FILE {
        return Err(AppError::too_large(check_size(new.size_bytes).err().unwrap_or_default()));
    }
    let (name, content_type, sha256) = check(&new)?;
    let now = state.clock.now();
    let id = new_id();
    let storage_key = format!("uploads/{id}");
    let expires_at = now + TimeDelta::seconds(TTL.as_secs().cast_signed());

    let tx = db::tx(&state.db).await?;
    let version = draft_version(&tx, seller, new.target).await?;
    make_room(&tx, &version, &name, now).await?;
    let superseded = uploads::supersede(&tx, version.id, &name).await?;
    let row = upload::ActiveModel {
        id: Set(id),
        user_id: Set(seller.user_id),
        version_id: Set(Some(version.id)),
        file_id: Set(None),
        name: Set(name),
        size_bytes: Set(new.size_bytes.cast_signed()),
        sha256: Set(sha256.clone()),
        content_type: Set(content_type.to_owned()),
        storage_key: Set(storage_key.clone()),
        status: Set(UploadStatus::Pending),
        expires_at: Set(expires_at),
        created_at: Set(now),
    };
    uploads::insert(&tx, row).await?;
    let signed = state.storage.presign_put(&storage_key, new.size_bytes, &sha256, content_type, TTL).await?;
    tx.commit().await?;
    tidy::delete_objects(state, superseded).await;
    Ok(Begun { id, storage_key, url: signed.url.into(), headers: signed.headers, expires_at })
}

fn check(new: &NewUpload) -> AppResult<(String, &'static str, String)> {
    let mut errors = FieldErrors::new();
    let mut fault = |field: &str, message: String| errors.entry(field.to_owned()).or_default().push(message);
    let name = file_name::check(&new.name).unwrap_or_else(|message| {
        fault("name", message);
        String::new()
    });
    let content_type =
        if name.is_empty() { Ok("") } else { file_kind::of_name(&name).map(|kind| kind.content_type) };
    let content_type = content_type.unwrap_or_else(|message| {
        fault("name", message);
        ""
    });
    if let Err(message) = check_size(new.size_bytes) {
        fault("size", message.to_owned());
    }
    let sha256 = new.sha256.to_lowercase();
    if sha256.len() != 64 || hex::decode(&sha256).is_err() {
        fault("sha256", "Give the file's SHA-256 as 64 hexadecimal digits.".into());
    }
    AppError::validation(errors)?;
    Ok((name, content_type, sha256))
}

/// The version the file goes to, locked with its listing.
async fn draft_version(
    tx: &DatabaseTransaction,
    seller: &Seller,
    target: Target,
) -> AppResult<version::Model> {
    let (asset_id, version_id) = match target {
        Target::Version(id) => {
            let (version, asset) = versions::owned(tx, seller.user_id, id).await?;
            (asset.id, Some(version.id))
        }
        Target::Asset(id) => (id, None),
    };
    let asset = assets::locked(tx, seller.user_id, &asset_id.into()).await?;
    let version_id = match version_id {
        Some(id) => id,
        None => versions::draft_of(tx, asset.id).await?.ok_or_else(no_draft)?.id,
    };
    versions::locked_draft(tx, version_id).await?.ok_or_else(no_draft)
}

/// A file that was refused makes room for the next of its name; one that is there does not.
async fn make_room(
    tx: &DatabaseTransaction,
    version: &version::Model,
    name: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let files = versions::files(tx, &[version.id]).await?;
    let (rejected, kept): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| file.status == FileStatus::Rejected);
    if let Some(file) = kept.iter().find(|file| file_name::collide(&file.name, name)) {
        let words = format!("{} is there already. Remove it first, or rename this file.", file.name);
        return Err(AppError::invalid("name", words));
    }
    let pending = usize::try_from(uploads::pending_of(tx, version.id, now).await?).unwrap_or(usize::MAX);
    if kept.len().saturating_add(pending) >= MOST_FILES {
        let words = format!("A version holds at most {MOST_FILES} files. Put several into one archive.");
        return Err(AppError::invalid("name", words));
    }
    for file in rejected.iter().filter(|file| file_name::collide(&file.name, name)) {
        uploads::part_from_file(tx, file.id).await?;
        versions::delete_file(tx, file.id).await?;
    }
    Ok(())
}
