//! What every request passes through, outermost first: request id, trace, security headers, who is asking.

pub mod api_limit;
pub mod public_pages;
pub mod request_id;
pub mod security;
pub mod who;
