//! Seals what must be read again but not from a copy of the database (ChaCha20-Poly1305, RFC 8439).

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::kit::error::{AppError, AppResult};

pub struct Seal {
    key: LessSafeKey,
}

impl Seal {
    #[allow(clippy::expect_used, reason = "the key has the 32 bytes the cipher takes")]
    pub fn new(key: &[u8; 32]) -> Self {
        Self { key: LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, key).expect("32 bytes")) }
    }

    /// `about` names what it is and whose; it opens for the same alone.
    pub fn close(&self, plain: &[u8], about: &str) -> AppResult<String> {
        let nonce: [u8; NONCE_LEN] = rand::random();
        let mut bytes = plain.to_vec();
        let sealed = Nonce::assume_unique_for_key(nonce);
        self.key.seal_in_place_append_tag(sealed, Aad::from(about), &mut bytes).map_err(|_| fault())?;
        Ok(BASE64.encode([&nonce[..], &bytes].concat()))
    }

    /// What was sealed; an error where the key, the text or `about` is another.
    pub fn open(&self, sealed: &str, about: &str) -> AppResult<Vec<u8>> {
        self.read(sealed, about).ok_or_else(fault)
    }

    /// The same for what comes from outside, where rubbish is no fault of ours.
    pub fn read(&self, sealed: &str, about: &str) -> Option<Vec<u8>> {
        let bytes = BASE64.decode(sealed).ok()?;
        let (nonce, text) = bytes.split_first_chunk::<NONCE_LEN>()?;
        let mut text = text.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        Some(self.key.open_in_place(nonce, Aad::from(about), &mut text).ok()?.to_vec())
    }
}

fn fault() -> AppError {
    tracing::error!("a sealed value cannot be opened: was AUTH0_SECRET changed?");
    AppError::internal()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn opens_for_the_same_key_and_purpose_alone() {
        let seal = Seal::new(&[7; 32]);
        let sealed = seal.close(b"secret", "totp of ada").unwrap();
        assert_eq!(seal.open(&sealed, "totp of ada").unwrap(), b"secret");
        assert!(seal.open(&sealed, "totp of bob").is_err());
        assert!(Seal::new(&[8; 32]).open(&sealed, "totp of ada").is_err());
        assert_ne!(seal.close(b"secret", "totp of ada").unwrap(), sealed);
        for rubbish in ["", "A", "💥", &sealed[1..], &sealed[..sealed.len() - 2]] {
            assert!(seal.open(rubbish, "totp of ada").is_err(), "{rubbish}");
        }
    }
}
