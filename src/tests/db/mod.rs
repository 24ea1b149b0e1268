//! The schema and what the server asks of it, on both databases.

mod migrations;
