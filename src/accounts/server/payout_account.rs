//! Where a seller's money goes. Whoever finds a browser open must not lead it to themselves: a change takes the
//! password and the second factor, is written in the record, and is told by mail.

use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::mail;
use super::prove_self::prove_holder;
use super::store::payout_accounts as store;
use crate::accounts::rules::payout::{PayoutAccount, Typed};
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::{Cx, Seller};
use crate::server::jobs::{self, Job};
use crate::server::state::State;

pub async fn payout_account(state: &State, user_id: Uuid) -> AppResult<Option<PayoutAccount>> {
    let Some(row) = store::of(&state.db, user_id).await? else { return Ok(None) };
    let plain = state.seal.open(&row.sealed, &about(user_id))?;
    serde_json::from_slice(&plain).map(Some).map_err(|error| {
        tracing::error!(%error, "a payout account");
        AppError::internal()
    })
}

/// Nothing chosen takes the account away.
pub async fn change_payout_account(
    cx: &Cx,
    seller: &Seller,
    typed: &Typed,
    password: &str,
    code: &str,
) -> AppResult<()> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    let account = PayoutAccount::check(typed)?;
    prove_holder(cx, password, code).await?;
    if payout_account(&cx.state, seller.user_id).await? == account {
        return Ok(());
    }
    let tx = db::tx(&cx.state.db).await?;
    match &account {
        Some(account) => keep(&cx.state, &tx, seller.user_id, account).await?,
        None => {
            store::forget(&tx, seller.user_id).await?;
        }
    }
    // Which account it is stands nowhere but in its own row.
    let told = json!({ "way": account.as_ref().map(PayoutAccount::way) });
    let entry = AuditEntry::by(seller, "seller.payout_account_changed", "seller", seller.user_id).with(told);
    admin::record(&tx, entry, cx.now()).await?;
    let masked = account.as_ref().map(PayoutAccount::masked);
    let message = mail::payout_account(&cx.state.config.server.base_url, &person.email, masked.as_deref());
    jobs::enqueue(&tx, &Job::SendMail { message }, cx.now()).await?;
    tx.commit().await?;
    cx.state.new_job.notify_one();
    Ok(())
}

pub async fn keep(
    state: &State,
    tx: &impl ConnectionTrait,
    user_id: Uuid,
    account: &PayoutAccount,
) -> AppResult<()> {
    let plain = serde_json::to_vec(account).map_err(|_| AppError::internal())?;
    let sealed = state.seal.close(&plain, &about(user_id))?;
    store::keep(tx, user_id, sealed, state.clock.now()).await
}

fn about(user_id: Uuid) -> String {
    format!("payout account of {user_id}")
}
