//! Makes an account for whoever asks. The answer does not tell whether the address had one already.

use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use uuid::Uuid;

use super::store::people::{self, Written};
use super::{email_links, limit, mail, passwords, passwords_allowed, robots, themselves};
use crate::accounts::rules::{email, lockout, names, password};
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::user;
use crate::kit::error::{AppError, AppResult, FieldErrors, require};
use crate::kit::ids::new_id;
use crate::server::cx::Cx;
use crate::server::jobs::{self, Job};

/// What somebody typed to get an account.
#[derive(Clone, Debug, Default)]
pub struct SignUp {
    pub email: String,
    pub username: String,
    pub password: String,
    /// Where a person typed it twice.
    pub password_again: Option<String>,
    /// Empty means the user name.
    pub display_name: String,
    /// Of work, where one is asked for.
    pub proof: String,
}

/// The account as it was asked for; where the address had one already, of nobody.
#[derive(Clone, Debug)]
pub struct SignedUp {
    pub id: Uuid,
    pub email: String,
    pub username: String,
    pub display_name: String,
}

struct Wanted {
    email: email::Email,
    username: String,
    display_name: String,
}

pub async fn sign_up(cx: &Cx, input: SignUp) -> AppResult<SignedUp> {
    passwords_allowed(cx)?;
    let wanted = check(&input)?;
    limit::both(cx, "register", &lockout::account_key(&wanted.email.key)).await?;
    robots::check(cx, &input.proof).await?;
    robots::note(cx).await;
    // Before the transaction: hashing takes long, and takes it whether the address is known or not.
    let password_hash = passwords::hashed(&cx.state, &input.password).await?;
    let asked = SignedUp {
        id: new_id(),
        email: wanted.email.address.clone(),
        username: wanted.username.clone(),
        display_name: wanted.display_name.clone(),
    };
    let tx = db::tx(&cx.state.db).await?;
    if people::username_taken(&tx, &names::key(&wanted.username)).await? {
        return Err(name_taken());
    }
    match people::by_email(&tx, &wanted.email.key).await? {
        Some(known) => tell_the_owner(cx, &tx, &known).await?,
        None => insert(cx, &tx, asked.id, wanted, password_hash).await?,
    }
    tx.commit().await?;
    cx.state.new_job.notify_one();
    Ok(asked)
}

fn check(input: &SignUp) -> AppResult<Wanted> {
    let email = email::parse(&input.email);
    let username = names::username(&input.username);
    let display_name = match input.display_name.trim() {
        "" => Ok(input.username.trim().to_owned()),
        name => names::display_name(name),
    };
    let password = password::check(&input.password, &[input.email.trim(), input.username.trim()]);
    let same = password::same(&input.password, input.password_again.as_deref());
    let mut faults = FieldErrors::new();
    require(&mut faults, email.is_some(), "email", email::FAULT);
    for (field, fault) in [
        ("username", username.as_ref().err()),
        ("display_name", display_name.as_ref().err()),
        ("password", password.as_ref().err()),
        ("password_again", same.as_ref().err()),
    ] {
        require(&mut faults, fault.is_none(), field, fault.copied().unwrap_or_default());
    }
    match (email, username, display_name) {
        (Some(email), Ok(username), Ok(display_name)) if faults.is_empty() => {
            Ok(Wanted { email, username, display_name })
        }
        _ => Err(AppError::Validation(faults)),
    }
}

async fn insert(
    cx: &Cx,
    tx: &DatabaseTransaction,
    id: Uuid,
    wanted: Wanted,
    password_hash: String,
) -> AppResult<()> {
    let now = cx.now();
    let user = user::ActiveModel {
        id: Set(id),
        email: Set(wanted.email.address.clone()),
        email_key: Set(wanted.email.key.clone()),
        username_key: Set(names::key(&wanted.username)),
        username: Set(wanted.username),
        display_name: Set(wanted.display_name),
        password_hash: Set(Some(password_hash)),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    match people::insert(tx, user).await? {
        Written::Done => {}
        Written::NameTaken => return Err(name_taken()),
        // Somebody else asked with the same address in the same moment.
        Written::EmailTaken => return Err(AppError::conflict("That did not work. Please try again.")),
    }
    email_links::send_verification(cx, tx, id, &wanted.email).await?;
    admin::record(tx, AuditEntry::by(&themselves(cx, id), "user.registered", "user", id), now).await
}

async fn tell_the_owner(cx: &Cx, tx: &DatabaseTransaction, known: &user::Model) -> AppResult<()> {
    let message = mail::address_known(&cx.state.config.server.base_url, &known.email);
    jobs::enqueue(tx, &Job::SendMail { message }, cx.now()).await
}

fn name_taken() -> AppError {
    AppError::invalid("username", "This user name is taken. Choose another one.")
}
