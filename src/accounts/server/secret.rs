//! Secrets handed to people, of which only the hash is kept.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// 256 random bits, safe in any address.
pub fn fresh() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// As it is kept. Random secrets need no slow hash.
pub fn hashed(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}
