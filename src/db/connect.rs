//! Opens the database named by `DATABASE_URL` and says in a sentence what stands in the way.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr, RuntimeErr, SqlxError};

const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const SLOW_STATEMENT: Duration = Duration::from_millis(500);
const SQLITE_CONNECTIONS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 20;

#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    #[error("DATABASE_URL must begin with sqlite: or postgres:, for example sqlite://data/prosets.db.")]
    UnknownScheme,
    #[error("DATABASE_URL cannot be read: {0}.")]
    Malformed(String),
    #[error("The folder {} for the database cannot be made: {reason}.", folder.display())]
    Folder { folder: PathBuf, reason: std::io::Error },
    #[error(
        "The database {} is read-only. Let the user who runs prosets write to it and to its folder, \
         or name another with DATABASE_URL.",
        file.display()
    )]
    ReadOnly { file: PathBuf },
    #[error("The database {} cannot be opened: {reason}.", file.display())]
    File { file: PathBuf, reason: String },
    #[error(
        "PostgreSQL at {host}:{port} did not answer within {seconds} s. Start it, or correct DATABASE_URL."
    )]
    NoAnswer { host: String, port: u16, seconds: u64 },
    #[error("PostgreSQL at {host}:{port} refused the connection: {reason}.")]
    Refused { host: String, port: u16, reason: String },
}

/// How many connections are kept, and how long one is waited for.
#[derive(Clone, Copy, Debug)]
pub struct PoolOptions {
    /// 8 on SQLite and 20 on PostgreSQL when `None`.
    pub max_connections: Option<u32>,
    pub acquire_timeout: Duration,
}

impl Default for PoolOptions {
    fn default() -> Self {
        Self { max_connections: None, acquire_timeout: Duration::from_secs(10) }
    }
}

pub async fn connect(url: &str, options: PoolOptions) -> Result<DatabaseConnection, ConnectError> {
    if url.starts_with("sqlite:") {
        connect_sqlite(url, options).await
    } else if url.starts_with("postgres://") {
        connect_postgres(url, options).await
    } else if let Some(rest) = url.strip_prefix("postgresql://") {
        connect_postgres(&format!("postgres://{rest}"), options).await
    } else {
        Err(ConnectError::UnknownScheme)
    }
}

async fn connect_sqlite(url: &str, options: PoolOptions) -> Result<DatabaseConnection, ConnectError> {
    let parsed: SqliteConnectOptions =
        url.parse().map_err(|reason: SqlxError| ConnectError::Malformed(reason.to_string()))?;
    let file = parsed.get_filename().to_path_buf();
    let in_memory = url.contains(":memory:") || url.contains("mode=memory");

    let mut pool = pool_options(url, options, SQLITE_CONNECTIONS);
    // A file needs no ping before each statement.
    pool.test_before_acquire(false);
    if in_memory {
        // The database lives as long as its one connection.
        pool.max_connections(1).min_connections(1).idle_timeout(None).max_lifetime(None);
    } else {
        make_folder(&file)?;
    }
    let may_create = !url.contains("mode=");
    pool.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite.foreign_keys(true).busy_timeout(BUSY_TIMEOUT).statement_cache_capacity(256);
        let sqlite = if may_create { sqlite.create_if_missing(true) } else { sqlite };
        if in_memory {
            sqlite
        } else {
            sqlite.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Normal)
        }
    });

    let db = Database::connect(pool).await.map_err(|reason| sqlite_error(&file, &reason))?;
    if !in_memory {
        try_to_write(&db).await.map_err(|reason| sqlite_error(&file, &reason))?;
    }
    Ok(db)
}

/// SQLite falls back to reading only without a word.
async fn try_to_write(db: &DatabaseConnection) -> Result<(), DbErr> {
    let tx = super::tx(db).await?;
    tx.execute_unprepared("PRAGMA user_version = 1").await?;
    tx.rollback().await
}

async fn connect_postgres(url: &str, options: PoolOptions) -> Result<DatabaseConnection, ConnectError> {
    let parsed: PgConnectOptions =
        url.parse().map_err(|reason: SqlxError| ConnectError::Malformed(reason.to_string()))?;
    let (host, port) = (parsed.get_host().to_owned(), parsed.get_port());

    let mut pool = pool_options(url, options, POSTGRES_CONNECTIONS);
    pool.set_application_name("prosets").test_before_acquire_if_idle_for(Duration::from_secs(30));
    Database::connect(pool).await.map_err(|reason| {
        if timed_out(&reason) {
            ConnectError::NoAnswer { host, port, seconds: options.acquire_timeout.as_secs() }
        } else {
            ConnectError::Refused { host, port, reason: plain(&reason) }
        }
    })
}

/// A server that is just starting refuses connections: sqlx tries again until the time is up.
fn timed_out(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) => true,
        DbErr::Conn(RuntimeErr::SqlxError(error)) => matches!(error.as_ref(), SqlxError::PoolTimedOut),
        _ => false,
    }
}

fn pool_options(url: &str, options: PoolOptions, connections: u32) -> ConnectOptions {
    let mut pool = ConnectOptions::new(url);
    pool.max_connections(options.max_connections.unwrap_or(connections))
        .min_connections(1)
        .connect_timeout(options.acquire_timeout)
        .acquire_timeout(options.acquire_timeout);
    // The levels belong to the crate `log`, which nothing else here needs.
    if let (Ok(debug), Ok(warn)) = ("debug".parse(), "warn".parse()) {
        pool.sqlx_logging_level(debug).sqlx_slow_statements_logging_settings(warn, SLOW_STATEMENT);
    }
    pool
}

fn make_folder(file: &Path) -> Result<(), ConnectError> {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder)
            .map_err(|reason| ConnectError::Folder { folder: folder.to_path_buf(), reason }),
        _ => Ok(()),
    }
}

fn sqlite_error(file: &Path, reason: &DbErr) -> ConnectError {
    let file = file.to_path_buf();
    let reason = plain(reason);
    let cannot_open_what_is_there = reason.contains("unable to open") && file.is_file();
    if reason.contains("readonly database") || cannot_open_what_is_there {
        ConnectError::ReadOnly { file }
    } else {
        ConnectError::File { file, reason }
    }
}

/// The driver's words without the wrappings of the layers above it.
fn plain(error: &DbErr) -> String {
    let words = match error {
        DbErr::Conn(inner) | DbErr::Exec(inner) | DbErr::Query(inner) => inner.to_string(),
        other => other.to_string(),
    };
    words.trim_start_matches("error returned from database: ").trim_end_matches('.').to_owned()
}
