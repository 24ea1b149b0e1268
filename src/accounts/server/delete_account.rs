//! An account goes, in one transaction: what is of use to the person alone is forgotten, what others rely on stays
//! without their name.
//!
//! Reviews stay, for the ratings others bought by rest on them. The user name is free again, since it stood in no
//! address; the handle of a shop stays taken, so that nobody can pose as it.

use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::avatar::forget_files;
use super::prove_self::{Proof, prove_self};
use super::store::{deletion as store, exports, failures, people, shops};
use super::{mail, second_factor};
use crate::accounts::rules::deletion::{self, Facts, NAME};
use crate::accounts::rules::lockout;
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::user::StaffRole;
use crate::kit::error::{AppError, AppResult};
use crate::sell;
use crate::server::cx::{Buyer, Cx, Person, Staff};
use crate::server::jobs::{self, Job};
use crate::server::session;

pub async fn delete_account(cx: &Cx, buyer: &Buyer, proof: &Proof) -> AppResult<()> {
    let asking = cx.person.clone().ok_or(AppError::Unauthenticated)?;
    prove_self(cx, buyer, proof).await?;
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    // Admins first and in order: two who go at once wait for each other here, and one of them stays.
    let admins =
        if asking.staff == Some(Staff::Admin) { store::locked_admins(&tx).await? } else { Vec::new() };
    // Gone already, by the other of two clicks.
    let person = people::locked(&tx, buyer.user_id).await?.ok_or(AppError::Unauthenticated)?;
    let sells = shops::locked(&tx, person.id).await?;
    let mut objects = Vec::new();
    if sells.is_some() {
        objects = sell::close_shop(&tx, person.id, now).await?;
    }
    let last_admin = person.staff_role == Some(StaffRole::Admin) && admins.iter().all(|id| *id == person.id);
    let found = deletion::hindrances(&facts(&tx, person.id, last_admin, sells.is_some()).await?);
    if !found.is_empty() {
        return Err(AppError::conflict(found.join(" ")));
    }
    if let Some(shop) = &sells {
        shops::keep_former(&tx, shop.id, &shop.handle_key, now).await?;
        store::close_shop(&tx, shop.id, NAME, now).await?;
    }
    if let Some(copy) = exports::of(&tx, person.id).await? {
        objects.push(copy.storage_key);
    }
    forget_files(&tx, person.avatar.as_deref(), cx).await?;
    if !objects.is_empty() {
        jobs::enqueue(&tx, &Job::DeleteObjects { keys: objects }, now).await?;
    }
    for account in [lockout::account_key(&person.email_key), second_factor::account_of(person.id)] {
        failures::clear(&tx, &account).await?;
    }
    store::forget_belongings(&tx, person.id).await?;
    cx.state.sessions.end_all(&tx, person.id).await?;
    store::anonymise(&tx, person.id, NAME, now).await?;
    let message = mail::account_deleted(&person.email);
    jobs::enqueue(&tx, &Job::SendMail { message }, now).await?;
    let told = json!({ "had_shop": sells.is_some() });
    let entry = AuditEntry::by(buyer, "user.deleted", "user", person.id).with(told);
    admin::record(&tx, entry, now).await?;
    let told = cx.state.pages.will_change_all();
    tx.commit().await?;
    drop(told);
    cx.state.new_job.notify_one();
    session::sign_out(&cx.session).await
}

/// What stands in the way now, told before anybody is asked for a password.
pub async fn hindrances(cx: &Cx, person: &Person) -> AppResult<Vec<String>> {
    let db = &cx.state.db;
    let admins = if person.staff == Some(Staff::Admin) { store::admins(db).await? } else { Vec::new() };
    let last_admin = person.staff == Some(Staff::Admin) && admins.iter().all(|id| *id == person.id);
    Ok(deletion::hindrances(&facts(db, person.id, last_admin, person.seller.is_some()).await?))
}

async fn facts(db: &impl ConnectionTrait, user_id: Uuid, last_admin: bool, sells: bool) -> AppResult<Facts> {
    Ok(Facts {
        last_admin,
        unpaid_orders: store::unpaid_orders(db, user_id).await?,
        held_orders: store::held_orders(db, user_id).await?,
        open_refunds: store::open_refunds(db, user_id).await?,
        sales_under_way: if sells { store::sales_under_way(db, user_id).await? } else { 0 },
        owed: if sells { store::owed(db, user_id).await? } else { Vec::new() },
    })
}
