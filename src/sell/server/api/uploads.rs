//! `/api/v1/uploads`: files on their way into a draft version.

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::db::entities::upload::{self, UploadStatus};
use crate::kit::error::{AppError, AppResult};
use crate::sell::server::begin_upload::{NewUpload, Target, begin_upload};
use crate::sell::server::finish_upload::finish_upload;
use crate::sell::server::remove_file::cancel_upload;
use crate::sell::server::store;
use crate::server::api::{self, ApiJson, Envelope};
use crate::server::cx::Cx;
use crate::server::state::State;

pub fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(begin)).routes(routes!(complete)).routes(routes!(show, cancel))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BeginUpload {
    /// A draft version, or
    version_id: Option<Uuid>,
    /// the listing whose draft version is meant.
    asset_id: Option<Uuid>,
    name: String,
    /// Bytes: at most 100 MiB.
    size: u64,
    /// In hex.
    sha256: String,
    /// Told for the record; what counts is the content.
    #[allow(dead_code, reason = "accepted, and decided by name and content instead")]
    content_type: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct BegunUpload {
    id: Uuid,
    /// Send the file there by PUT, with `headers`, as it was announced.
    upload_url: String,
    headers: BTreeMap<String, String>,
    expires_at: DateTime<Utc>,
}

#[derive(Debug, Serialize, ToSchema)]
struct UploadBody {
    id: Uuid,
    /// pending, complete, rejected or expired.
    status: &'static str,
    name: String,
    size: i64,
    sha256: String,
    content_type: String,
    /// In the version, once it is complete or rejected.
    file_id: Option<Uuid>,
    expires_at: DateTime<Utc>,
}

impl From<upload::Model> for UploadBody {
    fn from(upload: upload::Model) -> Self {
        let status = match upload.status {
            UploadStatus::Pending => "pending",
            UploadStatus::Complete => "complete",
            UploadStatus::Rejected => "rejected",
            UploadStatus::Expired => "expired",
        };
        Self {
            id: upload.id,
            status,
            name: upload.name,
            size: upload.size_bytes,
            sha256: upload.sha256,
            content_type: upload.content_type,
            file_id: upload.file_id,
            expires_at: upload.expires_at,
        }
    }
}

/// **Permissions**: the listing's seller.
#[utoipa::path(post, path = "/api/v1/uploads", tag = "uploads", request_body = BeginUpload,
    responses((status = 201, body = Envelope<BegunUpload>)))]
async fn begin(cx: Cx, ApiJson(body): ApiJson<BeginUpload>) -> AppResult<Response> {
    let target = match (body.version_id, body.asset_id) {
        (Some(id), None) => Target::Version(id),
        (None, Some(id)) => Target::Asset(id),
        _ => return Err(AppError::invalid("version_id", "Give either version_id or asset_id.")),
    };
    let new = NewUpload { target, name: body.name, size_bytes: body.size, sha256: body.sha256 };
    let begun = begin_upload(&cx.state, &cx.seller()?, new).await?;
    Ok(api::created(BegunUpload {
        id: begun.id,
        upload_url: begun.url,
        headers: begun.headers.into_iter().collect(),
        expires_at: begun.expires_at,
    }))
}

/// Checks what arrived and takes it into the version. What is not what was announced is refused with the
/// reason in `details.file`.
///
/// **Permissions**: whoever began the upload.
#[utoipa::path(post, path = "/api/v1/uploads/{id}/complete", tag = "uploads", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<UploadBody>)))]
async fn complete(cx: Cx, Path(id): Path<String>) -> AppResult<Response> {
    let done = finish_upload(&cx.state, &cx.seller()?, parse(&id)?).await?;
    Ok(api::ok(UploadBody::from(done)))
}

/// **Permissions**: whoever began the upload.
#[utoipa::path(get, path = "/api/v1/uploads/{id}", tag = "uploads", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<UploadBody>)))]
async fn show(cx: Cx, Path(id): Path<String>) -> AppResult<Response> {
    let seller = cx.seller()?;
    let upload = store::uploads::find(&cx.state.db, seller.user_id, parse(&id)?).await?;
    Ok(api::ok(UploadBody::from(upload)))
}

/// Ends the upload; a file that came of it leaves the draft.
///
/// **Permissions**: whoever began the upload.
#[utoipa::path(delete, path = "/api/v1/uploads/{id}", tag = "uploads", params(("id" = Uuid, Path)),
    responses((status = 200)))]
async fn cancel(cx: Cx, Path(id): Path<String>) -> AppResult<Response> {
    cancel_upload(&cx.state, &cx.seller()?, parse(&id)?).await?;
    Ok(api::done())
}

fn parse(id: &str) -> AppResult<Uuid> {
    id.parse().map_err(|_| AppError::not_found())
}
