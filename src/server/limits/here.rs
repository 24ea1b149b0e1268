//! What is counted in this process alone.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Names over which those past their time are dropped.
const MANY: usize = 50_000;

/// By name: how much, and until when it counts (seconds since 1970).
#[derive(Debug, Default)]
pub struct Here(Mutex<HashMap<String, (u32, i64)>>);

impl Here {
    /// How much it is afterwards. It counts for so many seconds from the first.
    pub fn add(&self, name: String, by: u32, now: i64, seconds: i64) -> u32 {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() > MANY {
            counts.retain(|_, (_, until)| *until > now);
        }
        let entry = counts.entry(name).or_insert((0, now + seconds));
        if entry.1 <= now {
            *entry = (0, now + seconds);
        }
        entry.0 = entry.0.saturating_add(by);
        entry.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_for_its_time_and_begins_again() {
        let here = Here::default();
        let add = |name: &str, by, now| here.add(name.to_owned(), by, now, 60);
        assert_eq!((add("a", 1, 0), add("a", 1, 59), add("b", 1, 59)), (1, 2, 1));
        assert_eq!(add("a", 0, 59), 2);
        assert_eq!((add("a", 1, 60), add("a", 1, 119), add("a", 1, 120)), (1, 2, 1));
    }

    #[test]
    fn what_is_over_does_not_pile_up() {
        let here = Here::default();
        for n in 0..=MANY {
            here.add(format!("{n}"), 1, 0, 60);
        }
        here.add("late".to_owned(), 1, 100, 60);
        assert_eq!(here.0.lock().map_or(0, |counts| counts.len()), 1);
    }
}
