//! Accounts on the server: who somebody is, and how they prove it.

pub mod api;
mod authenticator;
pub mod avatar;
pub mod become_seller;
pub mod change_email;
mod create_user;
pub mod delete_account;
mod disable_person;
pub mod edit_profile;
pub mod edit_shop;
pub mod email_links;
pub mod export_data;
mod forms;
mod issue_tokens;
pub mod lift_lockout;
mod limit;
pub mod mail;
mod new_device;
pub mod notifications;
pub mod oidc;
mod pages;
mod parts;
pub mod passkeys;
mod passwords;
pub mod payout_account;
mod person;
pub mod personal_tokens;
pub mod profile;
mod profile_api;
mod prove;
pub mod prove_self;
pub mod reset_password;
mod robots;
pub mod second_factor;
mod secret;
mod set_staff_role;
pub mod sign_in;
pub mod sign_up;
mod store;
mod sweep;
mod tokens;
mod write_copy;

use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;

pub use api::jwks;
pub use create_user::{NewUser, create_user};
pub use disable_person::disable_person;
pub use export_data::make as export_data;
pub use forms::form_routes;
pub use lift_lockout::send_link as tell_locked;
pub use notifications::{unsubscribe_link, who_want};
pub use oidc::{PATHS as PROVIDER_PATHS, routes as provider_routes};
pub use pages::account::AccountPage;
pub use pages::become_a_seller::BecomeASellerPage;
pub use pages::change_email::ChangeEmailPage;
pub use pages::data::DataPage;
pub use pages::forgot_password::ForgotPasswordPage;
pub use pages::notifications::NotificationsPage;
pub use pages::payouts::PayoutsPage;
pub use pages::reset_password::ResetPasswordPage;
pub use pages::security::SecurityPage;
pub use pages::sessions::SessionsPage;
pub use pages::sign_in::SignInPage;
pub use pages::sign_in_code::SignInCodePage;
pub use pages::sign_in_link::SignInLinkPage;
pub use pages::sign_up::SignUpPage;
pub use pages::tokens::TokensPage;
pub use pages::unlock::UnlockPage;
pub use pages::unsubscribe::UnsubscribePage;
pub use pages::verify_email::VerifyEmailPage;
pub use parts::frame::{AccountFrame, Tab as AccountTab};
pub use parts::passkeys::ProveWithPasskey;
pub use passwords::hash_password;
pub use person::{person, person_of_token};
pub use reset_password::send_link as send_reset_link;
pub use second_factor::prove_again;
pub use set_staff_role::set_staff_role;
pub use sweep::sweep;
pub use tokens::TokenKeys;

use crate::kit::error::{AppError, AppResult};
use crate::server::cx::{Actor, Cx};
use crate::server::state::State;

/// Everything under `/api/v1` that is about people.
pub fn routes() -> OpenApiRouter<State> {
    api::routes().merge(profile_api::routes())
}

/// Where passwords are of no use, nobody is let in by one, and none is taken.
fn passwords_allowed(cx: &Cx) -> AppResult<()> {
    match cx.state.config.auth.local {
        true => Ok(()),
        false => {
            Err(AppError::forbidden("This shop has no passwords of its own: sign in with your provider."))
        }
    }
}

/// Somebody who acts before the request knew them, or by a link.
fn themselves(cx: &Cx, user_id: Uuid) -> Actor {
    Actor {
        user_id,
        role: "buyer",
        ip: cx.request.ip.clone(),
        user_agent: cx.request.user_agent.clone(),
        request_id: cx.request.id.clone(),
    }
}
