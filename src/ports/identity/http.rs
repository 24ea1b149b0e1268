//! The client that asks providers: impatient, and not to be sent elsewhere.

use std::time::Duration;

use openidconnect::reqwest::{Client, redirect};
use url::Url;

use super::IdentityError;

const PATIENCE: Duration = Duration::from_secs(10);

/// Follows no redirect: a provider's answer comes from the provider's own address.
pub fn client() -> Result<Client, IdentityError> {
    Client::builder()
        .redirect(redirect::Policy::none())
        .timeout(PATIENCE)
        .user_agent(concat!("ProSets/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|error| IdentityError::Unavailable(error.to_string()))
}

/// https, or http on this machine alone.
pub fn is_safe(url: &Url) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            None => false,
        },
        _ => false,
    }
}

/// An error with what caused it, which is where the reason stands.
pub fn told(error: &(dyn std::error::Error + 'static)) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        words = format!("{words}: {inner}");
        cause = inner.source();
    }
    words
}
