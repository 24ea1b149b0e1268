//! The form a picture comes in.

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use bytes::{Bytes, BytesMut};

use super::receive_file::cut_off;
use crate::kit::error::{AppError, AppResult};
use crate::sell::rules::LARGEST_PICTURE;

/// Bytes of the whole form. More than a picture may have, so that the answer to one that is too large is ours.
pub const ROOM: usize = 2 * LARGEST_PICTURE;
const LARGEST_WORD: usize = 4096;

#[derive(Debug, Default)]
pub struct PictureForm {
    pub asset: Option<String>,
    pub alt: String,
    pub picture: Option<Bytes>,
}

impl PictureForm {
    /// Fields nobody knows are read over.
    pub async fn read(mut form: Multipart) -> AppResult<Self> {
        let mut read = Self::default();
        while let Some(mut field) = form.next_field().await.map_err(cut_off)? {
            match field.name().unwrap_or_default() {
                "asset_id" => read.asset = Some(word(&mut field).await?),
                "alt" => read.alt = word(&mut field).await?,
                "file" => read.picture = Some(bytes(&mut field).await?).filter(|bytes| !bytes.is_empty()),
                _ => {}
            }
        }
        Ok(read)
    }
}

async fn bytes(field: &mut Field<'_>) -> AppResult<Bytes> {
    let mut bytes = BytesMut::new();
    let mut too_large = false;
    while let Some(chunk) = field.chunk().await.map_err(cut_off)? {
        too_large |= bytes.len() + chunk.len() > LARGEST_PICTURE;
        if !too_large {
            bytes.extend_from_slice(&chunk);
        }
    }
    if too_large {
        return Err(AppError::too_large(
            "This picture is larger than 15 MiB. Save it smaller and try again.",
        ));
    }
    Ok(bytes.freeze())
}

async fn word(field: &mut Field<'_>) -> AppResult<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(cut_off)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > LARGEST_WORD {
            return Err(AppError::too_large("A field of this form is too long."));
        }
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|word| !word.contains('\0'))
        .ok_or_else(|| AppError::conflict("The form holds characters that cannot be stored."))
}
