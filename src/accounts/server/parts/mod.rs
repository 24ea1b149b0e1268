//! Components of accounts' own.

pub mod by_link;
pub mod confirm_first;
pub mod delete_account;
pub mod email;
pub mod frame;
pub mod linked;
pub mod new_password;
pub mod passkeys;
pub mod payout_account;
pub mod picture;
pub mod proof;
pub mod providers;
pub mod second_factor;
pub mod sessions;
pub mod shop_front;
pub mod take_data;
