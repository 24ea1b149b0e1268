//! What the session remembers of sign-ins on their way: those begun, and one proved whose account is still open.

use serde::{Deserialize, Serialize};

use crate::kit::error::AppResult;
use crate::ports::identity::{Attempt, Proof};
use crate::server::cx::Cx;
use crate::server::session;

const BEGUN: &str = "provider_sign_ins";
const PROVED: &str = "provider_proof";
/// So many tabs may be on their way at once.
const MOST: usize = 5;
const SECONDS: i64 = 15 * 60;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Begun {
    /// The provider's key.
    pub issuer: String,
    pub attempt: Attempt,
    /// Where to go on afterwards.
    pub next: String,
    until: i64,
}

/// Somebody the provider knows, and we do not yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Proved {
    pub issuer: String,
    pub proof: Proof,
    pub next: String,
    until: i64,
}

pub async fn begin(cx: &Cx, issuer: &str, attempt: Attempt, next: &str) -> AppResult<()> {
    let now = cx.now().timestamp();
    let mut begun: Vec<Begun> = session::kept(&cx.session, BEGUN).await?.unwrap_or_default();
    begun.retain(|begun| now < begun.until);
    let surplus = (begun.len() + 1).saturating_sub(MOST);
    begun.drain(..surplus);
    begun.push(Begun { issuer: issuer.into(), attempt, next: next.into(), until: now + SECONDS });
    session::keep(&cx.session, BEGUN, Some(&begun)).await
}

/// Takes the one this answers out of the session: an answer is looked at once, whatever comes of it.
pub async fn take(cx: &Cx, issuer: &str, state: &str) -> AppResult<Option<Begun>> {
    let now = cx.now().timestamp();
    let mut begun: Vec<Begun> = session::kept(&cx.session, BEGUN).await?.unwrap_or_default();
    let asked = |begun: &Begun| begun.issuer == issuer && begun.attempt.state == state && now < begun.until;
    let Some(at) = begun.iter().position(asked) else { return Ok(None) };
    let found = begun.swap_remove(at);
    session::keep(&cx.session, BEGUN, Some(&begun)).await?;
    session::write(&cx.session).await?;
    Ok(Some(found))
}

pub async fn keep_proved(cx: &Cx, issuer: &str, proof: Proof, next: &str) -> AppResult<()> {
    let until = cx.now().timestamp() + SECONDS;
    let proved = Proved { issuer: issuer.into(), proof, next: next.into(), until };
    session::keep(&cx.session, PROVED, Some(&proved)).await
}

pub async fn proved(cx: &Cx) -> AppResult<Option<Proved>> {
    let proved: Option<Proved> = session::kept(&cx.session, PROVED).await?;
    Ok(proved.filter(|proved| cx.now().timestamp() < proved.until))
}

pub async fn forget_proved(cx: &Cx) -> AppResult<()> {
    session::keep::<Proved>(&cx.session, PROVED, None).await
}
