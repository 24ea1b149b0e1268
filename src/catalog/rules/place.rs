//! Where a page of a sorted list begins or ends, and which rows of the whole stand on it.

use crate::catalog::rules::sort::Mark;

/// The page after a row, or the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    After(Mark),
    Before(Mark),
}

/// A page of marked rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf<T> {
    pub rows: Vec<T>,
    /// The last row, where there are rows after it.
    pub after: Option<Mark>,
    /// The first row, where there are rows before it.
    pub before: Option<Mark>,
}

impl<T> Leaf<T> {
    /// From up to `size + 1` rows read from `place` on in the direction it asks for; the extra row tells that there
    /// are more.
    pub fn from_rows(mut rows: Vec<T>, place: Option<Place>, size: usize, mark: impl Fn(&T) -> Mark) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        let is_before = matches!(place, Some(Place::Before(_)));
        if is_before {
            rows.reverse();
        }
        let (has_more_before, has_more_after) =
            if is_before { (more, true) } else { (place.is_some(), more) };
        let after = rows.last().filter(|_| has_more_after).map(&mark);
        let before = rows.first().filter(|_| has_more_before).map(&mark);
        Self { rows, after, before }
    }

    /// From all rows there are, in their order; `comes_before` tells whether a row stands before a mark.
    pub fn of_all(
        rows: &[T],
        place: Option<Place>,
        size: usize,
        mark: impl Fn(&T) -> Mark,
        order: impl Fn(&Mark, &Mark) -> std::cmp::Ordering,
    ) -> Self
    where
        T: Clone,
    {
        let range = match place {
            None => 0..size.min(rows.len()),
            Some(Place::After(here)) => {
                let from = rows.partition_point(|row| order(&mark(row), &here).is_le());
                from..(from + size).min(rows.len())
            }
            Some(Place::Before(here)) => {
                let to = rows.partition_point(|row| order(&mark(row), &here).is_lt());
                to.saturating_sub(size)..to
            }
        };
        let shown = &rows[range.clone()];
        Self {
            after: shown.last().filter(|_| range.end < rows.len()).map(&mark),
            before: shown.first().filter(|_| range.start > 0).map(&mark),
            rows: shown.to_vec(),
        }
    }

    pub fn map<U>(self, map: impl FnMut(T) -> U) -> Leaf<U> {
        Leaf { rows: self.rows.into_iter().map(map).collect(), after: self.after, before: self.before }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::catalog::rules::sort::Sort;

    fn mark(n: &u32) -> Mark {
        Mark { sort: Sort::Price, key: i64::from(*n), id: Uuid::nil() }
    }

    fn of_all(rows: &[u32], place: Option<Place>, size: usize) -> Leaf<u32> {
        Leaf::of_all(rows, place, size, mark, |a, b| a.key.cmp(&b.key))
    }

    #[test]
    fn the_extra_row_tells_that_there_is_more() {
        let after = Leaf::from_rows(vec![4, 5, 6], Some(Place::After(mark(&3))), 2, mark);
        assert_eq!((after.rows, after.before, after.after), (vec![4, 5], Some(mark(&4)), Some(mark(&5))));
        let before = Leaf::from_rows(vec![2, 1], Some(Place::Before(mark(&3))), 2, mark);
        assert_eq!((before.rows, before.before, before.after), (vec![1, 2], None, Some(mark(&2))));
        let first = Leaf::from_rows(vec![1], None, 2, mark);
        assert_eq!((first.before, first.after), (None, None));
    }

    proptest! {
        #[test]
        fn pages_forward_and_back_hold_the_same_rows(count in 0..60u32, size in 1..9usize) {
            let rows: Vec<u32> = (0..count).collect();
            let mut pages = vec![of_all(&rows, None, size)];
            while let Some(after) = pages.last().and_then(|page| page.after) {
                pages.push(of_all(&rows, Some(Place::After(after)), size));
            }
            prop_assert_eq!(pages.iter().flat_map(|page| page.rows.clone()).collect::<Vec<_>>(), rows.clone());
            let mut back = pages.len();
            let mut here = pages.last().and_then(|page| page.before);
            while let Some(before) = here {
                back -= 1;
                let page = of_all(&rows, Some(Place::Before(before)), size);
                prop_assert_eq!(&page.rows, &pages[back - 1].rows);
                here = page.before;
            }
            prop_assert_eq!(back, 1);
        }
    }
}
