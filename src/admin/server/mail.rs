//! What sellers are written when staff act on their listings.

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
