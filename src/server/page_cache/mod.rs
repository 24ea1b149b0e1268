//! Strangers' pages kept in memory, and emptied by what changes. `docs/decisions/0006-page-cache.md` tells why so.
//!
//! Whoever writes what a public page shows says so: `let told = state.pages.will_change(…)` right before the commit. It
//! is told when that is dropped, after the commit and even if nobody waits for its end any more.

mod changes;
mod hear;
mod kept;
pub mod key;
mod tell;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use moka::future::Cache;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use uuid::Uuid;

use crate::kit::ids::new_id;

pub use changes::{Changes, Shown, Shows};
pub use hear::hear;
pub use kept::{Asked, Kept};
pub use tell::tell;

/// Bytes kept at most.
const ROOM: u64 = 64 * 1024 * 1024;
/// As long as caches on the way may keep it, and as long as a write nobody told of can stay unseen.
const LONGEST: Duration = Duration::from_secs(60);

/// What changed: these, or with None perhaps everything.
type What = Option<Vec<Shown>>;

pub struct PageCache {
    kept: Option<Cache<String, Arc<Kept>>>,
    pub changes: Changes,
    /// Whether word of other processes' changes reaches this one.
    hears: AtomicBool,
    me: Uuid,
    out: UnboundedSender<What>,
}

/// A page that is not the same for all strangers, or no page.
#[derive(Debug)]
pub struct NotForAll;

impl PageCache {
    /// With what it tells the other processes.
    pub fn new(is_on: bool) -> (Self, UnboundedReceiver<What>) {
        Self::with_room(is_on.then_some(ROOM))
    }

    pub fn with_room(room: Option<u64>) -> (Self, UnboundedReceiver<What>) {
        let (out, queue) = unbounded_channel();
        let kept = room.map(|room| {
            let size =
                |key: &String, page: &Arc<Kept>| u32::try_from(key.len() + page.size()).unwrap_or(u32::MAX);
            Cache::builder().max_capacity(room).weigher(size).time_to_live(LONGEST).build()
        });
        let hears = AtomicBool::new(false);
        (Self { kept, changes: Changes::default(), hears, me: new_id(), out }, queue)
    }

    /// Whether pages are answered from here now.
    pub fn answers(&self) -> bool {
        self.kept.is_some() && self.hears.load(Ordering::SeqCst)
    }

    /// The page kept as `key`, if it is there and true.
    pub async fn at_hand(&self, key: &str) -> Option<Arc<Kept>> {
        let kept = self.kept.as_ref().filter(|_| self.answers())?;
        let asked = self.changes.now();
        kept.get(key).await.filter(|found| found.is_true(&self.changes, asked))
    }

    /// The page kept as `key`; where there is none that is true, what `render` makes, once for all who ask meanwhile.
    /// None where it is not to be had from here: render it yourself.
    pub async fn page<F>(&self, key: &str, render: impl Fn() -> F) -> Option<Arc<Kept>>
    where
        F: Future<Output = Result<Kept, NotForAll>>,
    {
        let kept = self.kept.as_ref()?;
        let asked = self.changes.now();
        // Twice in vain only where it changes faster than it is rendered.
        for _ in 0..3 {
            let found = kept.try_get_with_by_ref(key, async { render().await.map(Arc::new) }).await.ok()?;
            if found.is_true(&self.changes, asked) {
                return Some(found);
            }
            if kept.get(key).await.is_some_and(|now| Arc::ptr_eq(&now, &found)) {
                kept.invalidate(key).await;
            }
        }
        None
    }

    /// How many pages are kept, and how many bytes.
    pub async fn filled(&self) -> (u64, u64) {
        let Some(kept) = &self.kept else { return (0, 0) };
        kept.run_pending_tasks().await;
        (kept.entry_count(), kept.weighted_size())
    }

    /// To be held over the commit of a change to these.
    pub fn will_change(&self, shown: impl Into<Vec<Shown>>) -> Announcement<'_> {
        Announcement { pages: self, what: Some(shown.into()) }
    }

    /// To be held over the commit of a change to who knows what.
    pub fn will_change_all(&self) -> Announcement<'_> {
        Announcement { pages: self, what: None }
    }

    fn changed(&self, what: What) {
        if self.kept.is_none() || what.as_ref().is_some_and(Vec::is_empty) {
            return;
        }
        self.note(what.as_deref());
        // Nobody listens once the process stops, or where it is the only one that ever reads pages.
        let _ = self.out.send(what);
    }

    fn note(&self, what: Option<&[Shown]>) {
        match what {
            Some(shown) => self.changes.note(shown),
            None => self.changes.note_all(),
        }
    }

    /// From here on every change is heard of; what came before may not have been.
    fn begin_to_hear(&self) {
        self.changes.note_all();
        self.hears.store(true, Ordering::SeqCst);
    }

    fn cease_to_hear(&self) {
        self.hears.store(false, Ordering::SeqCst);
    }
}

/// A change that is being committed.
#[must_use = "it is told when this is dropped, which must be after the commit"]
pub struct Announcement<'a> {
    pages: &'a PageCache,
    what: What,
}

impl Drop for Announcement<'_> {
    fn drop(&mut self) {
        self.pages.changed(self.what.take());
    }
}
