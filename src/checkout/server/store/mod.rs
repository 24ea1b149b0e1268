//! The money path's queries.

pub mod events;
pub mod ledger;
pub mod orders;
pub mod payments;
