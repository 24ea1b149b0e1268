//! The staff's side.

mod record;
