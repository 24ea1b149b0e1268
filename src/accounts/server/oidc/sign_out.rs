//! Signing out here, and at the provider this browser signed in with.

use serde::{Deserialize, Serialize};

use crate::kit::error::AppResult;
use crate::server::cx::Cx;
use crate::server::session;

const SIGNED_IN_WITH: &str = "signed_in_with";
const ABOUT: &str = "id token of a session";

#[derive(Serialize, Deserialize)]
struct With {
    issuer: String,
    /// Sealed: it holds what the provider knows of the person.
    id_token: String,
}

/// Remembers what signing out there will need.
pub async fn remember(cx: &Cx, issuer: &str, id_token: &str) -> AppResult<()> {
    let id_token = cx.state.seal.close(id_token.as_bytes(), ABOUT)?;
    session::keep(&cx.session, SIGNED_IN_WITH, Some(&With { issuer: issuer.into(), id_token })).await
}

/// Ends the session; the provider's page to go on to, where there is one.
pub async fn sign_out(cx: &Cx) -> AppResult<Option<String>> {
    let with: Option<With> = session::kept(&cx.session, SIGNED_IN_WITH).await?;
    session::sign_out(&cx.session).await?;
    let Some(with) = with else { return Ok(None) };
    let Some(issuer) = cx.state.issuers.get(&with.issuer) else { return Ok(None) };
    let Ok(token) = cx.state.seal.open(&with.id_token, ABOUT) else { return Ok(None) };
    match issuer.provider.sign_out(&String::from_utf8_lossy(&token), &cx.state.config.server.base_url).await {
        Ok(page) => Ok(page.map(String::from)),
        Err(error) => {
            tracing::warn!(%error, provider = issuer.label, "sign-out at the provider");
            Ok(None)
        }
    }
}
