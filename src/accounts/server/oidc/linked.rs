//! The sign-ins elsewhere that somebody linked to their account.

use serde_json::json;
use uuid::Uuid;

use crate::accounts::server::mail;
use crate::accounts::server::store::{identities, people};
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::identity;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::{Buyer, Cx};
use crate::server::jobs::{self, Job};

pub async fn linked(cx: &Cx, buyer: &Buyer) -> AppResult<Vec<identity::Model>> {
    identities::of(&cx.state.db, buyer.user_id).await
}

/// Whoever came by a provider may have none.
pub async fn has_password(cx: &Cx, buyer: &Buyer) -> AppResult<bool> {
    let user = people::by_id(&cx.state.db, buyer.user_id).await?;
    Ok(user.is_some_and(|user| user.password_hash.is_some()))
}

/// Never the last way in. One that is gone already is as good.
pub async fn unlink(cx: &Cx, buyer: &Buyer, id: Uuid) -> AppResult<()> {
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    let user = people::locked(&tx, buyer.user_id).await?.ok_or(AppError::Unauthenticated)?;
    let of_theirs = identities::of(&tx, user.id).await?;
    let Some(identity) = of_theirs.iter().find(|identity| identity.id == id) else { return Ok(()) };
    let password = cx.state.config.auth.local && user.password_hash.is_some();
    if !password && of_theirs.len() == 1 {
        return Err(AppError::conflict(
            "This is the only way you can sign in. Set a password or link another sign-in first.",
        ));
    }
    identities::unlink(&tx, user.id, id).await?;
    let entry = AuditEntry::by(buyer, "user.identity_unlinked", "user", user.id);
    admin::record(&tx, entry.with(json!({ "issuer": identity.issuer })), now).await?;
    let label = cx.state.issuers.label_of(&identity.issuer);
    let message = mail::identity_linked(&cx.state.config.server.base_url, &user.email, &label, false);
    jobs::enqueue(&tx, &Job::SendMail { message }, now).await?;
    tx.commit().await?;
    cx.state.new_job.notify_one();
    Ok(())
}
