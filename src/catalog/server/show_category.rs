//! A category as its own page shows it. Anyone may look.

use super::store::landing::{self, MOST_COUNTED};
use super::store::{cards, shelves};
use crate::catalog::rules::tree::Tree;
use crate::catalog::types::{Card, Shelf};
use crate::kit::error::{AppError, AppResult};
use crate::kit::locale::Locale;
use crate::server::state::State;

pub struct Landing {
    pub shelf: Shelf,
    /// Those it stands in, the outermost first.
    pub above: Vec<Shelf>,
    /// Those that stand in it, each with how many listings it holds.
    pub within: Vec<(Shelf, u64)>,
    pub count: u64,
    pub best_selling: Vec<Card>,
    pub newest: Vec<Card>,
}

const BEST: u64 = 4;
const NEWEST: u64 = 12;

pub async fn show_category(state: &State, slug: &str) -> AppResult<Landing> {
    let db = &state.db;
    let shelves = shelves::all(db).await?;
    let shelf = shelves.iter().find(|shelf| shelf.slug == slug).cloned().ok_or_else(AppError::not_found)?;
    let children: Vec<Shelf> =
        shelves.iter().filter(|other| other.parent_id == Some(shelf.id)).cloned().collect();
    let tree = Tree::of(&shelves);
    let whole = tree.within(shelf.id);
    let groups = std::iter::once(whole.clone())
        .chain(children.iter().map(|child| tree.within(child.id)))
        .collect::<Vec<_>>();
    let counts = landing::counts(db, &groups).await?;
    let count = counts.first().copied().unwrap_or_default();
    let best_selling = cards::cards(landing::best_selling(db, &whole, BEST).await?)?;
    let newest = cards::cards(landing::newest(db, &whole, NEWEST).await?)?;
    let above = tree.above(shelf.id);
    let above =
        above.into_iter().filter_map(|id| shelves.iter().find(|shelf| shelf.id == id).cloned()).collect();
    let within = children.into_iter().zip(counts.into_iter().skip(1)).collect();
    Ok(Landing { shelf, above, within, count, best_selling, newest })
}

/// A count as people read it; beyond a thousand nobody counts.
pub fn listings(count: u64) -> String {
    match count {
        1 => "1 listing".to_owned(),
        n if n > MOST_COUNTED => format!("1{}000+ listings", Locale::here().marks().0),
        1000 => format!("1{}000 listings", Locale::here().marks().0),
        n => format!("{n} listings"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_well() {
        assert_eq!(
            [0, 1, 999, 1000, 1001].map(listings),
            ["0 listings", "1 listing", "999 listings", "1,000 listings", "1,000+ listings"]
        );
    }
}
