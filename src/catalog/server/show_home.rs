//! What the front of the shop shows.

use super::store::{browse, cards, shelves};
use crate::catalog::rules::sort::Sort;
use crate::catalog::types::{Card, Shelf};
use crate::kit::error::AppResult;
use crate::server::state::State;

pub struct Home {
    pub newest: Vec<Card>,
    pub popular: Vec<Card>,
    pub free: Vec<Card>,
    pub shelves: Vec<Shelf>,
}

pub async fn show_home(state: &State) -> AppResult<Home> {
    let db = &state.db;
    Ok(Home {
        newest: cards::cards(browse::shelf(db, Sort::Newest, None, 8).await?)?,
        popular: cards::cards(browse::shelf(db, Sort::BestSelling, None, 8).await?)?,
        free: cards::cards(browse::shelf(db, Sort::Newest, Some(browse::is_free()), 4).await?)?,
        shelves: shelves::all(db).await?,
    })
}
