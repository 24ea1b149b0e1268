//! Categories as a tree: what stands in what, and what may.

use uuid::Uuid;

use crate::catalog::types::Shelf;

/// A category, those in it, and those in them.
pub const MOST_LEVELS: usize = 3;

/// Categories by their ids, each with the one it stands in; siblings in their order.
#[derive(Clone, Debug, Default)]
pub struct Tree(Vec<(Uuid, Option<Uuid>)>);

/// Why a category cannot stand somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misplaced {
    /// There is no such place.
    Nowhere,
    /// In itself, or in what stands in it.
    InItself,
    TooDeep,
}

impl Tree {
    pub fn new(categories: impl IntoIterator<Item = (Uuid, Option<Uuid>)>) -> Self {
        Self(categories.into_iter().collect())
    }

    pub fn of(shelves: &[Shelf]) -> Self {
        Self::new(shelves.iter().map(|shelf| (shelf.id, shelf.parent_id)))
    }

    /// From the top down, each right before what stands in it, with its level from 0.
    pub fn ordered(&self) -> Vec<(Uuid, usize)> {
        let mut found = Vec::with_capacity(self.0.len());
        let mut open = self.backwards(None, 0);
        while let Some((id, level)) = open.pop() {
            found.push((id, level));
            open.extend(self.backwards(Some(id), level + 1));
        }
        found
    }

    fn backwards(&self, parent: Option<Uuid>, level: usize) -> Vec<(Uuid, usize)> {
        let mut siblings: Vec<_> = self.children(parent).map(|id| (id, level)).collect();
        siblings.reverse();
        siblings
    }

    fn children(&self, parent: Option<Uuid>) -> impl Iterator<Item = Uuid> {
        self.0.iter().filter(move |(_, above)| *above == parent).map(|(id, _)| *id)
    }

    /// It and all that stands in it. One that is found a second time is not followed again.
    pub fn within(&self, id: Uuid) -> Vec<Uuid> {
        let mut found = vec![id];
        let mut next = 0;
        while let Some(parent) = found.get(next).copied() {
            for child in self.children(Some(parent)) {
                if !found.contains(&child) {
                    found.push(child);
                }
            }
            next += 1;
        }
        found
    }

    /// What it stands in, the outermost first.
    pub fn above(&self, id: Uuid) -> Vec<Uuid> {
        let parent = |id| self.0.iter().find(|(known, _)| *known == id).and_then(|(_, parent)| *parent);
        let mut above: Vec<Uuid> = Vec::new();
        let mut next = parent(id);
        while let Some(found) = next.filter(|found| *found != id && !above.contains(found)) {
            above.push(found);
            next = parent(found);
        }
        above.reverse();
        above
    }

    /// Whether a category, or a new one, may stand in `parent`, or with None on the highest level.
    pub fn place(&self, id: Option<Uuid>, parent: Option<Uuid>) -> Result<(), Misplaced> {
        let Some(parent) = parent else { return Ok(()) };
        if !self.0.iter().any(|(known, _)| *known == parent) {
            return Err(Misplaced::Nowhere);
        }
        let within = id.map(|id| self.within(id)).unwrap_or_default();
        if within.contains(&parent) {
            return Err(Misplaced::InItself);
        }
        let level = |id: Uuid| self.above(id).len();
        let own = id.map_or(0, level);
        let lowest = within.iter().map(|id| level(*id)).max().unwrap_or(0);
        let height = lowest.saturating_sub(own) + 1;
        if level(parent) + 1 + height > MOST_LEVELS { Err(Misplaced::TooDeep) } else { Ok(()) }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn tree(pairs: &[(u128, u128)]) -> Tree {
        Tree::new(pairs.iter().map(|(own, parent)| (id(*own), (*parent > 0).then(|| id(*parent)))))
    }

    fn numbers(found: &[Uuid]) -> Vec<u128> {
        found.iter().map(Uuid::as_u128).collect()
    }

    #[test]
    fn categories_stand_in_categories() {
        let tree = tree(&[(4, 0), (3, 2), (1, 0), (2, 1), (5, 1)]);
        let ordered: Vec<_> = tree.ordered().into_iter().map(|(id, level)| (id.as_u128(), level)).collect();
        assert_eq!(ordered, [(4, 0), (1, 0), (2, 1), (3, 2), (5, 1)]);
        assert_eq!(numbers(&tree.within(id(1))), [1, 2, 5, 3]);
        assert_eq!(numbers(&tree.within(id(4))), [4]);
        assert_eq!(numbers(&tree.above(id(3))), [1, 2]);
        assert!(tree.above(id(1)).is_empty());
    }

    #[test]
    fn a_circle_ends() {
        let ring = tree(&[(1, 2), (2, 1)]);
        assert_eq!(numbers(&ring.within(id(1))), [1, 2]);
        assert_eq!(numbers(&ring.above(id(1))), [2]);
        assert!(ring.ordered().is_empty());
    }

    #[test]
    fn there_are_three_levels_and_no_circles() {
        let tree = tree(&[(1, 0), (2, 1), (3, 2), (4, 0), (5, 4), (6, 0)]);
        for (own, parent, expected) in [
            (None, None, Ok(())),
            (None, Some(2), Ok(())),
            (None, Some(3), Err(Misplaced::TooDeep)),
            (None, Some(9), Err(Misplaced::Nowhere)),
            (Some(1), Some(1), Err(Misplaced::InItself)),
            (Some(1), Some(3), Err(Misplaced::InItself)),
            (Some(1), Some(6), Err(Misplaced::TooDeep)),
            (Some(2), Some(6), Ok(())),
            (Some(2), Some(5), Err(Misplaced::TooDeep)),
            (Some(4), Some(1), Ok(())),
            (Some(4), Some(2), Err(Misplaced::TooDeep)),
            (Some(6), Some(5), Ok(())),
            (Some(3), None, Ok(())),
        ] {
            assert_eq!(tree.place(own.map(id), parent.map(id)), expected, "{own:?} in {parent:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_allowed_makes_no_circle_and_no_fourth_level(
            moves in prop::collection::vec((0usize..8, prop::option::of(0usize..8)), 0..60),
        ) {
            let ids: Vec<Uuid> = (1..=8).map(id).collect();
            let mut pairs: Vec<(Uuid, Option<Uuid>)> = ids.iter().map(|id| (*id, None)).collect();
            for (own, parent) in moves {
                let parent = parent.map(|at| ids[at]);
                if Tree::new(pairs.clone()).place(Some(ids[own]), parent).is_ok() {
                    pairs[own].1 = parent;
                }
                let ordered = Tree::new(pairs.clone()).ordered();
                prop_assert_eq!(ordered.len(), ids.len());
                prop_assert!(ordered.iter().all(|(_, level)| *level < MOST_LEVELS));
            }
        }
    }
}
