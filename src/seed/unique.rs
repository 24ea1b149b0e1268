//! Identifiers that are the same at every run: made from a time and a name.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A UUIDv7 of that moment whose random bits come from `name`.
pub fn id(name: &str, at: DateTime<Utc>) -> Uuid {
    let digest = Sha256::digest(name.as_bytes());
    let mut bits = [0; 10];
    bits.copy_from_slice(&digest[..10]);
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &bits).into_uuid()
}

/// A number below `below`, always the same for one name.
pub fn number(name: &str, below: u64) -> u64 {
    let digest = Sha256::digest(name.as_bytes());
    let mut bits = [0; 8];
    bits.copy_from_slice(&digest[..8]);
    u64::from_be_bytes(bits) % below.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_always_gives_the_same() {
        let at = DateTime::UNIX_EPOCH;
        assert_eq!(id("a", at), id("a", at));
        assert_ne!(id("a", at), id("b", at));
        assert_eq!(id("a", at).get_version_num(), 7);
        assert!((0..100).all(|n| number(&n.to_string(), 7) < 7));
    }
}
