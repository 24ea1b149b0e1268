//! Access tokens: JWTs signed with Ed25519 (RFC 8037), good for 15 minutes, checked by anyone with the public key.

use std::fmt;

use chrono::{DateTime, Utc};
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, JwkSet, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;

/// Seconds an access token is good for.
pub const ACCESS_SECONDS: i64 = 15 * 60;

const AUDIENCE: &str = "prosets-api";

/// An Ed25519 key in PKCS #8 (RFC 8410) up to the 32 bytes of its seed.
const PKCS8_HEAD: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// What an access token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    pub iss: String,
    pub aud: String,
    pub sub: Uuid,
    /// The sign-in it came from: the family of its refresh tokens.
    pub sid: Uuid,
    pub jti: Uuid,
    pub iat: i64,
    pub exp: i64,
}

/// Signs access tokens, and knows its own signature again.
#[derive(Clone)]
pub struct TokenKeys {
    kid: String,
    signing: EncodingKey,
    checking: DecodingKey,
    public: Jwk,
}

impl TokenKeys {
    /// The key of this secret, which must be unguessable; the same secret always makes the same key.
    #[allow(clippy::expect_used, reason = "every 32 bytes are an Ed25519 seed")]
    pub fn from_secret(secret: &[u8]) -> Self {
        let seed = Sha256::new().chain_update(b"prosets access token ").chain_update(secret).finalize();
        let signing = EncodingKey::from_ed_der(&[&PKCS8_HEAD[..], &seed[..]].concat());
        let mut public = Jwk::from_encoding_key(&signing, Algorithm::EdDSA).expect("a key of 32 bytes");
        let checking = DecodingKey::from_jwk(&public).expect("a key just made");
        let kid = match &public.algorithm {
            AlgorithmParameters::OctetKeyPair(pair) => hex::encode(&Sha256::digest(&pair.x)[..8]),
            _ => String::new(),
        };
        public.common.key_id = Some(kid.clone());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        Self { kid, signing, checking, public }
    }

    pub fn sign(&self, issuer: &str, user_id: Uuid, sign_in: Uuid, now: DateTime<Utc>) -> AppResult<String> {
        let iat = now.timestamp();
        let claims = Claims {
            iss: issuer.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: user_id,
            sid: sign_in,
            jti: new_id(),
            iat,
            exp: iat + ACCESS_SECONDS,
        };
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some("at+jwt".into());
        header.kid = Some(self.kid.clone());
        jsonwebtoken::encode(&header, &claims, &self.signing).map_err(|error| {
            tracing::error!(%error, "access token");
            AppError::internal()
        })
    }

    /// What `token` says, if it is ours and its time has not passed.
    pub fn verify(&self, token: &str, issuer: &str, now: DateTime<Utc>) -> AppResult<Claims> {
        let mut rules = Validation::new(Algorithm::EdDSA);
        // Judged below, by the shop's own clock.
        rules.validate_exp = false;
        rules.set_issuer(&[issuer]);
        rules.set_audience(&[AUDIENCE]);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        let told = jsonwebtoken::decode::<Claims>(token, &self.checking, &rules)
            .map_err(|_| AppError::Unauthenticated)?;
        let ours =
            told.header.kid.as_deref() == Some(&self.kid) && told.header.typ.as_deref() == Some("at+jwt");
        let now = now.timestamp();
        if ours && told.claims.iat <= now && now < told.claims.exp {
            Ok(told.claims)
        } else {
            Err(AppError::Unauthenticated)
        }
    }

    /// What `/.well-known/jwks.json` holds.
    pub fn public(&self) -> JwkSet {
        JwkSet { keys: vec![self.public.clone()] }
    }
}

impl fmt::Debug for TokenKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenKeys").field("kid", &self.kid).finish_non_exhaustive()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
    use chrono::TimeDelta;

    use super::*;

    const SHOP: &str = "http://localhost:3000";

    fn keys() -> TokenKeys {
        TokenKeys::from_secret(b"a secret of the tests, 32 bytes.")
    }

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_262_400, 0).unwrap()
    }

    #[test]
    fn a_token_says_who_and_until_when() {
        let (user, sign_in) = (new_id(), new_id());
        let token = keys().sign(SHOP, user, sign_in, noon()).unwrap();
        let claims = keys().verify(&token, SHOP, noon() + TimeDelta::seconds(899)).unwrap();
        assert_eq!((claims.sub, claims.sid), (user, sign_in));
        assert_eq!(
            keys().verify(&token, SHOP, noon() + TimeDelta::seconds(900)),
            Err(AppError::Unauthenticated)
        );
    }

    #[test]
    fn other_keys_shops_and_altered_tokens_are_strangers() {
        let token = keys().sign(SHOP, new_id(), new_id(), noon()).unwrap();
        let other = TokenKeys::from_secret(b"another secret of the tests here");
        assert!(other.verify(&token, SHOP, noon()).is_err());
        assert!(keys().verify(&token, "https://shop.example", noon()).is_err());
        for at in (0..token.len()).step_by(5).chain([token.len() - 1]) {
            let mut altered = token.clone().into_bytes();
            altered[at] = if altered[at] == b'A' { b'E' } else { b'A' };
            assert!(keys().verify(&String::from_utf8(altered).unwrap(), SHOP, noon()).is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_token_without_a_signature_is_a_stranger() {
        let token = keys().sign(SHOP, new_id(), new_id(), noon()).unwrap();
        let claims = token.split('.').nth(1).unwrap();
        let head = BASE64.encode(format!(r#"{{"alg":"none","typ":"at+jwt","kid":"{}"}}"#, keys().kid));
        assert!(keys().verify(&format!("{head}.{claims}."), SHOP, noon()).is_err());
        // The public key used as a shared secret: the oldest trick against JWTs.
        let mut header = Header::new(Algorithm::HS256);
        header.typ = Some("at+jwt".into());
        header.kid = Some(keys().kid);
        let known: Claims = serde_json::from_slice(&BASE64.decode(claims).unwrap()).unwrap();
        let secret = EncodingKey::from_secret(keys().checking.try_get_as_bytes().unwrap());
        let forged = jsonwebtoken::encode(&header, &known, &secret).unwrap();
        assert!(keys().verify(&forged, SHOP, noon()).is_err());
    }

    #[test]
    fn rubbish_is_a_stranger() {
        for rubbish in ["", ".", "..", "a.b.c", "💥", &"a".repeat(100_000)] {
            assert!(keys().verify(rubbish, SHOP, noon()).is_err());
        }
    }

    #[test]
    fn the_public_key_holds_no_secret() {
        let json = serde_json::to_value(keys().public()).unwrap();
        let key = &json["keys"][0];
        assert_eq!(
            (&key["kty"], &key["crv"], &key["alg"]),
            (&"OKP".into(), &"Ed25519".into(), &"EdDSA".into())
        );
        assert!(key["kid"].is_string() && key["x"].is_string() && key.get("d").is_none());
        assert!(!format!("{:?}", keys()).contains("signing"));
    }
}
