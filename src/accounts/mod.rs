//! People: how they sign up and in, what they are called, and how they begin to sell.

pub mod actions;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;

#[cfg(feature = "ssr")]
pub use server::{
    AccountPage, BecomeASellerPage, ChangeEmailPage, ForgotPasswordPage, NewUser, ResetPasswordPage,
    SecurityPage, SessionsPage, SignInCodePage, SignInPage, SignUpPage, TokenKeys, TokensPage, UnlockPage,
    VerifyEmailPage, create_user, disable_person, hash_password, jwks, person, person_of_token, prove_again,
    routes, send_reset_link, set_staff_role, sweep, tell_locked,
};

/// The people of the demo shop, by the name before `@prosets.test`; everybody knows their password.
pub const DEMO_PEOPLE: [&str; 4] = ["buyer", "seller", "moderator", "admin"];
pub const DEMO_PASSWORD: &str = "prosets-demo";
