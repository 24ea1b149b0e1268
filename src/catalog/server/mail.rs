//! What people are written about what they wished for and whom they follow.

use crate::catalog::types::Card;
use crate::db::entities::{asset, user};
use crate::kit::error::AppResult;
use crate::kit::money::Money;
use crate::ports::mail::Message;
use crate::server::letter::Letter;

/// `known_minor` is the price they knew, in minor units of the listing's currency.
pub fn price_drop(
    base_url: &str,
    person: &user::Model,
    listing: &asset::Model,
    known_minor: i64,
    unsubscribe: String,
) -> AppResult<Message> {
    let price = Money::stored(listing.price_from_minor, &listing.currency)?;
    let known = Money::stored(known_minor, &listing.currency)?;
    let subject = match price.is_zero() {
        true => format!("Free now: {}", listing.title),
        false => format!("{} costs less now", listing.title),
    };
    Ok(Letter::new("price-drop", subject)
        .say(format!("Hello {},", person.display_name))
        .say(format!("“{}”, which is on your wishlist, costs less now.", listing.title))
        .row("Before", words(known))
        .sum("Now", words(price))
        .act("See it in the shop", format!("{base_url}/assets/{}", listing.slug))
        .unsubscribe(unsubscribe)
        .to(&person.email))
}

pub fn new_listing(
    base_url: &str,
    person: &user::Model,
    shop: &str,
    listing: &asset::Model,
    unsubscribe: String,
) -> AppResult<Message> {
    let price = Money::stored(listing.price_from_minor, &listing.currency)?;
    let mut letter = Letter::new("new-listing", format!("New from {shop}: {}", listing.title))
        .say(format!("Hello {},", person.display_name))
        .say(format!("{shop}, whom you follow, published “{}”.", listing.title));
    if !listing.summary.is_empty() {
        letter = letter.quote(&listing.summary);
    }
    Ok(letter
        .row("Price", words(price))
        .act("See it in the shop", format!("{base_url}/assets/{}", listing.slug))
        .unsubscribe(unsubscribe)
        .to(&person.email))
}

/// What is new in a search somebody keeps.
pub struct Found<'a> {
    /// What they call the search.
    pub name: &'a str,
    /// Of its address.
    pub query: &'a str,
    /// The newest first; never none.
    pub cards: &'a [Card],
    /// Whether there is more than that.
    pub more: bool,
}

/// So many of them are named.
const NAMED: usize = 10;

pub fn saved_search(base_url: &str, person: &user::Model, found: &Found<'_>, unsubscribe: String) -> Message {
    let Found { name, query, cards, more } = found;
    let count = format!("{}{}", cards.len(), if *more { "+" } else { "" });
    let (subject, words) = match cards {
        [card] if !more => (
            format!("New in “{name}”: {}", card.title),
            format!("One new listing fits “{name}”, a search you keep."),
        ),
        _ => (
            format!("New in “{name}”: {count} listings"),
            format!("{count} new listings fit “{name}”, a search you keep."),
        ),
    };
    let mut letter =
        Letter::new("saved-search", subject).say(format!("Hello {},", person.display_name)).say(words);
    for card in cards.iter().take(NAMED) {
        let price = if card.price.is_zero() { "free".to_owned() } else { card.price.to_string() };
        letter = letter.row(format!("{}, by {}", card.title, card.seller_name), price);
    }
    if cards.len() > NAMED || *more {
        letter = letter.say("The others stand in the shop.");
    }
    letter
        .act("See them in the shop", format!("{base_url}/assets?{query}"))
        .small(format!("Which searches write to you, and how they are called: {base_url}/account/searches"))
        .unsubscribe(unsubscribe)
        .to(&person.email)
}

fn words(price: Money) -> String {
    if price.is_zero() { "free".to_owned() } else { price.to_string() }
}
