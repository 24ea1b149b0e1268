//! Checkout, and the sandbox's payment page.

pub mod checkout;
pub mod sandbox;
