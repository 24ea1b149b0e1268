//! Hides a review from everybody but its author, who is told why. It no longer counts.

use serde_json::json;
use uuid::Uuid;

use super::mail;
use super::record::{AuditEntry, record};
use super::store::{listings, reviews as store};
use crate::admin::rules;
use crate::catalog;
use crate::db;
use crate::db::entities::review_hiding;
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::server::cx::Moderator;
use crate::server::jobs::{Job, enqueue};
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// **Permissions**: moderators.
pub async fn hide_review(state: &State, moderator: &Moderator, id: Uuid, reason: &str) -> AppResult<()> {
    let reason = rules::reason(reason)?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let (review, listing) = store::locked(&tx, id).await?.ok_or_else(AppError::not_found)?;
    if review.hidden_at.is_some() {
        return Err(AppError::conflict("This review is hidden already."));
    }
    let row = review_hiding::Model {
        id: new_id(),
        review_id: id,
        moderator_id: moderator.user_id,
        reason: reason.clone(),
        lifted_at: None,
        created_at: now,
    };
    store::add_hiding(&tx, row).await?;
    store::set_hidden(&tx, id, Some(now)).await?;
    store::settle(&tx, id, now).await?;
    catalog::recount_ratings(&tx, listing.id).await?;
    let author = listings::account_of(&tx, review.user_id).await?;
    if let Some(author) = author.filter(|author| author.deleted_at.is_none()) {
        let message = mail::review_hidden(&state.config.server.base_url, &author, &listing, &reason);
        enqueue(&tx, &Job::SendMail { message }, now).await?;
    }
    let told = json!({ "listing": listing.title, "stars": review.stars, "reason": reason });
    record(&tx, AuditEntry::by(moderator, "review.hidden", "review", id).with(told), now).await?;
    let _told = state.pages.will_change(Shown::standing([listing.id]));
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(())
}
