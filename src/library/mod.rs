//! What a buyer owns, and its downloads.
