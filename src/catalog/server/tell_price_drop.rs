//! Tells those who wished for a listing that it costs less than they know. A page of them at a time, each in one
//! transaction with what they know from then on: done twice, nobody is told twice, and a price that goes up and down
//! is told only where it is lower than ever.

use uuid::Uuid;

use super::mail;
use super::store::wishes as store;
use crate::accounts::rules::notification::Notification;
use crate::accounts::{unsubscribe_link, who_want};
use crate::db;
use crate::db::entities::asset::AssetStatus;
use crate::kit::error::AppResult;
use crate::server::jobs::{Job, enqueue};
use crate::server::state::State;

/// People per transaction.
const AT_ONCE: u64 = 100;

pub async fn tell_price_drop(state: &State, asset_id: Uuid) -> AppResult<()> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let listing = store::listing(&tx, asset_id).await?;
    let Some(listing) = listing.filter(|listing| listing.status == AssetStatus::Published) else {
        return Ok(());
    };
    let price = listing.price_from_minor;
    let wishes = store::locked_above(&tx, asset_id, price, AT_ONCE).await?;
    let people: Vec<Uuid> = wishes.iter().map(|wish| wish.user_id).collect();
    for person in who_want(&tx, &people, Notification::PriceDrop).await? {
        let known = wishes.iter().find(|wish| wish.user_id == person.id).map(|wish| wish.price_minor);
        // Nobody proved that the others' addresses are theirs.
        let (Some(known), Some(_)) = (known, person.email_verified_at) else { continue };
        let unsubscribe = unsubscribe_link(state, person.id, Notification::PriceDrop)?;
        let message = mail::price_drop(&state.config.server.base_url, &person, &listing, known, unsubscribe)?;
        enqueue(&tx, &Job::SendMail { message }, now).await?;
    }
    let ids: Vec<Uuid> = wishes.iter().map(|wish| wish.id).collect();
    store::told(&tx, &ids, price).await?;
    if wishes.len() as u64 == AT_ONCE {
        enqueue(&tx, &Job::TellPriceDrop { asset_id }, now).await?;
    }
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(())
}
