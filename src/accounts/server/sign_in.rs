//! Signs a browser in.

use super::{prove, themselves};
use crate::admin::{self, AuditEntry};
use crate::cart;
use crate::db;
use crate::db::entities::user;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Cx;
use crate::server::reply::same_site;
use crate::server::session;

/// The session gets a new id, and the cart filled before comes along.
pub async fn sign_in(cx: &Cx, email: &str, password: &str) -> AppResult<user::Model> {
    let user = prove::by_password(cx, email, password).await?;
    let tx = db::tx(&cx.state.db).await?;
    let actor = themselves(cx, user.id);
    admin::record(&tx, AuditEntry::by(&actor, "user.signed_in", "user", user.id), cx.now()).await?;
    tx.commit().await?;
    session::sign_in(&cx.session, user.id).await?;
    session::note_origin(&cx.session, cx.request.ip.as_deref(), cx.request.user_agent.as_deref()).await?;
    cart::adopt(cx).await?;
    Ok(user)
}

/// A refusal as the sign-in form tells it: beside the password.
pub fn at_the_field(error: AppError) -> AppError {
    match error {
        AppError::SignInRefused(words) => AppError::invalid("password", words),
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
