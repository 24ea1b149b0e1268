//! Signing in at somebody else's: OpenID Connect providers, and what they say of a person.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use url::Url;

mod access_token;
mod discovery;
mod http;
mod id_token;
mod oidc;

pub use oidc::{Oidc, OidcConfig};

#[async_trait]
pub trait IdentityProvider: Send + Sync {
    /// Where to send the browser, and what to keep until it comes back.
    async fn begin(&self) -> Result<(Url, Attempt), IdentityError>;

    /// Who it was, by what the browser brought back. An answer is good once.
    async fn finish(&self, attempt: &Attempt, answer: &Answer) -> Result<Proof, IdentityError>;

    /// Where a browser goes to end its sign-in there too, to come back to `back_to`, which the provider compares letter
    /// by letter; `None` where there is no such place.
    async fn sign_out(&self, id_token: &str, back_to: &str) -> Result<Option<Url>, IdentityError>;

    /// Whom an access token for our API belongs to.
    async fn owner(&self, access_token: &str) -> Result<Owner, IdentityError>;

    /// Asks the provider for what everything else rests on; says how far its clock is from ours, in seconds.
    async fn check(&self) -> Result<i64, IdentityError>;
}

/// A sign-in under way. It stays on the server: whoever knows it could finish somebody else's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    pub state: String,
    pub nonce: String,
    /// Of PKCE (RFC 7636).
    pub verifier: String,
}

/// What the browser brought back.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub code: String,
    /// Whose answer it says it is (RFC 9207).
    pub issuer: Option<String>,
}

/// A person known by what their provider calls them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    pub issuer: String,
    pub subject: String,
}

/// What a provider proved of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    pub issuer: String,
    pub subject: String,
    pub email: Option<String>,
    pub email_verified: bool,
    pub name: Option<String>,
    pub username: Option<String>,
    /// The names of roles and permissions, where the provider speaks of them at all.
    pub roles: Option<Vec<String>>,
    pub id_token: String,
}

#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// May be better in a moment.
    #[error("cannot be reached ({0})")]
    Unavailable(String),
    /// Stays until somebody mends the settings, here or there.
    #[error("{0}")]
    Setup(String),
    /// The code was used before or is too old.
    #[error("the answer was used before or came too late")]
    Stale,
    /// Expired, or from the future.
    #[error("the clocks differ: {0}")]
    Clock(String),
    /// What came is not what a right provider sends.
    #[error("the answer cannot be trusted: {0}")]
    Refused(String),
}
