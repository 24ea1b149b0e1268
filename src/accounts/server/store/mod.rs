//! What accounts read and write, by noun.

pub mod devices;
pub mod email_changes;
pub mod email_tokens;
pub mod failures;
pub mod people;
pub mod personal_tokens;
pub mod refresh_tokens;
pub mod second_factor;
pub mod sessions;
pub mod staff;
