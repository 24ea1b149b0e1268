//! Listings a browser remembers by their names.

use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};

use super::cards;
use crate::catalog::types::Card;
use crate::db::entities::asset;
use crate::kit::error::AppResult;

/// Those of them that are for sale.
pub async fn published(db: &impl ConnectionTrait, slugs: &[String]) -> AppResult<Vec<Card>> {
    let named = cards::select_published().filter(asset::Column::Slug.is_in(slugs.iter().map(String::as_str)));
    cards::cards(cards::read(db, named).await?)
}
