//! Parts the staff's pages share.

pub mod act;
pub mod category_form;
pub mod filter;
pub mod frame;
pub mod pick;
pub mod reports;
pub mod retry;
pub mod undelivered;
pub mod words;
