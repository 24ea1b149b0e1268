//! What the forms around passkeys do. The browser's own part stands in `public/passkeys.js`.

use leptos::prelude::*;
use uuid::Uuid;

use crate::kit::error::AppError;

/// What to ask the browser for, as JSON.
#[server(prefix = "/api/fn", endpoint = "begin_passkey")]
pub async fn begin_passkey(
    #[server(default)] name: String,
    #[server(default)] password: String,
) -> Result<String, AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::passkeys::make(&cx, &cx.buyer()?, &name, &password).await
}

/// `answer` is what the browser answered, as JSON.
#[server(prefix = "/api/fn", endpoint = "keep_passkey")]
pub async fn keep_passkey(#[server(default)] answer: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::passkeys::made(&cx, &cx.buyer()?, &answer).await?;
    let words = "Your passkey is ready.";
    crate::server::reply::see_other_with("/account/security", crate::ui::flash::Flash::done(words));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "remove_passkey")]
pub async fn remove_passkey(passkey_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::passkeys::remove(&cx, &cx.buyer()?, passkey_id).await?;
    let words = "The passkey is removed.";
    crate::server::reply::see_other_with("/account/security", crate::ui::flash::Flash::done(words));
    Ok(())
}

/// What to ask the browser for, as JSON.
#[server(prefix = "/api/fn", endpoint = "ask_for_passkey")]
pub async fn ask_for_passkey() -> Result<String, AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::passkeys::ask(&cx).await
}

/// Signs in whoever the passkey belongs to.
#[server(prefix = "/api/fn", endpoint = "sign_in_with_passkey")]
pub async fn sign_in_with_passkey(
    #[server(default)] answer: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let user = crate::accounts::server::passkeys::sign_in(&cx, &answer).await?;
    crate::accounts::server::sign_in::welcome(&user, &next);
    Ok(())
}

/// For a few minutes codes need not be typed: whoever sits here holds the person's passkey.
#[server(prefix = "/api/fn", endpoint = "prove_with_passkey")]
pub async fn prove_with_passkey(
    #[server(default)] answer: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::passkeys::prove_again(&cx, &cx.buyer()?, &answer).await?;
    let words = "It is you. For five minutes you need no code.";
    let next = crate::server::reply::same_site(&next, "/account/security");
    crate::server::reply::see_other_with(next, crate::ui::flash::Flash::done(words));
    Ok(())
}
