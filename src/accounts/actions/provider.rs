//! What the forms around sign-ins with a provider do.

use leptos::prelude::*;
use uuid::Uuid;

use crate::kit::error::AppError;

/// Links what a provider just proved: to whoever is signed in, or to the account with that address.
#[server(prefix = "/api/fn", endpoint = "link_sign_in")]
pub async fn link_sign_in(
    #[server(default)] password: String,
    #[server(default)] code: String,
) -> Result<(), AppError> {
    use crate::accounts::server::{oidc::link, sign_in};
    let cx = crate::server::cx::Cx::current()?;
    let onward = link::link(&cx, &password, &code).await.map_err(sign_in::at_the_field)?;
    match onward.words {
        Some(words) => crate::server::reply::see_other_with(&onward.path, words),
        None => crate::server::reply::see_other(&onward.path),
    }
    Ok(())
}

/// Makes an account for what a provider just proved, with an address it did not confirm. The answer is the same
/// whether the address is new or not.
#[server(prefix = "/api/fn", endpoint = "sign_up_with_provider")]
pub async fn sign_up_with_provider(email: String, username: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let address = crate::accounts::server::oidc::link::with_typed(&cx, &email, &username).await?;
    let words = format!("We sent a mail to {address}. You can sign in now, the same way as before.");
    crate::server::reply::see_other_with("/sign-in", crate::ui::flash::Flash::done(words));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "unlink_sign_in")]
pub async fn unlink_sign_in(identity_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::oidc::linked::unlink(&cx, &cx.buyer()?, identity_id).await?;
    let words = "That sign-in is unlinked.";
    crate::server::reply::see_other_with("/account/security", crate::ui::flash::Flash::done(words));
    Ok(())
}
