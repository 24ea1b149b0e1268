//! People: sign-up, sign-in, profile.

#[cfg(feature = "ssr")]
mod server;

#[cfg(feature = "ssr")]
pub use server::{TokenKeys, person, person_of_token};
