//! The pages of accounts, one file each.

pub mod account;
pub mod become_a_seller;
pub mod sign_in;
pub mod sign_up;
pub mod verify_email;
