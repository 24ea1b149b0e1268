//! The pages of accounts, one file each.

pub mod account;
pub mod become_a_seller;
pub mod change_email;
pub mod data;
pub mod forgot_password;
pub mod notifications;
pub mod payouts;
pub mod reset_password;
pub mod security;
pub mod sessions;
pub mod sign_in;
pub mod sign_in_code;
pub mod sign_in_link;
pub mod sign_up;
pub mod tokens;
pub mod unlock;
pub mod unsubscribe;
pub mod verify_email;
