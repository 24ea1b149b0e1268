//! Looks into a file that has arrived: the first lines of code, what an archive holds, the manifest of a package, the
//! page of a template. What cannot be read is told in words to its seller, and sold all the same.

mod archive;
mod manifest;
mod page;
mod tar;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::listing::kind_of;
use super::store::{meshes, peeks};
use crate::catalog::{self, Contents, Kind, Manifest};
use crate::db;
use crate::db::entities::{file, peek};
use crate::kit::error::{AppError, AppResult};
use crate::ports::storage::{PAGE_TYPE, PAGES, Storage, StorageError};
use crate::sell::rules::LARGEST_FILE;
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// What was read of a file for everybody to see.
#[derive(Debug, Default)]
pub struct Peeked {
    /// Why there is no more of it.
    pub trouble: Option<String>,
    /// How many lines the text has, and the first of them.
    pub opening: Option<(usize, String)>,
    pub contents: Option<Contents>,
    pub manifest: Option<Manifest>,
    pub page: Option<Bytes>,
}

/// Whether there is something to see in a file of this name.
pub fn can_be_peeked_into(name: &str) -> bool {
    archive::is_archive(name) || catalog::language_of(name).is_some()
}

/// Takes a core for seconds at most.
pub fn look(name: &str, kind: Kind, bytes: &[u8]) -> Peeked {
    if archive::is_archive(name) {
        return match archived(name, kind, bytes) {
            Ok(peeked) => peeked,
            Err(trouble) => Peeked { trouble: Some(trouble), ..Peeked::default() },
        };
    }
    let mut peeked = Peeked::default();
    if let Ok(text) = std::str::from_utf8(bytes) {
        peeked.opening = Some((text.lines().count(), catalog::kept_opening(text).replace('\0', "")));
    }
    if kind == Kind::Module && manifest::rank(name).is_some() {
        peeked.describe(manifest::read(name, bytes));
    }
    if kind == Kind::Template && is_html(name) && bytes.len() as u64 <= page::LARGEST {
        peeked.page = page::framed(bytes);
    }
    peeked
}

fn is_html(name: &str) -> bool {
    catalog::language_of(name).is_some_and(|(token, _)| token == "html")
}

fn archived(name: &str, kind: Kind, bytes: &[u8]) -> Result<Peeked, String> {
    let wanted = |path: &str| match kind {
        Kind::Module => manifest::rank(path).map(|_| manifest::LARGEST),
        Kind::Template => page::rank(path).map(|_| page::LARGEST),
        Kind::Model | Kind::Snippet => None,
    };
    let found = archive::look(name, bytes, &wanted)?;
    let mut peeked = Peeked { contents: Some(found.contents), ..Peeked::default() };
    let rank = |path: &str| manifest::rank(path).or_else(|| page::rank(path));
    let first = found.wanted.into_iter().min_by_key(|(path, _)| rank(path));
    match (kind, first) {
        (Kind::Module, Some((path, Some(content)))) => peeked.describe(manifest::read(&path, &content)),
        (Kind::Module, Some((path, None))) => peeked.trouble = Some(manifest::too_large(&path)),
        (Kind::Template, Some((_, Some(content)))) => peeked.page = page::framed(&content),
        _ => {}
    }
    Ok(peeked)
}

impl Peeked {
    fn describe(&mut self, read: Result<Manifest, String>) {
        match read {
            Ok(manifest) => self.manifest = Some(manifest),
            Err(trouble) => self.trouble = Some(trouble),
        }
    }

    /// Stores the page, which is framed only where the seller allows it, and gives the row.
    pub async fn row(
        self,
        storage: &dyn Storage,
        file_id: Uuid,
        now: DateTime<Utc>,
    ) -> AppResult<peek::Model> {
        let page_key = match self.page {
            Some(page) => {
                let key = page_key(file_id);
                storage.put(&key, page.into(), PAGE_TYPE).await?;
                Some(key)
            }
            None => None,
        };
        let (lines, opening) = self.opening.unzip();
        Ok(peek::Model {
            file_id,
            trouble: self.trouble,
            lines: lines.and_then(|lines| i64::try_from(lines).ok()),
            opening,
            contents: json(self.contents)?,
            manifest: json(self.manifest)?,
            page_key,
            peeked_at: now,
        })
    }
}

/// Where the page of a file lies, if it has one.
fn page_key(file_id: Uuid) -> String {
    format!("{PAGES}{file_id}.html")
}

/// Whatever lies in storage of a file.
pub fn objects_of(file: &file::Model) -> Vec<String> {
    let page = can_be_peeked_into(&file.name).then(|| page_key(file.id));
    std::iter::once(file.storage_key.clone()).chain(page).collect()
}

fn json<T: serde::Serialize>(value: Option<T>) -> AppResult<Option<String>> {
    // PostgreSQL takes no NUL, and nobody can see one.
    let text = value.map(|value| serde_json::to_string(&value).map(|text| text.replace("\\u0000", "")));
    text.transpose().map_err(|_| AppError::internal())
}

/// A worker does one at a time, so it takes no permit of `state.heavy_work`: sign-ins would wait for it.
pub async fn peek(state: &State, file_id: Uuid) -> AppResult<()> {
    let Some((file, asset)) = meshes::file_and_asset(&state.db, file_id).await? else { return Ok(()) };
    let largest = usize::try_from(LARGEST_FILE).map_err(|_| AppError::internal())?;
    let bytes = match state.storage.read_bytes(&file.storage_key, largest).await {
        Ok(bytes) => bytes,
        // Removed meanwhile.
        Err(StorageError::NotFound) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let (name, kind) = (file.name.clone(), kind_of(asset.kind));
    let looked = tokio::task::spawn_blocking(move || look(&name, kind, &bytes)).await;
    let peeked = looked.unwrap_or_else(|error| {
        tracing::error!(%error, file = %file_id, "a file could not be looked into");
        Peeked { trouble: Some("It could not be read.".into()), ..Peeked::default() }
    });
    let row = peeked.row(&*state.storage, file_id, state.clock.now()).await?;
    let tx = db::tx(&state.db).await?;
    if meshes::file_and_asset(&tx, file_id).await?.is_none() {
        drop(tx);
        super::tidy::delete_objects(state, row.page_key).await;
        return Ok(());
    }
    peeks::save(&tx, row).await?;
    let _told = state.pages.will_change(Shown::page(&asset));
    tx.commit().await?;
    Ok(())
}
