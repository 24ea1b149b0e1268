//! Who a session or an access token belongs to.

use uuid::Uuid;

use super::personal_tokens::{PREFIX, person_of_personal_token};
use super::store;
use crate::kit::error::{AppError, AppResult};
use crate::ports::identity::IdentityError;
use crate::server::cx::Person;
use crate::server::state::State;

/// The person with this id; nobody where the account is gone or disabled. One statement.
pub async fn person(state: &State, user_id: Uuid) -> AppResult<Option<Person>> {
    store::people::person(&state.db, user_id).await
}

/// The person a bearer token speaks for: one of a sign-in, worth nothing once that was revoked, or one they made
/// themselves, which does what its scopes allow.
pub async fn person_of_token(state: &State, token: &str, method: &str, path: &str) -> AppResult<Person> {
    if token.starts_with(PREFIX) {
        return person_of_personal_token(state, token, method, path).await;
    }
    match state.tokens.verify(token, &state.config.server.base_url, state.clock.now()) {
        Ok(claims) => {
            let person = store::people::person_of_family(&state.db, claims.sub, claims.sid).await?;
            person.ok_or(AppError::Unauthenticated)
        }
        Err(error) => person_of_provider(state, token).await?.ok_or(error),
    }
}

/// The person linked to the owner of a provider's token, if it is one made for our API.
async fn person_of_provider(state: &State, token: &str) -> AppResult<Option<Person>> {
    for issuer in state.issuers.iter().filter(|issuer| issuer.takes_tokens) {
        match issuer.provider.owner(token).await {
            Ok(owner) => {
                let linked = store::identities::owner(&state.db, &owner.issuer, &owner.subject).await?;
                let (_, user) = linked.ok_or_else(|| {
                    AppError::forbidden("This sign-in has no account here yet. Sign in once in a browser.")
                })?;
                return person(state, user.id).await;
            }
            Err(error @ IdentityError::Unavailable(_)) => {
                tracing::warn!(%error, provider = issuer.label, "access token");
                return Err(AppError::unavailable(
                    "The sign-in provider cannot be reached right now. Please try again in a moment.",
                ));
            }
            Err(error) => tracing::debug!(%error, provider = issuer.label, "access token"),
        }
    }
    Ok(None)
}
