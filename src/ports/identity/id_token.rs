//! What an ID token must be before it is believed (OpenID Connect Core 1.0, 3.1.3.7).

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, AccessTokenHash, AdditionalClaims, ClaimsVerificationError, IdToken, IdTokenClaims,
    IdTokenVerifier, Nonce, SignatureVerificationError,
};
use serde::{Deserialize, Serialize};

use super::IdentityError;

/// How far the provider's clock may be from ours.
pub const SKEW: TimeDelta = TimeDelta::seconds(60);

/// Signatures that only the provider can make. Those by a shared secret are not among them.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 8] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
];

/// Claims beyond the standard's.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct MoreClaims {
    nbf: Option<i64>,
    #[serde(rename = "https://prosets/roles")]
    roles: Option<Vec<String>>,
    permissions: Option<Vec<String>>,
}

impl AdditionalClaims for MoreClaims {}

impl MoreClaims {
    /// Roles, and permissions that begin with `prosets:`, without that; `None` where the token speaks of neither.
    pub fn roles(&self) -> Option<Vec<String>> {
        let roles = self.roles.iter().flatten().map(String::as_str);
        let permissions = self.permissions.iter().flatten().filter_map(|told| told.strip_prefix("prosets:"));
        let told = roles.chain(permissions).map(str::to_owned).collect();
        (self.roles.is_some() || self.permissions.is_some()).then_some(told)
    }
}

pub type Token =
    IdToken<MoreClaims, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
pub type Claims = IdTokenClaims<MoreClaims, CoreGenderClaim>;

/// Why a token is not believed.
#[derive(Debug)]
pub enum Doubt {
    /// Its key is not among those we know, and may be a new one.
    UnknownKey,
    For(IdentityError),
}

/// The token's claims, after everything about it was looked at.
pub fn verify(
    token: &Token,
    access_token: &AccessToken,
    verifier: IdTokenVerifier<'_, CoreJsonWebKey>,
    (client_id, nonce): (&str, &str),
    now: DateTime<Utc>,
) -> Result<Claims, Doubt> {
    let verifier = verifier
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || now - SKEW)
        .set_issue_time_verifier_fn(move |issued| match issued > now + SKEW {
            true => Err(format!("issued at {issued}, which is still to come (it is {now} here)")),
            false => Ok(()),
        })
        .set_other_audience_verifier_fn(|_| false);
    let claims = token.claims(&verifier, &Nonce::new(nonce.to_owned())).map_err(doubt)?;
    if claims.authorized_party().is_some_and(|party| party.as_str() != client_id) {
        return Err(refused("it was made for another client"));
    }
    if claims.additional_claims().nbf.is_some_and(|from| from > (now + SKEW).timestamp()) {
        return Err(Doubt::For(IdentityError::Clock("the token is not valid yet".into())));
    }
    if let Some(told) = claims.access_token_hash() {
        let algorithm = token.signing_alg().map_err(|error| refused(&error.to_string()))?;
        let key = token.signing_key(&verifier).map_err(|error| refused(&error.to_string()))?;
        let hash = AccessTokenHash::from_token(access_token, algorithm, key)
            .map_err(|error| refused(&error.to_string()))?;
        if hash != *told {
            return Err(refused("it belongs to another access token"));
        }
    }
    Ok(claims.clone())
}

fn doubt(error: ClaimsVerificationError) -> Doubt {
    match error {
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
            Doubt::UnknownKey
        }
        ClaimsVerificationError::Expired(words) => Doubt::For(IdentityError::Clock(words)),
        error => refused(&super::http::told(&error)),
    }
}

fn refused(words: &str) -> Doubt {
    Doubt::For(IdentityError::Refused(words.to_owned()))
}
