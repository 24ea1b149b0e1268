//! Identifiers: UUIDv7, so that primary keys grow with time.

use uuid::Uuid;

/// A new identifier; sorts after every one made a millisecond earlier.
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// The last twelve digits, for people: enough to tell two orders apart on a page.
pub fn short(id: Uuid) -> String {
    let text = id.simple().to_string();
    text[text.len() - 12..].to_uppercase()
}
