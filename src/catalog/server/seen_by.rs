//! For whom cards are read: each says whether that person keeps its listing in mind, by the very statement that reads it.
//! It stands beside the many readers of cards, so that not each of them has to hand it on.

use uuid::Uuid;

use crate::server::cx::Person;

/// Whose eyes cards are read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eyes {
    /// Of nobody in particular: feeds, suggestions, pieces of pages that are the same for all.
    Nobodys,
    Strangers,
    Of(Uuid),
}

tokio::task_local! {
    static EYES: Eyes;
}

/// Reads cards as this person sees them; None is a stranger.
pub async fn seen_by<T>(person: Option<&Person>, read: impl Future<Output = T>) -> T {
    EYES.scope(person.map_or(Eyes::Strangers, |person| Eyes::Of(person.id)), read).await
}

/// For whom cards are being read here.
pub fn eyes() -> Eyes {
    EYES.try_with(|eyes| *eyes).unwrap_or(Eyes::Nobodys)
}
