//! What holds for every page.

mod frame;
