//! What sellers are written when staff act on their listings.

use crate::db::entities::{asset, user};
use crate::ports::mail::Message;
use crate::ui::escape::escape;

const STYLE: &str = "body{font-family:sans-serif;line-height:1.5;color:#2b2621;max-width:36rem;margin:0 auto;\
padding:24px}blockquote{margin:0;padding-left:12px;border-left:3px solid #c9bfb4}";

pub fn taken_down(base_url: &str, seller: &user::Model, listing: &asset::Model, reason: &str) -> Message {
    let what = format!("your listing “{}” was taken down by the shop's moderators.", listing.title);
    let then = "Those who bought it keep it. Mend what is named above and answer this mail, and we look at it again.";
    let link = format!("{base_url}/sell/{}", listing.id);
    let subject = format!("Taken down: {}", listing.title);
    letter(seller, subject, "listing-taken-down", [&what, reason, then], &link)
}

pub fn restored(base_url: &str, seller: &user::Model, listing: &asset::Model, reason: &str) -> Message {
    let what = format!("your listing “{}” is published again.", listing.title);
    let link = format!("{base_url}/assets/{}", listing.slug);
    let subject = format!("Published again: {}", listing.title);
    letter(seller, subject, "listing-restored", [&what, reason, "Thank you for your patience."], &link)
}

/// What happened, why, and what comes next.
fn letter(seller: &user::Model, subject: String, kind: &str, told: [&str; 3], link: &str) -> Message {
    let [what, reason, then] = told;
    let name = &seller.display_name;
    let text = format!("Hello {name},\n\n{what}\n\nReason: {reason}\n\n{then}\n\n{link}\n\nProSets\n");
    let html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{}</title><style>{STYLE}</style>\
         </head><body><p>Hello {},</p><p>{}</p><blockquote>{}</blockquote><p>{}</p><p><a href=\"{link}\">{link}</a>\
         </p><p>ProSets</p></body></html>",
        escape(&subject),
        escape(name),
        escape(what),
        escape(reason),
        escape(then),
        link = escape(link),
    );
    Message { to: seller.email.clone(), subject, text, html, kind: kind.to_owned() }
}
