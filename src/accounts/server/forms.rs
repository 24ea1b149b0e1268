//! What of accounts is neither page nor server function: the form with a picture, the copy of one's data, and the one
//! click of a mail program.

use axum::Router;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Multipart, Query, State as Extract};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use bytes::{Bytes, BytesMut};
use serde::Deserialize;

use super::avatar::{LARGEST, set_avatar};
use super::{export_data, notifications};
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Cx;
use crate::server::forms::{redirect, refuse};
use crate::server::state::State;
use crate::ui::flash::Flash;
use crate::ui::form::Refused;

/// Bytes of the whole form. More than a picture may have, so that the answer to one that is too large is ours.
pub const ROOM: usize = 2 * LARGEST;

pub fn form_routes() -> Router<State> {
    let avatar = get(async || Redirect::to("/account")).post(avatar).layer(DefaultBodyLimit::max(ROOM));
    Router::new()
        .route("/account/avatar", avatar)
        .route("/account/data/copy", get(copy))
        .route("/unsubscribe", post(one_click))
}

async fn avatar(cx: Cx, headers: HeaderMap, form: Result<Multipart, MultipartRejection>) -> Response {
    match take(&cx, form).await {
        Ok(_) => redirect("/account", Some(Flash::done("Your picture is in."))),
        Err(error) => {
            let refused = Refused { action: "/account/avatar".into(), values: Vec::new(), error };
            refuse(cx, "/account", headers, refused).await
        }
    }
}

/// The stem of the new picture. Who asks is seen to before a byte of the body is read.
pub async fn take(cx: &Cx, form: Result<Multipart, MultipartRejection>) -> AppResult<String> {
    let buyer = cx.buyer()?;
    let mut form = form.map_err(|_| AppError::conflict("The form was incomplete. Please try again."))?;
    let mut picture = None;
    while let Some(mut field) = form.next_field().await.map_err(cut_off)? {
        if field.name() == Some("file") {
            picture = Some(read(&mut field).await?).filter(|bytes| !bytes.is_empty());
        }
    }
    let picture = picture.ok_or_else(|| AppError::invalid("picture", "Choose a picture first."))?;
    set_avatar(cx, &buyer, picture).await
}

/// The rest of one that is too large is read and thrown away, so that the browser lives to see the answer.
async fn read(field: &mut Field<'_>) -> AppResult<Bytes> {
    let mut bytes = BytesMut::new();
    let mut too_large = false;
    while let Some(chunk) = field.chunk().await.map_err(cut_off)? {
        too_large |= bytes.len() + chunk.len() > LARGEST;
        if !too_large {
            bytes.extend_from_slice(&chunk);
        }
    }
    if too_large {
        return Err(AppError::too_large("This picture is larger than 8 MiB. Save it smaller and try again."));
    }
    Ok(bytes.freeze())
}

fn cut_off(error: MultipartError) -> AppError {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => AppError::too_large("This form is too large."),
        _ => AppError::conflict("The form was cut off on its way. Please try again."),
    }
}

/// `GET /account/data/copy`: on to an address that dies.
async fn copy(cx: Cx) -> Response {
    let address = match cx.buyer() {
        Ok(buyer) => export_data::fetch(&cx, &buyer).await,
        Err(error) => Err(error),
    };
    match address {
        Ok(granted) => redirect(granted.url.as_str(), None),
        Err(AppError::Unauthenticated) => redirect("/sign-in?next=%2Faccount%2Fdata", None),
        Err(_) => {
            redirect("/account/data", Some(Flash::fault("There is no copy to fetch. Ask for a new one.")))
        }
    }
}

#[derive(Deserialize)]
struct Unsubscribe {
    #[serde(default)]
    token: String,
}

/// `POST /unsubscribe`, as mail programs send it (RFC 8058): from anywhere, without a session, never redirected.
async fn one_click(Extract(state): Extract<State>, Query(query): Query<Unsubscribe>) -> Response {
    match notifications::unsubscribe(&state, &query.token).await {
        Ok(_) => "You get no more mails like that one.".into_response(),
        Err(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    }
}
