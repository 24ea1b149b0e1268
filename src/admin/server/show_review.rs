//! Shows a review again that was hidden, or lets one stand that was reported.

use serde_json::json;
use uuid::Uuid;

use super::mail;
use super::record::{AuditEntry, record};
use super::store::{listings, reviews as store};
use crate::admin::rules;
use crate::catalog;
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Moderator;
use crate::server::jobs::{Job, enqueue};
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// Whether it was hidden.
///
/// **Permissions**: moderators.
pub async fn show_review(state: &State, moderator: &Moderator, id: Uuid, reason: &str) -> AppResult<bool> {
    let reason = rules::reason(reason)?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let (review, listing) = store::locked(&tx, id).await?.ok_or_else(AppError::not_found)?;
    let settled = store::settle(&tx, id, now).await?;
    let was_hidden = review.hidden_at.is_some();
    if was_hidden {
        store::lift(&tx, id, now).await?;
        store::set_hidden(&tx, id, None).await?;
        catalog::recount_ratings(&tx, listing.id).await?;
        let author = listings::account_of(&tx, review.user_id).await?;
        if let Some(author) = author.filter(|author| author.deleted_at.is_none()) {
            let message = mail::review_shown(&state.config.server.base_url, &author, &listing, &reason);
            enqueue(&tx, &Job::SendMail { message }, now).await?;
        }
    } else if settled == 0 {
        return Err(AppError::conflict("Nobody reported this review, and it is not hidden."));
    }
    let action = if was_hidden { "review.shown" } else { "review.kept" };
    let told = json!({ "listing": listing.title, "stars": review.stars, "reason": reason });
    record(&tx, AuditEntry::by(moderator, action, "review", id).with(told), now).await?;
    let _told = state.pages.will_change(Shown::standing([listing.id]));
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(was_hidden)
}
