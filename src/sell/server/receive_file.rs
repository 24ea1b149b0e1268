//! A file that comes through the shop itself, from a browser without JavaScript: written to disk as it arrives,
//! then put into storage and checked like any other.

use std::path::{Path, PathBuf};

use axum::extract::multipart::Field;
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

use super::begin_upload::{NewUpload, Target, begin_upload};
use super::finish_upload::finish_upload;
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::ports::storage::ObjectBody;
use crate::sell::rules::{LARGEST_FILE, check_size, file_kind, file_name};
use crate::server::cx::Seller;
use crate::server::state::State;

pub fn incoming_folder(state: &State) -> PathBuf {
    state.config.server.data_dir.join("incoming")
}

/// A file of this process alone, gone when it is dropped.
struct Incoming(PathBuf);

impl Drop for Incoming {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Into the draft version of a listing. The rest of a file that is too large is read and thrown away, so that
/// the browser lives to see the answer.
pub async fn receive_file(
    state: &State,
    seller: &Seller,
    asset_id: Uuid,
    mut field: Field<'_>,
) -> AppResult<()> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let fault = file_name::check(&name).and_then(|name| file_kind::of_name(&name)).err();
    let folder = incoming_folder(state);
    tokio::fs::create_dir_all(&folder).await.map_err(|error| disk(&folder, &error))?;
    let path = folder.join(new_id().simple().to_string());
    let mut file = tokio::fs::File::create_new(&path).await.map_err(|error| disk(&path, &error))?;
    let kept = Incoming(path);
    let (mut hasher, mut size_bytes) = (Sha256::new(), 0u64);
    while let Some(chunk) = field.chunk().await.map_err(cut_off)? {
        size_bytes += chunk.len() as u64;
        if size_bytes <= LARGEST_FILE && fault.is_none() {
            hasher.update(&chunk);
            file.write_all(&chunk).await.map_err(|error| disk(&kept.0, &error))?;
        }
    }
    file.flush().await.map_err(|error| disk(&kept.0, &error))?;
    drop(file);
    if let Some(message) = fault {
        return Err(AppError::invalid("name", message));
    }
    check_size(size_bytes).map_err(|message| AppError::invalid("size", message))?;

    let sha256 = hex::encode(hasher.finalize());
    let new = NewUpload { target: Target::Asset(asset_id), name: name.clone(), size_bytes, sha256 };
    let begun = begin_upload(state, seller, new).await?;
    let content_type = file_kind::of_name(&name).map_or("application/octet-stream", |kind| kind.content_type);
    let body = ObjectBody::File(kept.0.clone());
    state.storage.put(&begun.storage_key, body, content_type).await?;
    finish_upload(state, seller, begun.id).await.map(drop)
}

pub fn cut_off(error: axum::extract::multipart::MultipartError) -> AppError {
    tracing::debug!(%error, "a form with files broke off");
    AppError::conflict("The upload broke off before the file was whole. Nothing was kept; please try again.")
}

fn disk(path: &Path, error: &std::io::Error) -> AppError {
    tracing::error!(%error, path = %path.display(), "an incoming file cannot be written");
    AppError::unavailable("Files cannot be taken right now. Please try again in a moment.")
}
