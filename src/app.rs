//! The site map.
