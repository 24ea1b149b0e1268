//! Keyset paging: a page of rows and an opaque cursor to the next one.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::kit::error::{AppError, AppResult};

/// One page of a list and, when there is more, the cursor that continues it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// From up to `size + 1` rows: the extra row tells that there is a next page.
    pub fn from_rows<K: Serialize>(mut rows: Vec<T>, size: PageSize, key: impl Fn(&T) -> K) -> Self {
        let more = rows.len() > size.get();
        rows.truncate(size.get());
        let next = if more { rows.last().map(|row| encode(&key(row))) } else { None };
        Self { items: rows, next }
    }

    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(f).collect(), next: self.next }
    }
}

/// How many rows a page holds: 1 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSize(u16);

impl PageSize {
    pub const DEFAULT: Self = Self(24);

    pub fn new(limit: Option<i64>) -> AppResult<Self> {
        match limit {
            None => Ok(Self::DEFAULT),
            Some(n @ 1..=100) => Ok(Self(n as u16)),
            Some(_) => Err(AppError::invalid("limit", "Choose a limit from 1 to 100.")),
        }
    }

    pub fn get(self) -> usize {
        usize::from(self.0)
    }

    /// Rows to fetch: one more than shown.
    pub fn fetch(self) -> u64 {
        u64::from(self.0) + 1
    }
}

/// A cursor for `key`: hex of its JSON, so that it is safe in any address.
pub fn encode<K: Serialize>(key: &K) -> String {
    serde_json::to_vec(key).map(hex::encode).unwrap_or_default()
}

/// The key in a cursor; a cursor that is not ours is a fault of the `after` field.
pub fn decode<K: DeserializeOwned>(cursor: &str) -> AppResult<K> {
    let fault = || AppError::invalid("after", "This page link is damaged. Start again from the first page.");
    if cursor.len() > 1024 {
        return Err(fault());
    }
    let bytes = hex::decode(cursor).map_err(|_| fault())?;
    serde_json::from_slice(&bytes).map_err(|_| fault())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_extra_row_becomes_a_cursor() {
        let size = PageSize::new(Some(2)).unwrap();
        let page = Page::from_rows(vec![5, 6, 7], size, |n| *n);
        assert_eq!(page.items, [5, 6]);
        assert_eq!(decode::<i32>(&page.next.unwrap()).unwrap(), 6);
        assert_eq!(Page::from_rows(vec![5, 6], size, |n| *n).next, None);
    }

    #[test]
    fn limits_outside_one_to_a_hundred_are_faults() {
        assert!(PageSize::new(Some(0)).is_err() && PageSize::new(Some(101)).is_err());
        assert_eq!(PageSize::new(None).unwrap(), PageSize::DEFAULT);
    }

    proptest::proptest! {
        #[test]
        fn rubbish_cursors_are_refused_not_panicked_on(text in ".{0,64}") {
            let _ = decode::<(i64, String)>(&text);
        }
    }
}
