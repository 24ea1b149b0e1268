//! Access tokens of a provider, made for our API: JWTs signed with one of its published keys (RFC 9068).

use chrono::{DateTime, Utc};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation};
use serde::Deserialize;

use super::IdentityError;
use super::discovery::Metadata;
use super::id_token::SKEW;

#[derive(Debug, Deserialize)]
struct Claims {
    sub: String,
    exp: i64,
    nbf: Option<i64>,
    iat: Option<i64>,
}

/// The head of a token that one of our providers may have signed; `None` for any other.
pub fn head(token: &str) -> Option<Header> {
    let header = jsonwebtoken::decode_header(token).ok()?;
    matches!(header.alg, Algorithm::RS256 | Algorithm::ES256).then_some(header)
}

/// The key the token names; one without a name only where there is no choice.
pub fn key(metadata: &Metadata, header: &Header) -> Option<Jwk> {
    let set = serde_json::to_value(metadata.jwks()).ok()?;
    let keys: Vec<Jwk> =
        set["keys"].as_array()?.iter().filter_map(|key| serde_json::from_value(key.clone()).ok()).collect();
    match &header.kid {
        Some(kid) => keys.into_iter().find(|key| key.common.key_id.as_ref() == Some(kid)),
        None if keys.len() == 1 => keys.into_iter().next(),
        None => None,
    }
}

/// The subject, if the token is the issuer's, for this audience, and its time is now.
pub fn subject(
    token: &str,
    algorithm: Algorithm,
    key: &Jwk,
    (issuer, audience): (&str, &str),
    now: DateTime<Utc>,
) -> Result<String, IdentityError> {
    let refused = |error: jsonwebtoken::errors::Error| IdentityError::Refused(error.to_string());
    let mut rules = Validation::new(algorithm);
    // Judged below, by the shop's own clock.
    rules.validate_exp = false;
    rules.set_issuer(&[issuer]);
    rules.set_audience(&[audience]);
    rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    let key = DecodingKey::from_jwk(key).map_err(refused)?;
    let claims = jsonwebtoken::decode::<Claims>(token, &key, &rules).map_err(refused)?.claims;
    let (earliest, latest) = ((now - SKEW).timestamp(), (now + SKEW).timestamp());
    if claims.exp <= earliest {
        return Err(IdentityError::Clock("the token has expired".into()));
    }
    if claims.nbf.is_some_and(|from| from > latest) || claims.iat.is_some_and(|issued| issued > latest) {
        return Err(IdentityError::Clock("the token is not valid yet".into()));
    }
    Ok(claims.sub)
}
