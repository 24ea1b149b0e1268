//! Makers of solids: skins, sweeps and signed distance fields. The demo shop is built with them, and the tests.

pub mod contour;
mod loops;
pub mod mend;
pub mod noise;
pub mod sdf;
pub mod skin;
