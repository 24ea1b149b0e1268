//! Tells people what is new in the searches they keep: all of it in one mail, and a mail a day for each search. A page of
//! searches at a time; each is marked as looked through in the transaction that writes its mail, so that a job done twice
//! tells nobody twice.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{canonical, read};
use crate::accounts::rules::notification::Notification;
use crate::accounts::{unsubscribe_link, who_want};
use crate::catalog::rules::filter::Filter;
use crate::catalog::rules::saved_search::{BETWEEN_MAILS, SETTLES, may_tell};
use crate::catalog::rules::sort::Sort;
use crate::catalog::server::browse_assets::list_assets;
use crate::catalog::server::mail;
use crate::catalog::server::store::searches as store;
use crate::catalog::types::Card;
use crate::db;
use crate::db::entities::saved_search;
use crate::kit::error::AppResult;
use crate::kit::paging::PageSize;
use crate::server::jobs::{Job, enqueue, enqueue_once};
use crate::server::state::State;

/// Searches per transaction.
const AT_ONCE: u64 = 100;

/// What was found in a search.
struct News {
    search: saved_search::Model,
    /// The newest first; a page of them at most.
    cards: Vec<Card>,
    /// Whether there is more of it than that.
    more: bool,
}

/// `after` is the last search of the page before. Where nothing was published since, nothing is looked through.
pub async fn tell_searches(state: &State, after: Option<Uuid>) -> AppResult<()> {
    let now = state.clock.now();
    let until = now - SETTLES;
    let Some(newest) = store::newest_publication(&state.db, until).await? else { return Ok(()) };
    let searches = store::due(&state.db, newest, now - BETWEEN_MAILS, after, AT_ONCE).await?;
    let last = searches.last().map(|search| search.id);
    let full = searches.len() as u64 == AT_ONCE;
    let mut news = Vec::new();
    for search in searches {
        news.extend(look(state, search, until).await?);
    }
    tell(state, news, until, now).await?;
    if let Some(last) = last.filter(|_| full) {
        let next = Job::TellSearches { after: Some(last) };
        enqueue_once(&state.db, &next, &format!("{last}-{}", now.timestamp()), now).await?;
        state.new_job.notify_one();
    }
    Ok(())
}

/// None where it must be looked through again: more was published in the last moments than a page holds.
async fn look(state: &State, search: saved_search::Model, until: DateTime<Utc>) -> AppResult<Option<News>> {
    // The shop's own words and filters change; what it no longer understands finds nothing.
    let Ok(asked) = read(&search.query) else {
        return Ok(Some(News { search, cards: Vec::new(), more: false }));
    };
    let filter = Filter { sort: Some(Sort::Newest), place: None, ..asked };
    let page = list_assets(state, &filter, PageSize::DEFAULT).await?;
    let ids: Vec<Uuid> = page.items.iter().map(|card| card.id).collect();
    let dates = store::published(&state.db, &ids, search.user_id).await?;
    let date = |card: &Card| dates.iter().find(|(id, _)| *id == card.id).map(|(_, date)| *date);
    let all_too_new = page.items.iter().all(|card| date(card).is_some_and(|date| date > until));
    if all_too_new && page.next.is_some() {
        return Ok(None);
    }
    let oldest = page.items.last().and_then(date);
    let more = page.next.is_some() && oldest.is_some_and(|date| date > search.looked_at);
    let is_new = |card: &Card| date(card).is_some_and(|date| date > search.looked_at && date <= until);
    let cards = page.items.iter().filter(|card| is_new(card)).cloned().collect();
    Ok(Some(News { search, cards, more }))
}

async fn tell(state: &State, news: Vec<News>, until: DateTime<Utc>, now: DateTime<Utc>) -> AppResult<()> {
    if news.is_empty() {
        return Ok(());
    }
    let tx = db::tx(&state.db).await?;
    let ids: Vec<Uuid> = news.iter().map(|news| news.search.id).collect();
    let kept = store::locked(&tx, &ids).await?;
    let people: Vec<Uuid> = kept.iter().map(|search| search.user_id).collect();
    let people = who_want(&tx, &people, Notification::SavedSearch).await?;
    let mut silent = Vec::new();
    for News { search, cards, more } in news {
        // Deleted, turned off, or told of by another worker meanwhile.
        let same = kept.iter().find(|row| row.id == search.id && row.looked_at == search.looked_at);
        let wanted = same.filter(|search| search.notify && may_tell(search.told_at, now));
        let Some(search) = wanted else { continue };
        let person = people.iter().find(|person| person.id == search.user_id);
        // Nobody proved that the others' addresses are theirs.
        let person = person.filter(|person| person.email_verified_at.is_some());
        let Some(person) = person.filter(|_| !cards.is_empty()) else {
            silent.push(search.id);
            continue;
        };
        let unsubscribe = unsubscribe_link(state, person.id, Notification::SavedSearch)?;
        let query = read(&search.query).map(|filter| canonical(&filter)).unwrap_or_default();
        let found = mail::Found { name: &search.name, query: &query, cards: &cards, more };
        let message = mail::saved_search(&state.config.server.base_url, person, &found, unsubscribe);
        enqueue(&tx, &Job::SendMail { message }, now).await?;
        store::told(&tx, search.id, until, now).await?;
    }
    store::looked(&tx, &silent, until).await?;
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(())
}
