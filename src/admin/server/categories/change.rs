//! Gives a category other words, or another place in the tree.

use serde_json::json;
use uuid::Uuid;

use super::{found, last_place, name_of, tree};
use crate::admin::rules::categories as rules;
use crate::admin::server::record::{AuditEntry, record};
use crate::admin::server::store::categories as store;
use crate::db;
use crate::db::entities::category;
use crate::kit::error::{AppError, AppResult, FieldErrors};
use crate::server::cx::Moderator;
use crate::server::jobs::{Job, enqueue};
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// As it was typed.
#[derive(Clone, Debug)]
pub struct Change {
    pub name: String,
    pub description: String,
    /// A category's id; empty for the highest level.
    pub parent: String,
}

/// Its address stays. What stands in it is found by the new names a little later, by a job.
///
/// **Permissions**: moderators.
pub async fn change(state: &State, moderator: &Moderator, id: Uuid, change: Change) -> AppResult<()> {
    let mut errors = FieldErrors::new();
    let name = rules::name(&change.name, &mut errors);
    let description = rules::description(&change.description, &mut errors);
    let parent = rules::parent(&change.parent, &mut errors);
    AppError::validation(errors)?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let rows = store::locked(&tx).await?;
    let before = found(&rows, id)?.clone();
    rules::placed(&tree(&rows), Some(id), parent)?;
    let (is_renamed, is_moved) = (before.name != name, before.parent_id != parent);
    let position = if is_moved { last_place(&rows, parent) } else { before.position };
    let after = category::Model { name, description, parent_id: parent, position, ..before.clone() };
    if after == before {
        return Ok(());
    }
    store::update(&tx, after.clone()).await?;
    if is_renamed || is_moved {
        enqueue(&tx, &Job::RenewCategory { category_id: id, after: None }, now).await?;
    }
    let told = |row: &category::Model| json!({ "name": row.name, "description": row.description, "in": name_of(&rows, row.parent_id) });
    let told = json!({ "slug": before.slug, "from": told(&before), "to": told(&after) });
    record(&tx, AuditEntry::by(moderator, "category.changed", "category", id).with(told), now).await?;
    let _told = state.pages.will_change([Shown::Shelves, Shown::Category(id)]);
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(())
}
