//! What a buyer agrees to, as it is kept with the order, and the key that makes placing an order safe to repeat.

use chrono::TimeDelta;
use sha2::{Digest, Sha256};

use crate::kit::error::{AppError, AppResult};

/// Kept with each order as it stood when it was placed.
pub const REFUND_POLICY: &str = "You may withdraw within 14 days for a full refund, unless you agreed to immediate \
delivery and have downloaded the files. Files that are faulty or not as described are refunded at any time.";

/// An order can be paid this long.
pub const PAYABLE: TimeDelta = TimeDelta::hours(24);

/// Printable and of sensible length.
pub fn check_key(key: &str) -> AppResult<()> {
    let plain = (1..=255).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
    if plain {
        return Ok(());
    }
    Err(AppError::invalid(
        "Idempotency-Key",
        "Send a header of 1 to 255 printable characters, new for each order.",
    ))
}

/// Tells whether two requests are the same; the order of a JSON object's fields does not matter.
pub fn request_hash(body: &[u8]) -> String {
    let canonical = match serde_json::from_slice::<serde_json::Value>(body) {
        Ok(mut value) => {
            value.sort_all_objects();
            value.to_string().into_bytes()
        }
        Err(_) => body.to_vec(),
    };
    hex::encode(Sha256::digest(canonical))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_request_has_the_same_hash() {
        let hash = request_hash(br#"{"a":1,"b":{"c":2,"d":3}}"#);
        assert_eq!(request_hash(br#" { "b": {"d":3,"c":2}, "a": 1 } "#), hash);
        for other in [&b"{}"[..], br#"{"a":1,"b":{"c":2}}"#, br#"{"a":2,"b":{"c":2,"d":3}}"#, b"{", b""] {
            assert_ne!(request_hash(other), hash);
        }
    }

    #[test]
    fn keys_are_printable_and_short() {
        assert!(check_key("a-1").is_ok() && check_key(&"k".repeat(255)).is_ok());
        for bad in ["", " ", "a b", "é", "a\n", &"k".repeat(256)] {
            assert!(check_key(bad).is_err(), "{bad:?}");
        }
    }
}
