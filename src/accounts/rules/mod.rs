//! What people may be called, what a password must hold, and when a lock falls.

pub mod browser;
pub mod email;
pub mod lockout;
pub mod names;
pub mod password;
pub mod scopes;
pub mod second_factor;
