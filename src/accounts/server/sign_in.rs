//! Signs a browser in.

use super::store::people;
use super::{new_device, prove, second_factor, secret, themselves};
use crate::admin::{self, AuditEntry};
use crate::cart;
use crate::db;
use crate::db::entities::user;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Cx;
use crate::server::reply::{same_site, see_other_with};
use crate::server::session;
use crate::ui::flash::Flash;

pub enum SignedIn {
    Done(Box<user::Model>),
    /// The code of the second factor comes next.
    CodeAwaited,
}

pub async fn sign_in(cx: &Cx, email: &str, password: &str, proof: &str) -> AppResult<SignedIn> {
    let user = prove::by_password(cx, email, password, Some(proof)).await?;
    by_proof(cx, user).await
}

/// For somebody who proved who they are, by password or elsewhere.
pub async fn by_proof(cx: &Cx, user: user::Model) -> AppResult<SignedIn> {
    if second_factor::is_on(&cx.state.db, user.id).await? {
        session::await_code(&cx.session, user.id, &named(&user), cx.now()).await?;
        return Ok(SignedIn::CodeAwaited);
    }
    Ok(SignedIn::Done(Box::new(begin(cx, user).await?)))
}

/// The second step, after the password was right in this browser.
pub async fn sign_in_by_code(cx: &Cx, code: &str) -> AppResult<user::Model> {
    let late = || AppError::conflict("That took too long. Please begin again.");
    let (user_id, password) = session::awaits_code_of(&cx.session, cx.now()).await?.ok_or_else(late)?;
    let user = people::by_id(&cx.state.db, user_id).await?;
    let user = user.filter(|user| user.disabled_at.is_none() && named(user) == password).ok_or_else(late)?;
    second_factor::check(cx, user_id, Some(code)).await?;
    begin(cx, user).await
}

/// The password somebody has now, told apart from those before.
fn named(user: &user::Model) -> String {
    secret::hashed(user.password_hash.as_deref().unwrap_or_default())
}

/// The session gets a new id, and the cart filled before comes along.
pub async fn begin(cx: &Cx, user: user::Model) -> AppResult<user::Model> {
    let tx = db::tx(&cx.state.db).await?;
    let actor = themselves(cx, user.id);
    admin::record(&tx, AuditEntry::by(&actor, "user.signed_in", "user", user.id), cx.now()).await?;
    new_device::notice(cx, &tx, &user).await?;
    tx.commit().await?;
    session::sign_in(&cx.session, user.id, cx.now()).await?;
    session::note_origin(&cx.session, cx.request.ip.as_deref(), cx.request.user_agent.as_deref()).await?;
    cart::adopt(cx).await?;
    Ok(user)
}

/// On to where they were going.
pub fn welcome(user: &user::Model, next: &str) {
    let words = Flash::done(format!("Welcome, {}.", user.display_name));
    see_other_with(same_site(next, "/library"), words);
}

/// A refusal as the forms tell it: beside the password, or the code.
pub fn at_the_field(error: AppError) -> AppError {
    match error {
        AppError::SignInRefused(words) => AppError::invalid("password", words),
        AppError::CodeRefused(words) => AppError::invalid("code", words),
        other => other,
    }
}

/// The sign-in page that goes on to `next`.
pub fn page_before(next: &str) -> String {
    with_next("/sign-in", next)
}

/// `path` carrying `next` along, where there is one worth carrying.
pub fn with_next(path: &str, next: &str) -> String {
    match same_site(next, "") {
        "" => path.to_owned(),
        next => {
            let query: String =
                form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
            format!("{path}?{query}")
        }
    }
}
