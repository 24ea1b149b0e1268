//! `/api/v1/library` and `/api/v1/files`

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::download::download;
use super::entries::entries;
use crate::kit::error::{AppError, AppResult};
use crate::kit::paging::PageSize;
use crate::library::types::{Entry, OwnedFile};
use crate::server::api::{self, ApiQuery, Envelope, ListEnvelope};
use crate::server::cx::Cx;
use crate::server::state::State;

pub fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(file))
}

/// One thing owned, with the files of its newest release.
#[derive(Debug, Serialize, ToSchema)]
struct EntryBody {
    id: Uuid,
    asset_id: Uuid,
    slug: String,
    title: String,
    order_id: Uuid,
    licence: String,
    licence_key: String,
    version: String,
    bought_version: String,
    update_available: bool,
    granted_at: DateTime<Utc>,
    files: Vec<FileBody>,
}

#[derive(Debug, Serialize, ToSchema)]
struct FileBody {
    id: Uuid,
    name: String,
    /// Bytes.
    size: i64,
    sha256: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct DownloadBody {
    /// GET it before it expires.
    download_url: String,
    /// Seconds.
    expires_in: u64,
}

#[derive(Debug, Deserialize, IntoParams)]
struct Paging {
    limit: Option<i64>,
    after: Option<String>,
}

impl From<Entry> for EntryBody {
    fn from(entry: Entry) -> Self {
        let newest = entry.newest();
        let version = newest.map_or_else(|| entry.bought_version.clone(), |release| release.number.clone());
        let files =
            newest.map(|release| release.files.iter().map(FileBody::from).collect()).unwrap_or_default();
        Self {
            update_available: entry.update().is_some(),
            version,
            files,
            id: entry.id,
            asset_id: entry.asset_id,
            slug: entry.slug,
            title: entry.title,
            order_id: entry.order_id,
            licence: entry.licence_name,
            licence_key: entry.licence_key,
            bought_version: entry.bought_version,
            granted_at: entry.granted_at,
        }
    }
}

impl From<&OwnedFile> for FileBody {
    fn from(file: &OwnedFile) -> Self {
        Self { id: file.id, name: file.name.clone(), size: file.size_bytes, sha256: file.sha256.clone() }
    }
}

/// **Permissions**: signed in; one's own.
#[utoipa::path(get, path = "/api/v1/library", tag = "library", params(Paging),
    responses((status = 200, body = ListEnvelope<EntryBody>)))]
async fn list(cx: Cx, ApiQuery(paging): ApiQuery<Paging>) -> AppResult<Response> {
    let buyer = cx.buyer()?;
    let size = PageSize::new(paging.limit)?;
    let page = entries(&cx.state, &buyer, paging.after.as_deref(), size).await?;
    Ok(api::listed(page.map(EntryBody::from)))
}

/// **Permissions**: signed in, and the file belongs to something one owns.
#[utoipa::path(get, path = "/api/v1/files/download/{file_id}", tag = "library", params(("file_id" = Uuid, Path)),
    responses((status = 200, body = Envelope<DownloadBody>)))]
async fn file(cx: Cx, Path(file_id): Path<String>) -> AppResult<Response> {
    let buyer = cx.buyer()?;
    let file_id = file_id.parse().map_err(|_| AppError::not_found())?;
    // Programs are not asked; without the waiver the buyer simply keeps the right to withdraw.
    let granted = download(&cx.state, &buyer, file_id).await?;
    Ok(api::ok(DownloadBody { download_url: granted.url.into(), expires_in: granted.expires_in }))
}
