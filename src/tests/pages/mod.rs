//! What holds for every page.

mod frame;
mod kept;
mod kept_changes;
mod kept_elsewhere;
mod shared;
