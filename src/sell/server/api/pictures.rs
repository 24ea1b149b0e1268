//! `/api/v1/uploads/image`: a picture of a listing.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::response::Response;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::body::ListingPicture;
use crate::kit::error::{AppError, AppResult};
use crate::sell::server::picture_form::{PictureForm, ROOM};
use crate::sell::server::pictures::add_picture;
use crate::server::api::{self, Envelope};
use crate::server::cx::Cx;
use crate::server::state::State;

pub fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(add)).layer(DefaultBodyLimit::max(ROOM))
}

#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the form")]
struct PictureUpload {
    /// The listing's id or slug.
    asset_id: String,
    /// What it shows, for those who do not see it.
    alt: Option<String>,
    /// PNG, JPEG or WebP of at most 15 MiB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// **Permissions**: the listing's seller.
#[utoipa::path(post, path = "/api/v1/uploads/image", tag = "uploads",
    request_body(content = PictureUpload, content_type = "multipart/form-data"),
    responses((status = 201, body = Envelope<ListingPicture>)))]
async fn add(cx: Cx, form: Result<Multipart, MultipartRejection>) -> AppResult<Response> {
    let seller = cx.seller()?;
    let form = form.map_err(|_| AppError::invalid("body", "Send a multipart/form-data body."))?;
    let form = PictureForm::read(form).await?;
    let asset = form.asset.as_deref().ok_or_else(|| AppError::invalid("asset_id", "Say which listing."))?;
    let bytes = form.picture.ok_or_else(|| AppError::invalid("file", "Send a picture as `file`."))?;
    let picture = add_picture(&cx.state, &seller, &asset.into(), bytes, &form.alt).await?;
    Ok(api::created(ListingPicture::new(&picture)))
}
