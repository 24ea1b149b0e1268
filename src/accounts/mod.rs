//! People: sign-up, sign-in, profile.

#[cfg(feature = "ssr")]
mod server;

#[cfg(feature = "ssr")]
pub use server::{TokenKeys, disable_person, person, person_of_token, set_staff_role};
