//! Deletes a category that holds nothing.

use serde_json::json;
use uuid::Uuid;

use super::{count_within, found};
use crate::admin::rules::categories as rules;
use crate::admin::server::record::{AuditEntry, record};
use crate::admin::server::store::categories as store;
use crate::db;
use crate::db::dialect::foreign_key_violation;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Moderator;
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// Listings of any status keep it, for one that is not for sale may be again.
///
/// **Permissions**: moderators.
pub async fn remove(state: &State, moderator: &Moderator, id: Uuid) -> AppResult<()> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let rows = store::locked(&tx).await?;
    let gone = found(&rows, id)?;
    let listings = store::listings_of(&tx, id).await?;
    if let Some(why) = rules::kept(listings, count_within(&rows, id)) {
        return Err(AppError::conflict(format!("“{}” stays. {why}", gone.name)));
    }
    if let Err(error) = store::delete(&tx, id).await {
        return Err(match foreign_key_violation(&error) {
            true => AppError::conflict("Somebody has just filed a listing under it, so it stays."),
            false => error.into(),
        });
    }
    let told = json!({ "name": gone.name, "slug": gone.slug });
    record(&tx, AuditEntry::by(moderator, "category.deleted", "category", id).with(told), now).await?;
    let _told = state.pages.will_change([Shown::Shelves]);
    tx.commit().await?;
    Ok(())
}
