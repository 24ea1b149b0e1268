//! What holds for every page.

mod frame;
mod shared;
