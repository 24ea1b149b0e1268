//! What the front of the shop shows.

use std::collections::HashMap;

use uuid::Uuid;

use super::store::front::{self, Sizes};
use super::store::{cards, sellers, shelves};
use crate::admin::rules::SHOWN_PICKS;
use crate::catalog::types::{Card, Shelf};
use crate::kit::error::AppResult;
use crate::server::state::State;

pub use super::store::sellers::Maker;

pub struct Home {
    pub picks: Vec<Picked>,
    pub newest: Vec<Card>,
    /// What sells best; only what was sold at all.
    pub popular: Vec<Card>,
    pub free: Vec<Card>,
    /// Some of those who made what is shown.
    pub makers: Vec<Maker>,
    /// Categories that stand in no other.
    pub shelves: Vec<Shelf>,
}

/// What staff put forward, with what they say of it.
#[derive(Clone)]
pub struct Picked {
    pub card: Card,
    pub reason: String,
}

const SIZES: Sizes = Sizes { picks: SHOWN_PICKS as u64, newest: 8, popular: 8, free: 4 };
const MAKERS: usize = 6;

pub async fn show_home(state: &State) -> AppResult<Home> {
    let db = &state.db;
    let places = front::places(db, SIZES).await?;
    let picked = places.picks.iter().map(|(id, _)| *id);
    let shown = picked.chain(places.popular.iter().copied()).chain(places.newest.iter().copied());
    let ids: Vec<Uuid> = shown.chain(places.free.iter().copied()).collect();
    let cards = cards::cards_by_ids(db, &ids).await?;
    let makers = makers(&cards);
    let cards: HashMap<Uuid, Card> = cards.into_iter().map(|card| (card.id, card)).collect();
    let of = |ids: &[Uuid]| ids.iter().filter_map(|id| cards.get(id).cloned()).collect::<Vec<_>>();
    let picks = places.picks.iter().filter_map(|(id, reason)| {
        let card = cards.get(id).cloned()?;
        Some(Picked { card, reason: reason.clone() })
    });
    Ok(Home {
        picks: picks.collect(),
        newest: of(&places.newest),
        popular: of(&places.popular),
        free: of(&places.free),
        makers: sellers::makers(db, &makers).await?,
        shelves: shelves::all(db).await?.into_iter().filter(|shelf| shelf.parent_id.is_none()).collect(),
    })
}

/// The handles of those who made these, each once.
fn makers(cards: &[Card]) -> Vec<String> {
    let mut handles: Vec<String> = Vec::new();
    for card in cards {
        if handles.len() < MAKERS && !handles.contains(&card.seller_handle) {
            handles.push(card.seller_handle.clone());
        }
    }
    handles
}
