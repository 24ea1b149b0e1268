//! A category as its own page shows it. Anyone may look.

use uuid::Uuid;

use super::store::landing::{self, MOST_COUNTED};
use super::store::{cards, shelves};
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
    let whole = with_all_within(&shelves, shelf.id);
    let groups = std::iter::once(whole.clone())
        .chain(children.iter().map(|child| with_all_within(&shelves, child.id)))
        .collect::<Vec<_>>();
    let counts = landing::counts(db, &groups).await?;
    let count = counts.first().copied().unwrap_or_default();
    let best_selling = cards::cards(landing::best_selling(db, &whole, BEST).await?)?;
    let newest = cards::cards(landing::newest(db, &whole, NEWEST).await?)?;
    let above = above(&shelves, &shelf);
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

/// A category and all that stands in it, however deep. One that is found a second time is not followed again.
fn with_all_within(shelves: &[Shelf], id: Uuid) -> Vec<Uuid> {
    let mut found = vec![id];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        for shelf in shelves.iter().filter(|shelf| shelf.parent_id == Some(parent)) {
            if !found.contains(&shelf.id) {
                found.push(shelf.id);
            }
        }
        next += 1;
    }
    found
}

fn above(shelves: &[Shelf], shelf: &Shelf) -> Vec<Shelf> {
    let mut above: Vec<Shelf> = Vec::new();
    let mut parent = shelf.parent_id;
    while let Some(found) = parent.and_then(|id| shelves.iter().find(|shelf| shelf.id == id)) {
        if found.id == shelf.id || above.iter().any(|known| known.id == found.id) {
            break;
        }
        parent = found.parent_id;
        above.push(found.clone());
    }
    above.reverse();
    above
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(id: u128, parent: Option<u128>) -> Shelf {
        let name = id.to_string();
        Shelf {
            id: Uuid::from_u128(id),
            parent_id: parent.map(Uuid::from_u128),
            slug: name.clone(),
            name,
            description: String::new(),
        }
    }

    #[test]
    fn shelves_stand_in_shelves_however_deep() {
        let shelves = [shelf(1, None), shelf(2, Some(1)), shelf(3, Some(2)), shelf(4, None)];
        let ids = |found: Vec<Uuid>| found.into_iter().map(|id| id.as_u128()).collect::<Vec<_>>();
        assert_eq!(ids(with_all_within(&shelves, Uuid::from_u128(1))), [1, 2, 3]);
        assert_eq!(ids(with_all_within(&shelves, Uuid::from_u128(4))), [4]);
        let names = |found: Vec<Shelf>| found.into_iter().map(|shelf| shelf.name).collect::<Vec<_>>();
        assert_eq!(names(above(&shelves, &shelves[2])), ["1", "2"]);
        assert_eq!(names(above(&shelves, &shelves[0])), Vec::<String>::new());
        // Somebody put each into the other.
        let ring = [shelf(1, Some(2)), shelf(2, Some(1))];
        assert_eq!(ids(with_all_within(&ring, Uuid::from_u128(1))), [1, 2]);
        assert_eq!(names(above(&ring, &ring[0])), ["2"]);
    }

    #[test]
    fn counts_read_well() {
        assert_eq!(
            [0, 1, 999, 1000, 1001].map(listings),
            ["0 listings", "1 listing", "999 listings", "1,000 listings", "1,000+ listings"]
        );
    }
}
