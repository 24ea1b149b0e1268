//! The one place where errors become answers of the API.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sea_orm::DbErr;
use serde_json::json;

use crate::db::dialect;
use crate::kit::error::AppError;

impl From<DbErr> for AppError {
    fn from(error: DbErr) -> Self {
        match error {
            DbErr::ConnectionAcquire(_) => {
                tracing::error!(%error, "database: no connection");
                Self::unavailable("The shop is very busy. Please try again in a moment.")
            }
            error if dialect::takes_no_writes(&error) => {
                tracing::error!(%error, "database: takes no writes");
                Self::unavailable(
                    "The shop takes no changes right now. Nothing was changed and nothing was charged; please try \
                     again later.",
                )
            }
            error => {
                tracing::error!(%error, "database");
                Self::internal()
            }
        }
    }
}

pub fn status(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// An error on its way out of an API handler; the request's id is added by the middleware.
impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let body = json!({
            "success": false,
            "error": { "code": self.code(), "message": self.to_string(), "details": self.fields() },
        });
        let mut response = (status(&self), Json(body)).into_response();
        if let Self::RateLimited(seconds) | Self::ProofAsked(seconds) = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(ApiFault(self));
        response
    }
}

/// Marks an answer whose body is an error envelope.
#[derive(Clone, Debug)]
pub struct ApiFault(pub AppError);
