//! Signing in with an OpenID Connect provider: there and back, and whose account it is here.

mod arrive;
pub mod link;
pub mod linked;
mod new_account;
mod problem;
mod roles;
mod routes;
mod sign_out;
mod under_way;

pub use problem::Problem;
pub use routes::{PATHS, routes};
pub use sign_out::sign_out;

use serde_json::json;
use uuid::Uuid;

use crate::accounts::server::mail;
use crate::accounts::server::store::{identities, people};
use crate::accounts::server::themselves;
use crate::admin::{self, AuditEntry};
use crate::kit::error::{AppError, AppResult};
use crate::ports::identity::Proof;
use crate::server::cx::Cx;
use crate::server::issuers::Issuer;
use crate::server::jobs::{self, Job};

/// Links what the provider proved to this account, and writes to its owner.
async fn write_link(
    cx: &Cx,
    tx: &sea_orm::DatabaseTransaction,
    issuer: &Issuer,
    proof: &Proof,
    user_id: Uuid,
) -> AppResult<()> {
    let now = cx.now();
    let new = identities::NewIdentity {
        user_id,
        issuer: proof.issuer.clone(),
        subject: proof.subject.clone(),
        email: proof.email.clone(),
        staff_role: None,
    };
    if !identities::insert(tx, new, now).await? {
        return Err(AppError::conflict("This sign-in is linked to an account already."));
    }
    let actor = themselves(cx, user_id);
    let entry = AuditEntry::by(&actor, "user.identity_linked", "user", user_id);
    admin::record(tx, entry.with(json!({ "issuer": proof.issuer })), now).await?;
    let user = people::by_id(tx, user_id).await?.ok_or_else(AppError::internal)?;
    let message = mail::identity_linked(&cx.state.config.server.base_url, &user.email, &issuer.label, true);
    jobs::enqueue(tx, &Job::SendMail { message }, now).await
}
