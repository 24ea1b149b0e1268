//! Says something else of a pick, moves it, or ends it.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::admin::rules::{self, Place};
use crate::admin::server::record::{AuditEntry, record};
use crate::admin::server::store::picks as store;
use crate::db;
use crate::db::entities::pick;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Moderator;
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// **Permissions**: moderators.
pub async fn describe(state: &State, moderator: &Moderator, id: Uuid, reason: &str) -> AppResult<()> {
    let reason = rules::praise(reason)?;
    let tx = db::tx(&state.db).await?;
    let (_, pick) = found(store::locked(&tx).await?, id)?;
    store::describe(&tx, id, reason.clone()).await?;
    let told = json!({ "title": store::title(&tx, pick.asset_id).await?, "reason": reason });
    tell(&tx, state, moderator, "asset.pick_described", &pick, told).await?;
    let _told = state.pages.will_change(Shown::standing([pick.asset_id]));
    tx.commit().await?;
    Ok(())
}

/// **Permissions**: moderators.
pub async fn arrange(state: &State, moderator: &Moderator, id: Uuid, place: &str) -> AppResult<()> {
    let place = Place::from_code(place)?;
    let tx = db::tx(&state.db).await?;
    let mut picks = store::locked(&tx).await?;
    let (here, pick) = found(picks.clone(), id)?;
    let then = place.from(here, picks.len());
    if then == here {
        return Ok(());
    }
    let moved = picks.remove(here);
    picks.insert(then, moved);
    for (position, other) in (0..).zip(&picks) {
        if other.position != position {
            store::put_at(&tx, other.id, position).await?;
        }
    }
    let title = store::title(&tx, pick.asset_id).await?;
    let told = json!({ "title": title, "from": here + 1, "to": then + 1 });
    tell(&tx, state, moderator, "asset.pick_moved", &pick, told).await?;
    let _told = state.pages.will_change(Shown::standing([pick.asset_id]));
    tx.commit().await?;
    Ok(())
}

/// **Permissions**: moderators.
pub async fn remove(state: &State, moderator: &Moderator, id: Uuid) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    let (_, pick) = found(store::locked(&tx).await?, id)?;
    store::delete(&tx, id).await?;
    let told = json!({ "title": store::title(&tx, pick.asset_id).await? });
    tell(&tx, state, moderator, "asset.unpicked", &pick, told).await?;
    let _told = state.pages.will_change(Shown::standing([pick.asset_id]));
    tx.commit().await?;
    Ok(())
}

/// The pick and its place; somebody else may have ended it meanwhile.
fn found(picks: Vec<pick::Model>, id: Uuid) -> AppResult<(usize, pick::Model)> {
    picks.into_iter().enumerate().find(|(_, pick)| pick.id == id).ok_or_else(AppError::not_found)
}

async fn tell(
    tx: &sea_orm::DatabaseTransaction,
    state: &State,
    moderator: &Moderator,
    action: &'static str,
    pick: &pick::Model,
    told: Value,
) -> AppResult<()> {
    let entry = AuditEntry::by(moderator, action, "asset", pick.asset_id).with(told);
    record(tx, entry, state.clock.now()).await
}
