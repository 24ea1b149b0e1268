//! The seller's side: listings, uploads, dashboard.
