//! What people may be called, what a password must hold, and when a lock falls.

pub mod browser;
pub mod deletion;
pub mod email;
pub mod links;
pub mod lockout;
pub mod names;
pub mod notification;
pub mod password;
pub mod payout;
pub mod scopes;
pub mod second_factor;
