//! Reads a 3D model that has arrived: its facts, a simplified mesh for the product page, and a picture of it
//! where the seller gave none. What cannot be read is told in words, and sold all the same.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::pictures::{STILL_POSITION, settle_cover};
use super::store::{assets, meshes, previews};
use crate::catalog::{self, EncodedPreview, encode_preview, save_mesh, save_preview};
use crate::db;
use crate::db::entities::asset::{self, AssetKind};
use crate::db::entities::mesh::{self, MeshUnit};
use crate::db::entities::preview::{self, PreviewKind};
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::mesh::Mesh;
use crate::mesh::measure::{Edges, Measures, measure};
use crate::mesh::preview::Preview;
use crate::mesh::read::{Fault, Format, Limits, ReadResult, read};
use crate::ports::storage::{Storage, StorageError};
use crate::sell::rules::LARGEST_FILE;
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// Pixels of a picture of ours.
const STILL: (u32, u32) = (1280, 960);

pub struct Studied {
    /// Facts, or why there are none.
    pub measures: Result<Measures, Fault>,
    unit: MeshUnit,
    pub preview: Option<Shape>,
    pub still: Option<EncodedPreview>,
}

/// A GLB for everybody.
pub enum Shape {
    Made(Bytes),
    /// The key of one that was made of the same solid in another file.
    Known(String),
}

/// Takes a core for seconds. What was `known` of files beside it spares it a mesh to show, where one of them
/// holds the same solid.
pub fn study(
    bytes: Bytes,
    format: Format,
    with_still: bool,
    known: &[mesh::Model],
    limits: &Limits,
) -> AppResult<Studied> {
    let unit = if format.states_unit() { MeshUnit::Stated } else { MeshUnit::Assumed };
    let (measures, mesh) = match facts(bytes, format, limits) {
        Ok(found) => found,
        Err(fault) => return Ok(Studied { measures: Err(fault), unit, preview: None, still: None }),
    };
    let twin = known.iter().find(|row| measures_of(row).is_some_and(|other| measures.same_solid(&other)));
    let key = twin.and_then(|row| row.preview_key.clone());
    let shown = if key.is_none() || with_still { Preview::of(&mesh, limits) } else { None };
    drop(mesh);
    let drawn = shown.as_ref().filter(|_| with_still && limits.check_time().is_ok());
    let picture = drawn.and_then(|shown| shown.still(STILL.0, STILL.1));
    let still = picture.map(|picture| encode_preview(&picture.into()));
    Ok(Studied {
        measures: Ok(measures),
        unit,
        preview: match key {
            Some(key) => Some(Shape::Known(key)),
            None => shown.map(|shown| Shape::Made(shown.glb().into())),
        },
        still: still.transpose()?,
    })
}

fn facts(bytes: Bytes, format: Format, limits: &Limits) -> ReadResult<(Measures, Mesh)> {
    let mesh = read(&bytes, format, limits)?;
    // The file makes room for what is worked out of it.
    drop(bytes);
    let mesh = mesh.welded();
    if mesh.triangles.is_empty() {
        return Err(Fault("None of its triangles has an area.".into()));
    }
    Ok((measure(&mesh, limits)?, mesh))
}

fn measures_of(row: &mesh::Model) -> Option<Measures> {
    let count = |n: Option<i64>| usize::try_from(n?).ok();
    Some(Measures {
        triangles: count(row.triangles)?,
        vertices: count(row.vertices)?,
        size: [row.width_mm?, row.depth_mm?, row.height_mm?],
        surface_mm2: row.surface_mm2?,
        volume_mm3: row.volume_mm3?,
        edges: Edges {
            open: count(row.open_edges)?,
            crowded: count(row.crowded_edges)?,
            turned: count(row.turned_edges)?,
        },
    })
}

impl Studied {
    /// Puts the mesh to show into storage, if it is new; its key.
    pub async fn save_preview(&self, storage: &dyn Storage) -> AppResult<Option<String>> {
        Ok(match &self.preview {
            Some(Shape::Made(glb)) => Some(save_mesh(storage, glb.clone()).await?),
            Some(Shape::Known(key)) => Some(key.clone()),
            None => None,
        })
    }

