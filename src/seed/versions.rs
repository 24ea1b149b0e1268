//! The versions of the demo shop's listings: their files in storage, and what is measured of the models among them.

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait, IntoActiveModel};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::demo::DemoVersion;
use crate::catalog::Kind;
use crate::db::entities::file::FileStatus;
use crate::db::entities::version::VersionStatus;
use crate::db::entities::{file, mesh, peek, version};
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::mesh::read::{Format, LONGEST, Limits};
use crate::sell;
use crate::server::state::State;

/// A file that already lies in storage.
pub struct Stored {
    row: file::ActiveModel,
    sha256: String,
    name: &'static str,
    mesh: Option<mesh::Model>,
    peek: Option<peek::Model>,
}

pub async fn files(
    state: &State,
    version_id: Uuid,
    kind: Kind,
    demo: &DemoVersion,
    now: DateTime<Utc>,
) -> AppResult<Vec<Stored>> {
    let mut stored: Vec<Stored> = Vec::new();
    for (position, demo_file) in (0..).zip(&demo.files) {
        let make = demo_file.bytes.clone();
        let name = demo_file.name;
        let format = Format::of_name(name);
        let known: Vec<mesh::Model> = stored.iter().filter_map(|file| file.mesh.clone()).collect();
        let study = move || {
            let bytes = Bytes::from(make());
            let at_leisure = Limits::lasting(10 * LONGEST);
            let study = |format| sell::study(bytes.clone(), format, false, &known, &at_leisure);
            let studied = format.map(study).transpose()?;
            let peeked = sell::can_be_peeked_into(name).then(|| sell::look(name, kind, &bytes));
            Ok::<_, AppError>((bytes, studied, peeked))
        };
        let (bytes, studied, peeked) =
            tokio::task::spawn_blocking(study).await.map_err(|_| AppError::internal())??;
        let sha256 = hex::encode(Sha256::digest(&bytes));
        let id = new_id();
        let row = file::ActiveModel {
            id: Set(id),
            version_id: Set(version_id),
            name: Set(demo_file.name.to_owned()),
            size_bytes: Set(i64::try_from(bytes.len()).map_err(|_| AppError::internal())?),
            sha256: Set(sha256.clone()),
            content_type: Set(demo_file.content_type.to_owned()),
            storage_key: Set(format!("files/{id}")),
            status: Set(FileStatus::Ready),
            rejected_reason: Set(None),
            position: Set(position),
            created_at: Set(now),
        };
        let key = format!("files/{id}");
        let put =
            async { Ok::<_, AppError>(state.storage.put(&key, bytes.into(), demo_file.content_type).await?) };
        let show = async {
            Ok::<_, AppError>(match studied {
                Some(studied) => {
                    let preview = studied.save_preview(&*state.storage).await?;
                    Some(studied.row(id, preview, now))
                }
                None => None,
            })
        };
        let ((), mesh) = tokio::try_join!(put, show)?;
        let peek = match peeked {
            Some(peeked) => Some(peeked.row(&*state.storage, id, now).await?),
            None => None,
        };
        stored.push(Stored { row, sha256, name, mesh, peek });
    }
    Ok(stored)
}

/// A version is filled while it is a draft; once released its files are fixed.
pub async fn release(
    tx: &DatabaseTransaction,
    asset_id: Uuid,
    id: Uuid,
    demo: &DemoVersion,
    files: Vec<Stored>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let at = now - TimeDelta::days(demo.days_ago);
    let row = version::ActiveModel {
        id: Set(id),
        asset_id: Set(asset_id),
        number: Set(demo.number.to_owned()),
        notes: Set(demo.notes.to_owned()),
        status: Set(VersionStatus::Draft),
        created_at: Set(at),
        ..Default::default()
    };
    let draft = row.insert(tx).await?;
    let mut lines: Vec<_> = files.iter().map(|f| format!("{}  {}\n", f.sha256, f.name)).collect();
    lines.sort();
    for Stored { row, mesh, peek, .. } in files {
        file::Entity::insert(row).exec_without_returning(tx).await?;
        if let Some(mesh) = mesh {
            mesh::Entity::insert(mesh.into_active_model().reset_all()).exec_without_returning(tx).await?;
        }
        if let Some(peek) = peek {
            peek::Entity::insert(peek.into_active_model().reset_all()).exec_without_returning(tx).await?;
        }
    }
    let mut change = draft.into_active_model();
    change.status = Set(VersionStatus::Ready);
    change.content_hash = Set(Some(hex::encode(Sha256::digest(lines.concat()))));
    change.released_at = Set(Some(at));
    change.update(tx).await?;
    Ok(())
}
