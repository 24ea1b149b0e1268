//! Forms that carry files, for browsers without JavaScript. They answer like every other form of the house.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get};
use axum::{Router, http};
use uuid::Uuid;

use super::export_sales;
use super::picture_form::{PictureForm, ROOM};
use super::pictures::add_picture;
use super::receive_file::{cut_off, receive_file};
use super::store::assets;
use crate::kit::error::{AppError, AppResult};
use crate::sell::rules::MOST_FILES;
use crate::server::cx::{Cx, Seller};
use crate::server::forms::{redirect, refuse};
use crate::server::state::State;
use crate::ui::flash::Flash;
use crate::ui::form::Refused;

/// Addresses of the seller's side that are no pages.
pub fn form_routes() -> Router<State> {
    let back = || -> MethodRouter<State> {
        get(async |Path(id): Path<String>| Redirect::to(&format!("/sell/{}", id.replace(['\r', '\n'], ""))))
    };
    Router::new()
        .route("/sell/{id}/files", back().post(files).layer(DefaultBodyLimit::disable()))
        .route("/sell/{id}/pictures", back().post(picture).layer(DefaultBodyLimit::max(ROOM)))
        .route("/dashboard/sales.csv", get(sales))
}

async fn files(
    cx: Cx,
    Path(id): Path<String>,
    headers: http::HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let path = format!("/sell/{id}");
    let taken = match who(&cx, &id).await {
        Ok((seller, id)) => take_files(&cx, &seller, id, form).await,
        Err(error) => Err(error),
    };
    match taken {
        Ok(flash) => redirect(&path, Some(flash)),
        Err(error) => {
            refuse(cx, &path, headers, Refused { action: format!("{path}/files"), values: Vec::new(), error })
                .await
        }
    }
}

/// What became of the files, in words.
async fn take_files(
    cx: &Cx,
    seller: &Seller,
    id: Uuid,
    form: Result<Multipart, MultipartRejection>,
) -> AppResult<Flash> {
    let mut form = form.map_err(|_| AppError::conflict("The form was incomplete. Please try again."))?;
    let (mut added, mut faults) = (0usize, Vec::new());
    while let Some(field) = form.next_field().await.map_err(cut_off)? {
        let name = field.file_name().unwrap_or_default().to_owned();
        if field.name() != Some("file") || name.is_empty() {
            continue;
        }
        if added + faults.len() >= MOST_FILES {
            return Err(AppError::conflict(format!("Send at most {MOST_FILES} files at once.")));
        }
        match receive_file(&cx.state, seller, id, field).await {
            Ok(()) => added += 1,
            Err(error) => faults.push(format!("{name}: {}", words(&error))),
        }
    }
    match (added, faults.is_empty()) {
        (0, true) => Err(AppError::invalid("file", "Choose a file first.")),
        (_, false) => Err(AppError::invalid("file", faults.join(" "))),
        (1, true) => Ok(Flash::done("The file is in.")),
        (n, true) => Ok(Flash::done(format!("{n} files are in."))),
    }
}

async fn picture(
    cx: Cx,
    Path(id): Path<String>,
    headers: http::HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let path = format!("/sell/{id}");
    let mut typed = String::new();
    match take_picture(&cx, &id, form, &mut typed).await {
        Ok(()) => redirect(&format!("{path}#pictures"), Some(Flash::done("The picture is in."))),
        Err(error) => {
            let values = vec![("alt".to_owned(), typed)];
            refuse(cx, &path, headers, Refused { action: format!("{path}/pictures"), values, error }).await
        }
    }
}

async fn take_picture(
    cx: &Cx,
    id: &str,
    form: Result<Multipart, MultipartRejection>,
    typed: &mut String,
) -> AppResult<()> {
    let (seller, id) = who(cx, id).await?;
    let form = form.map_err(|_| AppError::conflict("The form was incomplete. Please try again."))?;
    let form = PictureForm::read(form).await?;
    form.alt.clone_into(typed);
    let bytes = form.picture.ok_or_else(|| AppError::invalid("picture", "Choose a picture first."))?;
    add_picture(&cx.state, &seller, &id.into(), bytes, &form.alt).await.map(drop)
}

async fn sales(cx: Cx) -> Response {
    match export_sales::download(cx).await {
        Err(AppError::Unauthenticated) => redirect("/sign-in?next=%2Fdashboard", None),
        other => other.into_response(),
    }
}

/// Asked before a byte of the body is read.
async fn who(cx: &Cx, id: &str) -> AppResult<(Seller, Uuid)> {
    let seller = cx.seller()?;
    let id: Uuid = id.parse().map_err(|_| AppError::not_found())?;
    assets::find(&cx.state.db, seller.user_id, &id.into()).await?;
    Ok((seller, id))
}

fn words(error: &AppError) -> String {
    match error {
        AppError::Validation(fields) => fields.values().flatten().cloned().collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}