    pub fn row(&self, file_id: Uuid, preview_key: Option<String>, now: DateTime<Utc>) -> mesh::Model {
        let facts = self.measures.as_ref().ok();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        mesh::Model {
            file_id,
            problem: self.measures.as_ref().err().map(ToString::to_string),
            unit: facts.map(|_| self.unit),
            triangles: facts.map(|facts| count(facts.triangles)),
            vertices: facts.map(|facts| count(facts.vertices)),
            width_mm: facts.map(|facts| facts.size[0]),
            depth_mm: facts.map(|facts| facts.size[1]),
            height_mm: facts.map(|facts| facts.size[2]),
            surface_mm2: facts.map(|facts| facts.surface_mm2),
            volume_mm3: facts.map(|facts| facts.volume_mm3),
            open_edges: facts.map(|facts| count(facts.edges.open)),
            crowded_edges: facts.map(|facts| count(facts.edges.crowded)),
            turned_edges: facts.map(|facts| count(facts.edges.turned)),
            preview_key,
            measured_at: now,
        }
    }
}

/// A worker does one at a time, so it takes no permit of `state.heavy_work`: sign-ins would wait for it.
pub async fn measure_model(state: &State, file_id: Uuid) -> AppResult<()> {
    let Some((file, asset)) = meshes::file_and_asset(&state.db, file_id).await? else { return Ok(()) };
    let Some(format) = Format::of_name(&file.name) else { return Ok(()) };
    let is_model = asset.kind == AssetKind::Model;
    let with_still = is_model && !has_picture(&previews::of_asset(&state.db, asset.id).await?);
    let largest = usize::try_from(LARGEST_FILE).map_err(|_| AppError::internal())?;
    let bytes = match state.storage.read_bytes(&file.storage_key, largest).await {
        Ok(bytes) => bytes,
        // Removed meanwhile.
        Err(StorageError::NotFound) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let known = meshes::beside(&state.db, &file).await?;
    let studying =
        tokio::task::spawn_blocking(move || study(bytes, format, with_still, &known, &Limits::from_now()));
    let studied = studying.await;
    let studied = studied.unwrap_or_else(|error| {
        tracing::error!(%error, file = %file_id, "a model could not be studied");
        Ok(Studied {
            measures: Err(Fault("It could not be read.".into())),
            unit: MeshUnit::Assumed,
            preview: None,
            still: None,
        })
    })?;
    let preview_key = studied.save_preview(&*state.storage).await?;
    if let Some(still) = &studied.still {
        save_preview(&*state.storage, still).await?;
    }

    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    if meshes::file_and_asset(&tx, file_id).await?.is_none() {
        return Ok(());
    }
    let asset = assets::locked(&tx, asset.seller_id, &asset.id.into()).await?;
    meshes::save(&tx, studied.row(file_id, preview_key, now)).await?;
    if let Some(still) = studied.still {
        add_still(&tx, &asset, still, now).await?;
    }
    let _told = state.pages.will_change(Shown::card(&asset));
    tx.commit().await?;
    Ok(())
}

fn has_picture(previews: &[preview::Model]) -> bool {
    previews.iter().any(|preview| preview.kind == PreviewKind::Image)
}

/// Behind all the seller's own, who may take it away like any other.
async fn add_still(
    tx: &DatabaseTransaction,
    asset: &asset::Model,
    still: EncodedPreview,
    now: DateTime<Utc>,
) -> AppResult<()> {
    if has_picture(&previews::of_asset(tx, asset.id).await?) {
        return Ok(());
    }
    let row = preview::ActiveModel {
        id: Set(new_id()),
        asset_id: Set(asset.id),
        kind: Set(PreviewKind::Image),
        storage_key: Set(Some(still.stem)),
        width: Set(i32::try_from(still.width).ok()),
        height: Set(i32::try_from(still.height).ok()),
        alt: Set(catalog::still_words(&asset.title)),
        colour: Set(Some(still.colour)),
        position: Set(STILL_POSITION),
        created_at: Set(now),
        ..Default::default()
    };
    previews::insert(tx, row).await?;
    settle_cover(tx, asset.id).await?;
    assets::touch(tx, asset.id, now).await
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
