//! Accounts on the server: who somebody is, and how they prove it.

pub mod api;
mod authenticator;
pub mod become_seller;
pub mod change_email;
mod create_user;
mod disable_person;
pub mod email_links;
mod issue_tokens;
pub mod lift_lockout;
mod limit;
mod mail;
mod new_device;
mod pages;
mod parts;
mod passwords;
mod person;
pub mod personal_tokens;
pub mod profile;
mod prove;
pub mod reset_password;
pub mod second_factor;
mod secret;
mod set_staff_role;
pub mod sign_in;
pub mod sign_up;
mod store;
mod sweep;
mod tokens;

use uuid::Uuid;

pub use api::{jwks, routes};
pub use create_user::{NewUser, create_user};
pub use disable_person::disable_person;
pub use lift_lockout::send_link as tell_locked;
pub use pages::account::AccountPage;
pub use pages::become_a_seller::BecomeASellerPage;
pub use pages::change_email::ChangeEmailPage;
pub use pages::forgot_password::ForgotPasswordPage;
pub use pages::reset_password::ResetPasswordPage;
pub use pages::security::SecurityPage;
pub use pages::sessions::SessionsPage;
pub use pages::sign_in::SignInPage;
pub use pages::sign_in_code::SignInCodePage;
pub use pages::sign_up::SignUpPage;
pub use pages::tokens::TokensPage;
pub use pages::unlock::UnlockPage;
pub use pages::verify_email::VerifyEmailPage;
pub use passwords::hash_password;
pub use person::{person, person_of_token};
pub use reset_password::send_link as send_reset_link;
pub use second_factor::prove_again;
pub use set_staff_role::set_staff_role;
pub use sweep::sweep;
pub use tokens::TokenKeys;

use crate::server::cx::{Actor, Cx};

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
