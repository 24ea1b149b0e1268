//! The envelope of `/api/v1`: success with data, or one error.

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::{Json, body::Bytes};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use utoipa::ToSchema;

use crate::kit::error::AppError;
use crate::kit::paging::Page;

/// A successful answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Envelope<T> {
    pub success: bool,
    pub data: T,
}

/// A page of a list; `page.next` continues it as `?after=`.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListEnvelope<T> {
    pub success: bool,
    pub data: Vec<T>,
    pub page: NextPage,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NextPage {
    pub next: Option<String>,
}

/// What went wrong, for programs (`code`) and people (`message`).
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorEnvelope {
    pub success: bool,
    pub error: ErrorBody,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorBody {
    pub code: String,
    pub message: String,
    /// Field name to its faults.
    pub details: std::collections::BTreeMap<String, Vec<String>>,
    pub request_id: String,
}

/// 200 with data.
pub fn ok<T: Serialize>(data: T) -> Response {
    Json(Envelope { success: true, data }).into_response()
}

/// 201 with data.
pub fn created<T: Serialize>(data: T) -> Response {
    (StatusCode::CREATED, Json(Envelope { success: true, data })).into_response()
}

/// 200 with a page of a list.
pub fn listed<T: Serialize>(page: Page<T>) -> Response {
    Json(ListEnvelope { success: true, data: page.items, page: NextPage { next: page.next } }).into_response()
}

/// 200 where there is nothing to tell but that it was done.
pub fn done() -> Response {
    Json(json!({ "success": true, "data": {} })).into_response()
}

/// A JSON body; what does not fit the type is a `VALIDATION_ERROR` that says where.
#[derive(Debug)]
pub struct ApiJson<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for ApiJson<T> {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &S) -> Result<Self, AppError> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(value)) => Ok(Self(value)),
            Err(JsonRejection::MissingJsonContentType(_)) => {
                Err(AppError::invalid("body", "Send JSON with Content-Type: application/json."))
            }
            Err(JsonRejection::BytesRejection(_)) => {
                Err(AppError::too_large("The request body is too large."))
            }
            Err(rejection) => Err(AppError::invalid("body", rejection.body_text())),
        }
    }
}

/// The query; what does not fit the type is a `VALIDATION_ERROR` too.
#[derive(Debug)]
pub struct ApiQuery<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for ApiQuery<T> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(value)) => Ok(Self(value)),
            Err(rejection) => Err(AppError::invalid("query", rejection.body_text())),
        }
    }
}

/// The raw body beside its JSON, for what is signed or hashed.
#[derive(Debug)]
pub struct RawJson<T> {
    pub raw: Bytes,
    pub value: T,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for RawJson<T> {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &S) -> Result<Self, AppError> {
        let raw = Bytes::from_request(request, state)
            .await
            .map_err(|_| AppError::too_large("The request body is too large."))?;
        let body: &[u8] = if raw.is_empty() { b"{}" } else { &raw };
        let value =
            serde_json::from_slice(body).map_err(|error| AppError::invalid("body", error.to_string()))?;
        Ok(Self { raw, value })
    }
}
