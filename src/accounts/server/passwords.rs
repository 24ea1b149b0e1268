//! Passwords at rest: argon2id with 19 MiB, two passes and one lane (OWASP's recommendation).

use std::sync::atomic::Ordering;
use std::time::Duration;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::accounts::rules::password::LONGEST;
use crate::kit::error::{AppError, AppResult};
use crate::server::state::State;

/// Of nobody's password: checking against it takes as long as checking somebody's.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$cHJvc2V0cy5ub2JvZHkuLg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Longer than this nobody waits for a free core.
const PATIENCE: Duration = Duration::from_secs(10);

/// The hash of a password, with a salt of its own. Takes tens of milliseconds of a core: never on an async thread.
pub fn hash_password(password: &str) -> AppResult<String> {
    let salt = SaltString::encode_b64(&rand::random::<[u8; 16]>()).map_err(fault)?;
    Ok(argon().hash_password(password.as_bytes(), &salt).map_err(fault)?.to_string())
}

/// The same, without holding up other requests.
pub(super) async fn hashed(state: &State, password: &str) -> AppResult<String> {
    let password = password.to_owned();
    at_leisure(state, move || hash_password(&password)).await?
}

/// Whether the password is the one that was hashed. Where there is none to compare with, the work is the same.
pub(super) async fn matches(state: &State, password: &str, stored: Option<&str>) -> AppResult<bool> {
    state.password_checks.fetch_add(1, Ordering::Relaxed);
    let stored = stored.unwrap_or(NOBODY).to_owned();
    let password = if password.len() > LONGEST { String::new() } else { password.to_owned() };
    at_leisure(state, move || is_of(&password, &stored)).await
}

fn is_of(password: &str, stored: &str) -> bool {
    PasswordHash::new(stored).is_ok_and(|hash| argon().verify_password(password.as_bytes(), &hash).is_ok())
}

fn argon() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

async fn at_leisure<T: Send + 'static>(
    state: &State,
    work: impl FnOnce() -> T + Send + 'static,
) -> AppResult<T> {
    let busy = || AppError::unavailable("The shop is very busy. Please try again in a moment.");
    let permit = tokio::time::timeout(PATIENCE, state.heavy_work.acquire()).await.map_err(|_| busy())?;
    let _permit = permit.map_err(|_| busy())?;
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "password hashing");
        AppError::internal()
    })
}

fn fault(error: argon2::password_hash::Error) -> AppError {
    tracing::error!(%error, "password hashing");
    AppError::internal()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_knows_its_password_and_no_other() {
        let stored = hash_password("correct horse battery").unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(is_of("correct horse battery", &stored));
        assert!(!is_of("correct horse batterz", &stored) && !is_of("", &stored));
        assert_ne!(hash_password("correct horse battery").unwrap(), stored);
    }

    #[test]
    fn nobody_costs_as_much_as_somebody() {
        let somebody = hash_password("x").unwrap();
        let (nobody, somebody) = (PasswordHash::new(NOBODY).unwrap(), PasswordHash::new(&somebody).unwrap());
        assert_eq!((nobody.algorithm, nobody.version), (somebody.algorithm, somebody.version));
        assert_eq!(nobody.params, somebody.params);
        assert_eq!(nobody.hash.unwrap().len(), somebody.hash.unwrap().len());
        assert!(!is_of("", NOBODY));
    }

    #[test]
    fn a_damaged_hash_matches_nothing() {
        assert!(!is_of("", "") && !is_of("x", "x") && !is_of("x", "$argon2id$"));
    }
}
