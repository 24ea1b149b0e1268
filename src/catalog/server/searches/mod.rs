//! Searches people keep, to come back to and to hear of what is new in them. A search is kept as the query of its
//! address and read anew each time, so that it finds what the same address finds.

mod change;
mod save;
mod tell;
mod words;

use crate::catalog::rules::filter::Filter;
use crate::db::entities::saved_search;
use crate::kit::error::AppResult;
use crate::server::cx::Buyer;
use crate::server::state::State;

pub use change::{delete, notify, rename};
pub use save::save;
pub use tell::tell_searches;
pub use words::{name, words};

/// Where the search leads.
pub fn href(query: &str) -> String {
    format!("/assets?{query}")
}

/// A search somebody keeps.
pub struct Saved {
    pub row: saved_search::Model,
    /// What it asks for; None where this shop no longer understands it.
    pub words: Option<String>,
}

/// The newest first; there are never many.
pub async fn saved_searches(state: &State, buyer: &Buyer) -> AppResult<Vec<Saved>> {
    let rows = super::store::searches::of(&state.db, buyer.user_id).await?;
    let currency = state.config.shop.currency;
    let told = |row: saved_search::Model| {
        let words = read(&row.query).ok().map(|filter| words(&filter, currency));
        Saved { row, words }
    };
    Ok(rows.into_iter().map(told).collect())
}

/// What a query asks for; faults of it are told as the list's page tells them.
pub fn read(query: &str) -> AppResult<Filter> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let filter =
        Filter::read(|name| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()))?;
    Ok(filter.from_the_start())
}

/// The one way a search is written: two that ask for the same are the same text.
pub fn canonical(filter: &Filter) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in filter.pairs() {
        query.append_pair(name, &value);
    }
    query.finish()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_for_the_same_is_written_the_same() {
        for query in
            ["kind=model&q=small+gear", "q=small%20gear&kind=model&after=", "?=&q=small gear&kind=model"]
        {
            assert_eq!(canonical(&read(query).unwrap()), "q=small+gear&kind=model", "{query}");
        }
        assert_eq!(canonical(&read("").unwrap()), "");
        assert!(read("kind=book").is_err());
    }
}
