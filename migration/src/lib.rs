//! The database schema, step by step. A migration is never edited once landed.

pub use sea_orm_migration::prelude::*;
