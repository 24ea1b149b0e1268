//! What the forms of accounts do.

pub mod oneself;
mod passkeys;
mod provider;
mod selling;

pub use passkeys::*;
pub use provider::*;
pub use selling::*;

use leptos::prelude::*;
use uuid::Uuid;

use crate::kit::error::AppError;
use crate::kit::given::Given;

/// Goes on to `next`, if that is a page of ours.
#[server(prefix = "/api/fn", endpoint = "sign_in")]
pub async fn sign_in(
    email: String,
    password: String,
    #[server(default)] next: String,
    #[server(default)] altcha: String,
) -> Result<(), AppError> {
    use crate::accounts::server::sign_in::{self, SignedIn};
    let cx = crate::server::cx::Cx::current()?;
    match sign_in::sign_in(&cx, &email, &password, &altcha).await.map_err(sign_in::at_the_field)? {
        SignedIn::Done(user) => sign_in::welcome(&user, &next),
        SignedIn::CodeAwaited => crate::server::reply::see_other(&sign_in::with_next("/sign-in/code", &next)),
    }
    Ok(())
}

/// The second step of signing in.
#[server(prefix = "/api/fn", endpoint = "sign_in_code")]
pub async fn sign_in_code(code: String, #[server(default)] next: String) -> Result<(), AppError> {
    use crate::accounts::server::sign_in;
    let cx = crate::server::cx::Cx::current()?;
    let user = sign_in::sign_in_by_code(&cx, &code).await.map_err(sign_in::at_the_field)?;
    sign_in::welcome(&user, &next);
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "begin_second_factor")]
pub async fn begin_second_factor() -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::second_factor::begin(&cx, &cx.buyer()?).await?;
    crate::server::reply::see_other("/account/security#second-factor");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "confirm_second_factor")]
pub async fn confirm_second_factor(code: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::second_factor::confirm(&cx, &cx.buyer()?, &code).await?;
    let words = "Your second factor is on. Write down the recovery codes below.";
    crate::server::reply::see_other_with("/account/security", crate::ui::flash::Flash::done(words));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "turn_off_second_factor")]
pub async fn turn_off_second_factor(code: String) -> Result<(), AppError> {
    use crate::accounts::server::{second_factor, sign_in};
    let cx = crate::server::cx::Cx::current()?;
    second_factor::turn_off(&cx, &cx.buyer()?, &code).await.map_err(sign_in::at_the_field)?;
    let words = "Your second factor is off.";
    crate::server::reply::see_other_with("/account/security", crate::ui::flash::Flash::done(words));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "renew_recovery_codes")]
pub async fn renew_recovery_codes(code: String) -> Result<(), AppError> {
    use crate::accounts::server::{second_factor, sign_in};
    let cx = crate::server::cx::Cx::current()?;
    second_factor::renew_codes(&cx, &cx.buyer()?, &code).await.map_err(sign_in::at_the_field)?;
    let words = "Here are your new recovery codes. The ones before no longer work.";
    crate::server::reply::see_other_with("/account/security", crate::ui::flash::Flash::done(words));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "forget_recovery_codes")]
pub async fn forget_recovery_codes() -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::second_factor::forget_codes(&cx, &cx.buyer()?).await?;
    crate::server::reply::see_other("/account/security");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let onward = crate::accounts::server::oidc::sign_out(&cx).await?;
    let words = crate::ui::flash::Flash::done("You are signed out.");
    crate::server::reply::see_other_with(onward.as_deref().unwrap_or("/"), words);
    Ok(())
}

/// The answer is the same whether the address is new or not; what it is stands in the mail.
#[server(prefix = "/api/fn", endpoint = "sign_up")]
pub async fn sign_up(
    email: String,
    username: String,
    password: String,
    #[server(default)] password_again: Given,
    #[server(default)] display_name: String,
    #[server(default)] next: String,
    #[server(default)] altcha: String,
) -> Result<(), AppError> {
    use crate::accounts::server::sign_up::{SignUp, sign_up};
    let cx = crate::server::cx::Cx::current()?;
    let input =
        SignUp { email, username, password, password_again: password_again.0, display_name, proof: altcha };
    let asked = sign_up(&cx, input).await?;
    let words = format!("We sent a mail to {}. You can sign in now.", asked.email);
    let back = crate::accounts::server::sign_in::page_before(&next);
    crate::server::reply::see_other_with(&back, crate::ui::flash::Flash::done(words));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "change_password")]
pub async fn change_password(
    current_password: String,
    new_password: String,
    #[server(default)] new_password_again: Given,
) -> Result<(), AppError> {
    use crate::accounts::server::profile::change_password;
    let cx = crate::server::cx::Cx::current()?;
    let again = new_password_again.as_deref();
    change_password(&cx, &cx.buyer()?, &current_password, &new_password, again).await?;
    let words = "Your password is changed, and every other sign-in has ended.";
    crate::server::reply::see_other_with("/account/security", crate::ui::flash::Flash::done(words));
    Ok(())
}

