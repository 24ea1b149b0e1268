//! Accounts on the server: who somebody is, and how they prove it.

mod person;
mod store;
mod tokens;

pub use person::{person, person_of_token};
pub use tokens::TokenKeys;
