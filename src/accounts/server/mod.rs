//! Accounts on the server: who somebody is, and how they prove it.

mod disable_person;
mod person;
mod set_staff_role;
mod store;
mod tokens;

pub use disable_person::disable_person;
pub use person::{person, person_of_token};
pub use set_staff_role::set_staff_role;
pub use tokens::TokenKeys;
