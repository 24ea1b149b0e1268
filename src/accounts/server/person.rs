//! Who a session or an access token belongs to.

use uuid::Uuid;

use super::personal_tokens::{PREFIX, person_of_personal_token};
use super::store;
use crate::kit::error::{AppError, AppResult};
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
    let claims = state.tokens.verify(token, &state.config.server.base_url, state.clock.now())?;
    let person = store::people::person_of_family(&state.db, claims.sub, claims.sid).await?;
    person.ok_or(AppError::Unauthenticated)
}
