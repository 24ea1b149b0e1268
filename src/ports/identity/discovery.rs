//! What a provider says of itself (OpenID Connect Discovery 1.0), and its keys; kept for an hour, asked for again
//! when a key turns up that is not among them.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreResponseMode, CoreResponseType,
    CoreSubjectIdentifierType,
};
use openidconnect::reqwest::Client;
use openidconnect::{
    AdditionalProviderMetadata, DiscoveryError, IssuerUrl, ProviderMetadata, TokenUrl, UserInfoUrl, reqwest,
};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use url::Url;

use super::IdentityError;
use super::http::{is_safe, told};
use crate::ports::Now;

const KEPT: TimeDelta = TimeDelta::hours(1);
/// Unknown keys are a reason to ask again no oftener than this: anybody can name one.
const PAUSE: TimeDelta = TimeDelta::seconds(10);

/// Beyond the core: where signing out happens, and whether answers name their sender.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Beyond {
    pub end_session_endpoint: Option<Url>,
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Beyond {}

pub type Metadata = ProviderMetadata<
    Beyond,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

pub struct Discovery {
    http: Client,
    /// As the settings have it, and the variable they have it in.
    url: Url,
    variable: String,
    now: Now,
    known: Mutex<Option<(DateTime<Utc>, Arc<Metadata>)>>,
}

impl Discovery {
    pub fn new(http: Client, url: Url, variable: String, now: Now) -> Self {
        Self { http, url, variable, now, known: Mutex::default() }
    }

    /// What is known, asked for where it is not, or not any more.
    pub async fn metadata(&self) -> Result<Arc<Metadata>, IdentityError> {
        self.younger_than(KEPT).await
    }

    /// Asked for anew, for the keys may have changed.
    pub async fn again(&self) -> Result<Arc<Metadata>, IdentityError> {
        self.younger_than(PAUSE).await
    }

    async fn younger_than(&self, age: TimeDelta) -> Result<Arc<Metadata>, IdentityError> {
        let mut known = self.known.lock().await;
        let now = (self.now)();
        if let Some((at, metadata)) = known.as_ref()
            && now - *at < age
        {
            return Ok(metadata.clone());
        }
        match self.ask().await {
            Ok(metadata) => Ok(known.insert((now, Arc::new(metadata))).1.clone()),
            // What was right an hour ago probably still is; a provider that is down now should not lock people out.
            Err(IdentityError::Unavailable(error)) if known.is_some() => {
                tracing::warn!(error, issuer = %self.url, "sign-in provider: discovery");
                known.as_ref().map(|(_, metadata)| metadata.clone()).ok_or(IdentityError::Unavailable(error))
            }
            Err(error) => Err(error),
        }
    }

    /// People write the address with or without the slash at its end, and only one of the two is the issuer's name.
    async fn ask(&self) -> Result<Metadata, IdentityError> {
        let written = self.url.as_str();
        let bare = written.trim_end_matches('/');
        let mut wrong = String::new();
        for issuer in [bare.to_owned(), format!("{bare}/")] {
            let issuer = IssuerUrl::new(issuer).map_err(|error| self.setup(&error.to_string()))?;
            match Metadata::discover_async(issuer, &self.http).await {
                Ok(metadata) => return self.checked(metadata),
                Err(DiscoveryError::Validation(words)) => wrong = words,
                Err(error) => return Err(self.failed(error)),
            }
        }
        Err(self.setup(&format!("the provider calls itself otherwise: {wrong}")))
    }

    fn checked(&self, metadata: Metadata) -> Result<Metadata, IdentityError> {
        let there = [
            Some(metadata.authorization_endpoint().url()),
            metadata.token_endpoint().map(TokenUrl::url),
            metadata.userinfo_endpoint().map(UserInfoUrl::url),
            Some(metadata.jwks_uri().url()),
            metadata.additional_metadata().end_session_endpoint.as_ref(),
        ];
        let unsafe_one = there.into_iter().flatten().find(|url| !is_safe(url)).map(Url::to_string);
        match unsafe_one {
            Some(url) => Err(self.setup(&format!("the provider names {url}, which is not https"))),
            None if metadata.token_endpoint().is_none() => {
                Err(self.setup("the provider names no token endpoint"))
            }
            None => Ok(metadata),
        }
    }

    fn failed(&self, error: DiscoveryError<openidconnect::HttpClientError<reqwest::Error>>) -> IdentityError {
        match error {
            DiscoveryError::Request(error) => IdentityError::Unavailable(told(&error)),
            DiscoveryError::Response(status, _, _) if status.is_server_error() => {
                IdentityError::Unavailable(format!("it answers {status}"))
            }
            DiscoveryError::Response(status, _, words) => {
                self.setup(&format!("there is no provider at {} (it answers {status}: {words})", self.url))
            }
            error => self.setup(&told(&error)),
        }
    }

    fn setup(&self, words: &str) -> IdentityError {
        IdentityError::Setup(format!("{} is not right: {words}", self.variable))
    }
}
