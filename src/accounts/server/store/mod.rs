//! What accounts read and write, by noun.

pub mod confirmations;
pub mod deletion;
pub mod devices;
pub mod email_changes;
pub mod email_tokens;
pub mod exports;
pub mod failures;
pub mod gather;
pub mod identities;
pub mod notifications;
pub mod passkeys;
pub mod payout_accounts;
pub mod people;
pub mod personal_tokens;
pub mod refresh_tokens;
pub mod second_factor;
pub mod shops;
pub mod staff;