/// Both addresses get a link; the change is made once both were followed.
#[server(prefix = "/api/fn", endpoint = "change_email")]
pub async fn change_email(email: String, password: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::change_email::ask(&cx, &cx.buyer()?, &email, &password).await?;
    let words = "We wrote to both addresses. Follow both links to make the change.";
    crate::server::reply::see_other_with("/account/security", crate::ui::flash::Flash::done(words));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "cancel_email_change")]
pub async fn cancel_email_change() -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::change_email::cancel(&cx, &cx.buyer()?).await?;
    let words = "Your address stays as it is.";
    crate::server::reply::see_other_with("/account/security", crate::ui::flash::Flash::done(words));
    Ok(())
}

/// The link is the authority: it may be opened on another machine than the account is used on.
#[server(prefix = "/api/fn", endpoint = "agree_to_email")]
pub async fn agree_to_email(token: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let done = crate::accounts::server::change_email::agree(&cx, &token).await?;
    let words = match done {
        true => "The address is changed.",
        false => "Noted. Now the link at the other address.",
    };
    let next = if cx.person.is_some() { "/account/security" } else { "/sign-in" };
    crate::server::reply::see_other_with(next, crate::ui::flash::Flash::done(words));
    Ok(())
}

/// Scopes are ticked boxes.
#[server(prefix = "/api/fn", endpoint = "make_token")]
pub async fn make_token(
    #[server(default)] name: String,
    #[server(default)] read: bool,
    #[server(default)] buy: bool,
    #[server(default)] sell: bool,
    #[server(default)] days: i64,
) -> Result<(), AppError> {
    use crate::accounts::rules::scopes::Scope;
    use crate::accounts::server::personal_tokens::{Wanted, make};
    let cx = crate::server::cx::Cx::current()?;
    let ticked = [(read, Scope::Read), (buy, Scope::Buy), (sell, Scope::Sell)];
    let scopes = ticked.into_iter().filter(|(ticked, _)| *ticked).map(|(_, scope)| scope).collect();
    make(&cx, &cx.buyer()?, Wanted { name, scopes, days }).await?;
    crate::server::reply::see_other("/account/tokens");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "token_noted")]
pub async fn token_noted() -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::personal_tokens::noted(&cx, &cx.buyer()?).await?;
    crate::server::reply::see_other("/account/tokens");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "revoke_token")]
pub async fn revoke_token(token_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::personal_tokens::revoke(&cx, &cx.buyer()?, token_id).await?;
    let words = "The token is revoked.";
    crate::server::reply::see_other_with("/account/tokens", crate::ui::flash::Flash::done(words));
    Ok(())
}

/// `session` is the key the list of sign-ins gave.
#[server(prefix = "/api/fn", endpoint = "end_session")]
pub async fn end_session(session: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::profile::end_session(&cx, &cx.buyer()?, &session).await?;
    let words = "That sign-in has ended.";
    crate::server::reply::see_other_with("/account/sessions", crate::ui::flash::Flash::done(words));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "sign_out_everywhere")]
pub async fn sign_out_everywhere() -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::profile::sign_out_everywhere(&cx, &cx.buyer()?).await?;
    let words = "Every other sign-in has ended.";
    crate::server::reply::see_other_with("/account/sessions", crate::ui::flash::Flash::done(words));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "send_verification")]
pub async fn send_verification() -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::email_links::send_again(&cx, &cx.buyer()?).await?;
    let words = "We sent you a new link. The ones before no longer work.";
    crate::server::reply::see_other_with("/account", crate::ui::flash::Flash::done(words));
    Ok(())
}

/// The link is the authority: it may be opened on another machine than the account is used on.
#[server(prefix = "/api/fn", endpoint = "verify_email")]
pub async fn verify_email(token: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::email_links::verify_email(&cx, &token).await?;
    let next = if cx.person.is_some() { "/account" } else { "/sign-in" };
    let words = "Your email address is confirmed.";
    crate::server::reply::see_other_with(next, crate::ui::flash::Flash::done(words));
    Ok(())
}

/// The answer is the same whether there is such an account or not.
#[server(prefix = "/api/fn", endpoint = "forgot_password")]
pub async fn forgot_password(email: String, #[server(default)] altcha: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::reset_password::ask(&cx, &email, &altcha).await?;
    let words =
        "If there is an account with this address, a link is on its way to it. It works for 15 minutes.";
    crate::server::reply::see_other_with("/sign-in", crate::ui::flash::Flash::done(words));
    Ok(())
}

/// The link is the authority.
#[server(prefix = "/api/fn", endpoint = "reset_password")]
pub async fn reset_password(
    token: String,
    password: String,
    #[server(default)] password_again: Given,
) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::reset_password::reset(&cx, &token, &password, password_again.as_deref()).await?;
    let words = "Your new password is set. Sign in with it.";
    crate::server::reply::see_other_with("/sign-in", crate::ui::flash::Flash::done(words));
    Ok(())
}

/// The link is the authority.
#[server(prefix = "/api/fn", endpoint = "lift_lockout")]
pub async fn lift_lockout(token: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::lift_lockout::lift(&cx, &token).await?;
    let words = "You may try again in this browser.";
    crate::server::reply::see_other_with("/sign-in", crate::ui::flash::Flash::done(words));
    Ok(())
}
