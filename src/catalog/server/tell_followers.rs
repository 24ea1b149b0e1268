//! Tells those who follow a shop what it published. A page of them at a time; each mail and each next page is written
//! once by its name, so that a job done twice tells nobody twice.

use uuid::Uuid;

use super::mail;
use super::store::{follows as store, wishes};
use crate::accounts::rules::notification::Notification;
use crate::accounts::{unsubscribe_link, who_want};
use crate::db;
use crate::db::entities::asset::AssetStatus;
use crate::kit::error::AppResult;
use crate::server::jobs::{Job, enqueue_once};
use crate::server::state::State;

/// People per transaction.
const AT_ONCE: u64 = 100;

/// `after` is the last follow of the page before.
pub async fn tell_followers(state: &State, asset_id: Uuid, after: Option<Uuid>) -> AppResult<()> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let listing = wishes::listing(&tx, asset_id).await?;
    let Some(listing) = listing.filter(|listing| listing.status == AssetStatus::Published) else {
        return Ok(());
    };
    let Some(shop) = store::shop(&tx, listing.seller_id).await? else { return Ok(()) };
    let followers = store::after(&tx, shop.id, after, AT_ONCE).await?;
    let people: Vec<Uuid> = followers.iter().map(|follow| follow.user_id).collect();
    for person in who_want(&tx, &people, Notification::NewListing).await? {
        // Nobody proved that the others' addresses are theirs.
        if person.email_verified_at.is_none() {
            continue;
        }
        let unsubscribe = unsubscribe_link(state, person.id, Notification::NewListing)?;
        let base_url = &state.config.server.base_url;
        let message = mail::new_listing(base_url, &person, &shop.display_name, &listing, unsubscribe)?;
        let name = format!("new-listing-{asset_id}-{}", person.id);
        enqueue_once(&tx, &Job::SendMail { message }, &name, now).await?;
    }
    if let Some(last) = followers.last().filter(|_| followers.len() as u64 == AT_ONCE) {
        let next = Job::TellFollowers { asset_id, after: Some(last.id) };
        enqueue_once(&tx, &next, &format!("{asset_id}-{}", last.id), now).await?;
    }
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(())
}
