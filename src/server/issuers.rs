//! The providers people may sign in with, by the name each has in addresses.

use std::sync::Arc;

use url::{Origin, Url};

use crate::ports::Now;
use crate::ports::identity::{IdentityError, IdentityProvider, Oidc, OidcConfig};
use crate::server::config::{self, Config};

pub struct Issuer {
    /// `auth0`, `google`
    pub key: String,
    /// `Google`
    pub label: String,
    /// Whether the roles it tells of somebody are theirs here too.
    pub gives_roles: bool,
    /// Whether the API takes its access tokens.
    pub takes_tokens: bool,
    pub provider: Arc<dyn IdentityProvider>,
    url: Url,
}

/// The first one is the main one, where there is one.
#[derive(Default)]
pub struct Issuers(Vec<Issuer>);

impl Issuers {
    pub fn open(config: &Config, now: &Now) -> Result<Self, IdentityError> {
        let open = |issuer: &config::Issuer| {
            let provider = Oidc::new(OidcConfig {
                url: issuer.url.clone(),
                variable: issuer.variable.clone(),
                client_id: issuer.client_id.clone(),
                client_secret: issuer.client_secret.expose().to_owned(),
                callback: callback(config, &issuer.key),
                audience: issuer.audience.clone(),
                now: now.clone(),
            })?;
            Ok(Issuer {
                key: issuer.key.clone(),
                label: issuer.label.clone(),
                gives_roles: issuer.gives_roles,
                takes_tokens: issuer.audience.is_some(),
                provider: Arc::new(provider),
                url: issuer.url.clone(),
            })
        };
        config.auth.issuers.iter().map(open).collect::<Result<_, _>>().map(Self)
    }

    pub fn get(&self, key: &str) -> Option<&Issuer> {
        self.0.iter().find(|issuer| issuer.key == key)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Issuer> {
        self.0.iter()
    }

    /// What people know the issuer of a linked sign-in by.
    pub fn label_of(&self, issuer: &str) -> String {
        let bare = issuer.trim_end_matches('/');
        let known = self.0.iter().find(|known| known.url.as_str().trim_end_matches('/') == bare);
        known.map_or_else(|| bare.trim_start_matches("https://").to_owned(), |known| known.label.clone())
    }

    /// Where forms may lead beside the shop: signing out goes on to the provider.
    pub fn origins(&self) -> Vec<String> {
        let origins = self.0.iter().map(|issuer| issuer.url.origin()).filter(Origin::is_tuple);
        origins.map(|origin| origin.ascii_serialization()).collect()
    }

    /// Says in the log what is wrong with any of them, so that it is known before the first visitor finds out.
    pub async fn announce(&self, config: &Config) {
        for issuer in &self.0 {
            let callback = callback(config, &issuer.key);
            match issuer.provider.check().await {
                Ok(_) => tracing::info!(provider = issuer.label, %callback, "sign-in provider: ready"),
                Err(error) => tracing::error!(provider = issuer.label, %error, "sign-in provider"),
            }
        }
    }
}

/// The address to be allowed at the provider. One for each, so that no answer can be taken for another's.
pub fn callback(config: &Config, key: &str) -> Url {
    let path = if key == "auth0" { "/api/auth/callback".into() } else { format!("/api/auth/callback/{key}") };
    let mut url =
        Url::parse(&config.server.base_url).unwrap_or_else(|_| unreachable!("the settings were read"));
    url.set_path(&path);
    url
}
