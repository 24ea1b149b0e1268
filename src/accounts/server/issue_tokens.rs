//! Sign-ins of the API: a short access token, and a refresh token that works once.

use chrono::TimeDelta;
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::store::{people, refresh_tokens};
use super::{secret, themselves};
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::server::cx::{Cx, Person};

const GOOD_FOR: TimeDelta = TimeDelta::days(7);

/// Tells a leaked token from other rubbish.
const PREFIX: &str = "psr_";

#[derive(Clone, Debug)]
pub struct Tokens {
    pub access: String,
    pub refresh: String,
    pub person: Person,
}

/// Begins a sign-in of the API for somebody who proved who they are.
pub async fn begin(cx: &Cx, user_id: Uuid) -> AppResult<Tokens> {
    let tx = db::tx(&cx.state.db).await?;
    let tokens = issue(cx, &tx, user_id, new_id()).await?;
    let actor = themselves(cx, user_id);
    let entry = AuditEntry::by(&actor, "user.signed_in", "user", user_id).with(json!({ "by": "api" }));
    admin::record(&tx, entry, cx.now()).await?;
    tx.commit().await?;
    Ok(tokens)
}

/// New tokens for a refresh token. One that comes a second time was stolen, from the client or by it: the whole
/// sign-in ends.
pub async fn rotate(cx: &Cx, refresh: &str) -> AppResult<Tokens> {
    let refused =
        || AppError::SignInRefused("This refresh token is not good any more. Please sign in again.".into());
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    let token = refresh_tokens::locked(&tx, &secret::hashed(refresh)).await?.ok_or_else(refused)?;
    if token.revoked_at.is_some() || token.expires_at <= now {
        return Err(refused());
    }
    if token.used_at.is_some() {
        refresh_tokens::revoke_family(&tx, token.family_id, now).await?;
        let actor = themselves(cx, token.user_id);
        let entry = AuditEntry::by(&actor, "user.token_reused", "user", token.user_id)
            .with(json!({ "sign_in": token.family_id }));
        admin::record(&tx, entry, now).await?;
        tx.commit().await?;
        return Err(refused());
    }
    refresh_tokens::use_up(&tx, token.id, now).await?;
    let tokens = issue(cx, &tx, token.user_id, token.family_id).await?;
    tx.commit().await?;
    Ok(tokens)
}

/// Ends the sign-in an access token came from.
pub async fn end(cx: &Cx, access: &str) -> AppResult<()> {
    let claims = cx.state.tokens.verify(access, &cx.state.config.server.base_url, cx.now())?;
    refresh_tokens::revoke_family(&cx.state.db, claims.sid, cx.now()).await
}

async fn issue(cx: &Cx, db: &impl ConnectionTrait, user_id: Uuid, family_id: Uuid) -> AppResult<Tokens> {
    let now = cx.now();
    let person = people::person(db, user_id).await?.ok_or(AppError::Unauthenticated)?;
    let refresh = format!("{PREFIX}{}", secret::fresh());
    let token = refresh_tokens::NewToken {
        user_id,
        family_id,
        token_hash: secret::hashed(&refresh),
        expires_at: now + GOOD_FOR,
    };
    refresh_tokens::insert(db, token, now).await?;
    let access = cx.state.tokens.sign(&cx.state.config.server.base_url, user_id, family_id, now)?;
    Ok(Tokens { access, refresh, person })
}
