//! The catalogue's queries.

use serde::de::DeserializeOwned;

use crate::kit::error::{AppError, AppResult};

pub mod asset_reports;
pub mod browse;
pub mod candidates;
pub mod cards;
pub mod documents;
pub mod follows;
pub mod front;
pub mod landing;
pub mod listing;
pub mod machines;
pub mod peeks;
pub mod recent;
pub mod review_writes;
pub mod reviews;
pub mod searches;
pub mod sellers;
pub mod shelves;
pub mod shops;
pub mod standing;
pub mod vocabulary;
pub mod wishes;

/// What one statement read beside its row, as JSON.
pub fn json<T: DeserializeOwned>(text: &str) -> AppResult<Vec<T>> {
    serde_json::from_str(text).map_err(|error| {
        tracing::error!(%error, "what hangs on a row cannot be read");
        AppError::internal()
    })
}
