//! What a person owns: a page of it, or one entry.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::store::{self, EntryRow, FileRow};
use crate::catalog::media;
use crate::db::entities::asset::AssetStatus;
use crate::kit::error::{AppError, AppResult};
use crate::kit::paging::{self, Page, PageSize};
use crate::library::types::{Entry, OwnedFile, Release};
use crate::server::cx::Buyer;
use crate::server::state::State;

pub async fn entries(
    state: &State,
    buyer: &Buyer,
    after: Option<&str>,
    size: PageSize,
) -> AppResult<Page<Entry>> {
    let after: Option<(DateTime<Utc>, Uuid)> = after.map(paging::decode).transpose()?;
    let rows = store::shelf(&state.db, buyer.user_id, after, size).await?;
    let page = Page::from_rows(rows, size, |row| (row.granted_at, row.id));
    let files = files_of(state, &page.items).await?;
    Ok(page.map(|row| to_entry(row, &files)))
}

/// Somebody else's is not found.
pub async fn entry(state: &State, buyer: &Buyer, id: Uuid) -> AppResult<Entry> {
    let row = store::entry(&state.db, buyer.user_id, id).await?.ok_or_else(AppError::not_found)?;
    let files = files_of(state, std::slice::from_ref(&row)).await?;
    Ok(to_entry(row, &files))
}

async fn files_of(state: &State, rows: &[EntryRow]) -> AppResult<Vec<FileRow>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let assets: Vec<_> = rows.iter().map(|row| row.asset_id).collect();
    let bought: Vec<_> = rows.iter().map(|row| row.version_id).collect();
    store::files(&state.db, &assets, &bought).await
}

fn to_entry(row: EntryRow, files: &[FileRow]) -> Entry {
    let mut releases: Vec<Release> = Vec::new();
    for file in files.iter().filter(|file| file.asset_id == row.asset_id) {
        if releases.last().is_none_or(|release| release.version_id != file.version_id) {
            releases.push(Release {
                version_id: file.version_id,
                number: file.number.clone(),
                notes: file.notes.clone(),
                released_at: file.released_at,
                files: Vec::new(),
            });
        }
        if let Some(release) = releases.last_mut() {
            release.files.push(OwnedFile {
                id: file.id,
                name: file.name.clone(),
                size_bytes: file.size_bytes,
                sha256: file.sha256.clone(),
            });
        }
    }
    Entry {
        id: row.id,
        order_id: row.order_id,
        order_number: row.order_number,
        asset_id: row.asset_id,
        slug: row.slug,
        title: row.title,
        seller_name: row.seller_name,
        thumb: media::thumb(row.picture_key, row.picture_width, row.picture_height),
        licence_name: row.licence_name,
        licence_terms: row.licence_terms,
        licence_key: row.licence_key,
        granted_at: row.granted_at,
        waived: row.waiver_at.is_some(),
        on_sale: row.status == AssetStatus::Published,
        bought_version: row.version_number,
        releases,
    }
}
