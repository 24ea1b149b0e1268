//! Connections, entities and the only branches between SQLite and PostgreSQL.

pub mod connect;
pub mod dialect;
pub mod entities;
pub mod schema;

use std::sync::atomic::{AtomicU64, Ordering};

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

pub use connect::{ConnectError, PoolOptions, connect};
pub use dialect::for_searches;

static BEGUN: AtomicU64 = AtomicU64::new(0);

/// How many transactions that may write this process has begun.
pub fn begun() -> u64 {
    BEGUN.load(Ordering::SeqCst)
}

/// Begins a transaction that may write; all writes go through one.
///
/// On SQLite it takes the write lock at once: a transaction that reads first and asks for the lock later fails
/// with BUSY when another wrote in between, whatever the timeout. And outside a transaction a commit that fails at
/// the end of an `UPDATE … RETURNING` goes unnoticed, for sqlx stops listening after the row.
pub async fn tx(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    BEGUN.fetch_add(1, Ordering::SeqCst);
    let sqlite_transaction_mode = Some(SqliteTransactionMode::Immediate);
    db.begin_with_options(TransactionOptions { sqlite_transaction_mode, ..Default::default() }).await
}

/// Brings the schema up to date: all of it or, on an error, none. Processes that start together take turns.
pub async fn migrate(db: &DatabaseConnection) -> Result<(), DbErr> {
    let tx = tx(db).await?;
    dialect::one_at_a_time(&tx, "migrate").await?;
    Migrator::up(&tx, None).await?;
    tx.commit().await
}
