//! People: how they sign up and in, what they are called, and how they begin to sell.

pub mod actions;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;

#[cfg(feature = "ssr")]
pub use server::{
    AccountFrame, AccountPage, AccountTab, BecomeASellerPage, ChangeEmailPage, DataPage, ForgotPasswordPage,
    NewUser, NotificationsPage, PROVIDER_PATHS, PayoutsPage, ProveWithPasskey, ResetPasswordPage,
    SecurityPage, SessionsPage, SignInCodePage, SignInLinkPage, SignInPage, SignUpPage, TokenKeys,
    TokensPage, UnlockPage, UnsubscribePage, VerifyEmailPage, create_user, disable_person, export_data,
    form_routes, hash_password, jwks, person, person_of_token, prove_again, provider_routes, routes,
    send_reset_link, set_staff_role, sweep, tell_locked, unsubscribe_link, who_want,
};

pub use rules::links::is_link as check_link;

/// The people of the demo shop, by the name before `@prosets.test`; everybody knows their password.
pub const DEMO_PEOPLE: [&str; 4] = ["buyer", "seller", "moderator", "admin"];
pub const DEMO_PASSWORD: &str = "prosets-demo";
