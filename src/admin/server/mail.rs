//! What people are written when staff act on their listings and reviews.

use crate::db::entities::{asset, user};
use crate::ports::mail::Message;
use crate::server::letter::Letter;

pub fn taken_down(base_url: &str, seller: &user::Model, listing: &asset::Model, reason: &str) -> Message {
    Letter::new("listing-taken-down", format!("Taken down: {}", listing.title))
        .say(format!("Hello {},", seller.display_name))
        .say(format!("your listing “{}” was taken down by the shop's moderators. The reason:", listing.title))
        .quote(reason)
        .say("Those who bought it keep it. Mend what is named above and answer this mail, and we look at it again.")
        .act("Open the listing", format!("{base_url}/sell/{}", listing.id))
        .to(&seller.email)
}

pub fn restored(base_url: &str, seller: &user::Model, listing: &asset::Model, reason: &str) -> Message {
    Letter::new("listing-restored", format!("Published again: {}", listing.title))
        .say(format!("Hello {},", seller.display_name))
        .say(format!("your listing “{}” is published again.", listing.title))
        .quote(reason)
        .say("Thank you for your patience.")
        .act("See it in the shop", format!("{base_url}/assets/{}", listing.slug))
        .to(&seller.email)
}

pub fn review_hidden(base_url: &str, author: &user::Model, listing: &asset::Model, reason: &str) -> Message {
    Letter::new("review-hidden", format!("Your review of {} was hidden", listing.title))
        .say(format!("Hello {},", author.display_name))
        .say(format!("your review of “{}” was hidden by the shop's moderators. The reason:", listing.title))
        .quote(reason)
        .say("Only you see it now, and it no longer counts for the rating. Change what is named above and answer this mail, and we look at it again.")
        .act("Open your review", format!("{base_url}/assets/{}#reviews", listing.slug))
        .to(&author.email)
}

pub fn review_shown(base_url: &str, author: &user::Model, listing: &asset::Model, reason: &str) -> Message {
    Letter::new("review-shown", format!("Your review of {} is back", listing.title))
        .say(format!("Hello {},", author.display_name))
        .say(format!("your review of “{}” is shown again.", listing.title))
        .quote(reason)
        .say("Thank you for your patience.")
        .act("See it in the shop", format!("{base_url}/assets/{}#reviews", listing.slug))
        .to(&author.email)
}
