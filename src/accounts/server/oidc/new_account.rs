//! An account for somebody a provider vouches for.

use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde_json::json;
use uuid::Uuid;

use super::{roles, under_way};
use crate::accounts::rules::email::{self, Email};
use crate::accounts::rules::{lockout, names};
use crate::accounts::server::store::identities::{self, NewIdentity};
use crate::accounts::server::store::people::{self, Written};
use crate::accounts::server::{email_links, limit, mail, themselves};
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::user;
use crate::kit::error::{AppError, AppResult, FieldErrors, require};
use crate::kit::ids::new_id;
use crate::ports::identity::Proof;
use crate::server::cx::Cx;
use crate::server::issuers::Issuer;
use crate::server::jobs::{self, Job};

/// So many names are tried before chance is asked.
const TRIES: u32 = 5;

/// With the address the provider confirmed, which nobody has here.
pub async fn with_confirmed(cx: &Cx, issuer: &Issuer, proof: &Proof, email: Email) -> AppResult<user::Model> {
    let tx = db::tx(&cx.state.db).await?;
    let username = free_username(&tx, proof).await?;
    let id = insert(cx, &tx, proof, &email, username, true).await?;
    let told = proof.roles.as_deref().filter(|_| issuer.gives_roles).and_then(roles::told);
    let mut user = people::by_id(&tx, id).await?.ok_or_else(AppError::internal)?;
    roles::follow(cx, &tx, &mut user, None, told).await?;
    link(cx, &tx, proof, id, told).await?;
    tx.commit().await?;
    Ok(user)
}

/// With an address they typed, which a mail has yet to confirm. Whether it has an account already is not told.
pub async fn with_typed(cx: &Cx, typed: &str, username: &str) -> AppResult<String> {
    let late = || AppError::conflict("That took too long. Please begin again.");
    let proved = under_way::proved(cx).await?.ok_or_else(late)?;
    let (email, name) = (email::parse(typed), names::username(username));
    let mut faults = FieldErrors::new();
    require(&mut faults, email.is_some(), "email", email::FAULT);
    require(&mut faults, name.is_ok(), "username", name.as_ref().err().copied().unwrap_or_default());
    AppError::validation(faults)?;
    let (Some(email), Ok(name)) = (email, name) else { return Err(AppError::internal()) };
    limit::both(cx, "register", &lockout::account_key(&email.key)).await?;
    let tx = db::tx(&cx.state.db).await?;
    if people::username_taken(&tx, &names::key(&name)).await? {
        return Err(AppError::invalid("username", "This name is taken. Choose another one."));
    }
    match people::by_email(&tx, &email.key).await? {
        Some(known) => {
            let message = mail::address_known(&cx.state.config.server.base_url, &known.email);
            jobs::enqueue(&tx, &Job::SendMail { message }, cx.now()).await?;
        }
        None => {
            let id = insert(cx, &tx, &proved.proof, &email, name, false).await?;
            link(cx, &tx, &proved.proof, id, None).await?;
            email_links::send_verification(cx, &tx, id, &email).await?;
        }
    }
    tx.commit().await?;
    cx.state.new_job.notify_one();
    under_way::forget_proved(cx).await?;
    Ok(email.address)
}

async fn insert(
    cx: &Cx,
    tx: &DatabaseTransaction,
    proof: &Proof,
    email: &Email,
    username: String,
    confirmed: bool,
) -> AppResult<Uuid> {
    let (id, now) = (new_id(), cx.now());
    let shown = proof.name.as_deref().and_then(|name| names::display_name(name).ok());
    let row = user::ActiveModel {
        id: Set(id),
        email: Set(email.address.clone()),
        email_key: Set(email.key.clone()),
        username_key: Set(names::key(&username)),
        display_name: Set(shown.unwrap_or_else(|| username.clone())),
        username: Set(username),
        email_verified_at: Set(confirmed.then_some(now)),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    match people::insert(tx, row).await? {
        Written::Done => {}
        // Somebody else asked for the same in the same moment.
        Written::NameTaken | Written::EmailTaken => {
            return Err(AppError::conflict("That did not work. Please try again."));
        }
    }
    let actor = themselves(cx, id);
    let entry = AuditEntry::by(&actor, "user.registered", "user", id);
    admin::record(tx, entry.with(json!({ "issuer": proof.issuer })), now).await?;
    Ok(id)
}

async fn link(
    cx: &Cx,
    tx: &DatabaseTransaction,
    proof: &Proof,
    user_id: Uuid,
    staff_role: Option<user::StaffRole>,
) -> AppResult<()> {
    let new = NewIdentity {
        user_id,
        issuer: proof.issuer.clone(),
        subject: proof.subject.clone(),
        email: proof.email.clone(),
        staff_role,
    };
    match identities::insert(tx, new, cx.now()).await? {
        true => Ok(()),
        false => Err(AppError::conflict("That did not work. Please try again.")),
    }
}

/// The name they go by elsewhere, or one near it.
async fn free_username(tx: &DatabaseTransaction, proof: &Proof) -> AppResult<String> {
    let base = names::suggestion([proof.username.as_deref(), proof.email.as_deref(), proof.name.as_deref()]);
    for n in 1..=TRIES {
        let name = if n == 1 { base.clone() } else { format!("{base}-{n}") };
        if names::username(&name).is_ok() && !people::username_taken(tx, &names::key(&name)).await? {
            return Ok(name);
        }
    }
    Ok(format!("{base}-{}", hex::encode(rand::random::<[u8; 4]>())))
}
