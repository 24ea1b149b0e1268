//! Moves a category among those it stands beside.

use serde_json::json;
use uuid::Uuid;

use super::{found, siblings};
use crate::admin::rules::Place;
use crate::admin::server::record::{AuditEntry, record};
use crate::admin::server::store::categories as store;
use crate::db;
use crate::kit::error::AppResult;
use crate::server::cx::Moderator;
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// **Permissions**: moderators.
pub async fn arrange(state: &State, moderator: &Moderator, id: Uuid, place: &str) -> AppResult<()> {
    let place = Place::from_code(place)?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let rows = store::locked(&tx).await?;
    let moved = found(&rows, id)?;
    let mut beside: Vec<_> = siblings(&rows, moved.parent_id).collect();
    let here = beside.iter().position(|row| row.id == id).unwrap_or(0);
    let then = place.from(here, beside.len());
    if then == here {
        return Ok(());
    }
    let row = beside.remove(here);
    beside.insert(then, row);
    for (position, row) in (0..).zip(&beside) {
        if row.position != position {
            store::put_at(&tx, row.id, position).await?;
        }
    }
    let told = json!({ "name": moved.name, "slug": moved.slug, "from": here + 1, "to": then + 1 });
    record(&tx, AuditEntry::by(moderator, "category.moved", "category", id).with(told), now).await?;
    let _told = state.pages.will_change([Shown::Shelves]);
    tx.commit().await?;
    Ok(())
}
