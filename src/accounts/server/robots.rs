//! Whoever failed to sign in, or signed up, several times is asked for a proof of work, with everybody of their
//! network: sign-in, sign-up and forgotten passwords then cost a second of the processor each.

use super::limit::caller;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Cx;
use crate::server::limits;
use crate::server::proof::GOOD_FOR;

/// Seconds over which troubles of a network are counted,
const WINDOW: i64 = 15 * 60;
/// and how many of them are anybody's bad day.
const MOST: u32 = 3;

/// Notes a failed sign-in, a sign-up or a forgotten password.
pub async fn note(cx: &Cx) {
    count(cx, 1).await;
}

/// For how many seconds a proof is asked of this network, if it is.
pub async fn asked(cx: &Cx) -> Option<u64> {
    let asked = cx.state.limits.enabled() && count(cx, 0).await >= MOST;
    asked.then(|| limits::window(cx.now(), WINDOW).1)
}

/// Lets through whom nothing is asked, and whoever brings a proof, once for each.
pub async fn check(cx: &Cx, given: &str) -> AppResult<()> {
    let Some(wait) = asked(cx).await else { return Ok(()) };
    let now = cx.now();
    let Some(challenge) = cx.state.proofs.solved(given, now) else { return Err(AppError::proof_asked(wait)) };
    match cx.state.limits.first_time(&format!("proof:{challenge}"), GOOD_FOR, now).await {
        true => Ok(()),
        false => Err(AppError::proof_asked(wait)),
    }
}

async fn count(cx: &Cx, by: u32) -> u32 {
    cx.state.limits.add("trouble", &caller(cx), WINDOW, by, cx.now()).await
}
