//! Pieces of the seller's pages.

pub mod basics;
pub mod checklist;
pub mod excerpt;
pub mod files;
pub mod licences;
pub mod pictures;
pub mod preview_card;
pub mod showcase;
pub mod status;
pub mod versions;
