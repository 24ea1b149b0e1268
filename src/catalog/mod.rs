//! Browse, search and product pages.
