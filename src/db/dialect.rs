//! Whatever SQLite and PostgreSQL do differently. No other file of the server asks which of them it talks to.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{ExprTrait, Func, IntoColumnRef, SimpleExpr};
use sea_orm::sqlx::sqlite::SqlitePoolOptions;
use sea_orm::sqlx::{self, Connection, SqliteConnection};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, EntityTrait, FromQueryResult,
    QuerySelect, RuntimeErr, Select, SqlErr, SqlxError, SqlxSqliteConnector, Statement, Value,
};

use super::entities::job;

pub mod search;

/// Whether a statement failed because a unique column already holds that value.
pub fn unique_violation(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}

/// The same, for one unique index with its columns in order: `unique_violation_of(&e, "users", &["email_key"])`.
pub fn unique_violation_of(error: &DbErr, table: &str, columns: &[&str]) -> bool {
    let Some(SqlErr::UniqueConstraintViolation(message)) = error.sql_err() else { return false };
    if let Some(constraint) = constraint(error) {
        return constraint == format!("{table}_{}_unique", columns.join("_"));
    }
    let columns: Vec<String> = columns.iter().map(|column| format!("{table}.{column}")).collect();
    message == format!("UNIQUE constraint failed: {}", columns.join(", "))
}

/// PostgreSQL names the constraint; SQLite tells the columns in its message.
fn constraint(error: &DbErr) -> Option<&str> {
    match error {
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => {
            match error.as_ref() {
                SqlxError::Database(error) => error.constraint(),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a row was refused because it points at one that is not there, or is pointed at.
pub fn foreign_key_violation(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_)))
}

/// Whether a statement failed because the database takes no writes: read-only, or its disk is full.
pub fn takes_no_writes(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))
    | DbErr::Conn(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    let SqlxError::Database(error) = error.as_ref() else { return false };
    let Some(code) = error.code() else { return false };
    // SQLite tells a result code (SQLITE_READONLY, SQLITE_FULL) in the lowest byte of a number, PostgreSQL an
    // SQLSTATE of five characters.
    match code.parse::<i32>() {
        Ok(number) if code.len() < 5 => matches!(number & 0xff, 8 | 13),
        _ => ["25006", "53100"].contains(&code.as_ref()),
    }
}

/// Locks the rows a query returns until the transaction ends. On SQLite [`super::tx`] already holds the only
/// write lock, and the clause is left out.
pub fn for_update<E: EntityTrait>(select: Select<E>) -> Select<E> {
    select.lock_exclusive()
}

/// Makes transactions that call this with the same name wait for each other. SQLite has one writer anyway.
pub async fn one_at_a_time(tx: &DatabaseTransaction, name: &str) -> Result<(), DbErr> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let sql = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
        tx.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, [name.into()])).await?;
    }
    Ok(())
}

/// The next number of a counter, from 1. Others who ask wait until this transaction ends, so that a rollback
/// leaves no gap.
pub async fn next_counter(tx: &DatabaseTransaction, name: &str) -> Result<i64, DbErr> {
    let sql = "INSERT INTO counters (name, value) VALUES ($1, 1)
               ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value";
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, [name.into()]);
    let row = tx.query_one_raw(statement).await?;
    row.ok_or_else(|| DbErr::RecordNotFound(format!("counter {name}")))?.try_get("", "value")
}

/// Takes up to `limit` jobs that are due and belong to nobody, or to a worker whose lease ran out, the oldest
/// first, and counts the attempt. A job whose `attempts` exceed `max_attempts` lost its worker on the last.
pub async fn claim_jobs<C: ConnectionTrait>(
    db: &C,
    worker_id: &str,
    now: DateTime<Utc>,
    limit: u64,
    lease_secs: i64,
) -> Result<Vec<job::Model>, DbErr> {
    let backend = db.get_database_backend();
    let skip_locked = if backend == DbBackend::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
    let sql = format!(
        "WITH due AS MATERIALIZED (
             SELECT id FROM jobs
             WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= $1
               AND (locked_until IS NULL OR locked_until <= $1)
             ORDER BY run_at, id LIMIT $2 {skip_locked}
         )
         UPDATE jobs SET locked_by = $3, locked_until = $4, attempts = attempts + 1
         WHERE id IN (SELECT id FROM due) RETURNING *"
    );
    let lease = now + Duration::seconds(lease_secs);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let values: [Value; 4] = [now.into(), limit.into(), worker_id.into(), lease.into()];
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let mut jobs = job::Model::find_by_statement(statement).all(db).await?;
    jobs.sort_by_key(|job| (job.run_at, job.id));
    Ok(jobs)
}

/// Value `n`, from 1, of a long statement whose values stand in their order. (SQLite compares a numbered one with all
/// others.)
pub fn placeholder(backend: DbBackend, n: usize) -> String {
    if backend == DbBackend::Postgres { format!("${n}") } else { "?".into() }
}

/// A column compared without its index, for a condition that much fits: in the order asked for, enough is found soon.
/// PostgreSQL sees that by itself; SQLite would take the index and sort all that fits.
pub fn without_index<C: IntoColumnRef>(backend: DbBackend, column: C) -> SimpleExpr {
    let column = SimpleExpr::Column(column.into_column_ref());
    match backend {
        DbBackend::Postgres => column,
        _ => SimpleExpr::cust_with_exprs("+?", [column]),
    }
}

/// The UTC day of a time column as text, `2026-11-21`, for grouping.
pub fn day<C: IntoColumnRef>(backend: DbBackend, column: C) -> SimpleExpr {
    let column = SimpleExpr::Column(column.into_column_ref());
    match backend {
        DbBackend::Postgres => {
            SimpleExpr::cust_with_exprs("to_char($1 AT TIME ZONE 'UTC', 'YYYY-MM-DD')", [column])
        }
        _ => SimpleExpr::cust_with_exprs("substr(?, 1, 10)", [column]),
    }
}

/// The sum of an integer column as `i64`, 0 over no rows. (PostgreSQL's own sum of bigints is a numeric.)
pub fn sum<C: IntoColumnRef>(column: C) -> SimpleExpr {
    let sum = Func::sum(SimpleExpr::Column(column.into_column_ref()));
    Func::coalesce([sum.into(), SimpleExpr::from(0_i64)]).cast_as("bigint")
}

/// The rows of a subquery as one column of JSON text, `[{…}, …]`, so that one statement reads a row with all its
/// children. `ids` are columns that hold a UUID. All of it is SQL of ours and never comes from outside.
pub fn json_rows(backend: DbBackend, ids: &[&str], columns: &[&str], from: &str, order: &str) -> SimpleExpr {
    SimpleExpr::cust(json_rows_sql(backend, ids, columns, from, order))
}

/// The same as SQL, for statements written by hand.
pub fn json_rows_sql(backend: DbBackend, ids: &[&str], columns: &[&str], from: &str, order: &str) -> String {
    let (all, row) = match backend {
        DbBackend::Postgres => ("json_agg", "json_build_object"),
        _ => ("json_group_array", "json_object"),
    };
    let id = |name: &&str| format!("'{name}', {}", id_text(backend, name));
    let fields: Vec<String> =
        ids.iter().map(id).chain(columns.iter().map(|name| format!("'{name}', {name}"))).collect();
    let fields = fields.join(", ");
    format!("(SELECT CAST(COALESCE({all}({row}({fields}) ORDER BY {order}), '[]') AS text) FROM {from})")
}

/// The rows of `from` as one text, in the order they come in: a line for each that begins with a [`moment`], a tab between
/// its columns, which hold no line's end and are never NULL. Half the work of JSON.
pub fn lines(backend: DbBackend, columns: &[&str], moment: &str, from: &str) -> String {
    let columns = columns.join(", ");
    match backend {
        DbBackend::Postgres => format!(
            // A float holds microseconds until 2106, and is a fraction of the work of a numeric.
            "(SELECT COALESCE(string_agg(concat_ws(E'\\t', \
             CAST(date_part('epoch', {moment}) * 1000000 AS bigint), {columns}), E'\\n'), '') FROM {from})"
        ),
        _ => format!(
            "(SELECT COALESCE(group_concat(concat_ws(char(9), {moment}, {columns}), char(10)), '') \
             FROM {from})"
        ),
    }
}

/// A moment of [`lines`]: microseconds on PostgreSQL, on SQLite the text it is.
pub fn moment(text: &str) -> Option<DateTime<Utc>> {
    match text.parse() {
        Ok(micros) => DateTime::from_timestamp_micros(micros),
        Err(_) => DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc()),
    }
}

fn id_text(backend: DbBackend, name: &str) -> String {
    match backend {
        DbBackend::Postgres => format!("CAST({name} AS text)"),
        _ => format!("nullif(lower(hex({name})), '')"),
    }
}

/// Once much was written at once. PostgreSQL does it by and by, and searches take several times as long until then; SQLite
/// has nothing to catch up on.
pub async fn settle(db: &DatabaseConnection) -> Result<(), DbErr> {
    match db.get_database_backend() {
        DbBackend::Postgres => db.execute_unprepared("VACUUM (ANALYZE)").await.map(drop),
        _ => Ok(()),
    }
}

/// For reading a thousand rows from all over a large SQLite file: connections that map it into memory, one for each core;
/// to any other database the same connections. They are few, for each unmaps the file when another has written, which
/// takes as long as what it has seen of it is large.
pub fn for_searches(db: &DatabaseConnection) -> DatabaseConnection {
    if db.get_database_backend() != DbBackend::Sqlite {
        return db.clone();
    }
    let pool = db.get_sqlite_connection_pool();
    let file = pool.connect_options();
    if pool.options().get_max_connections() == 1 {
        return db.clone();
    }
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let options = SqlitePoolOptions::new()
        .max_connections(u32::try_from(cores).unwrap_or(u32::MAX))
        .acquire_timeout(pool.options().get_acquire_timeout())
        .test_before_acquire(false);
    let mapped = file.as_ref().clone().pragma("mmap_size", MOST_MAPPED.to_string()).pragma("query_only", "1");
    SqlxSqliteConnector::from_sqlx_sqlite_pool(options.connect_lazy_with(mapped))
}

/// Bytes; as much as SQLite is built to map.
const MOST_MAPPED: u64 = 1 << 38;

/// Notices what others wrote into an SQLite file: SQLite's own count of it, seen from a connection that never writes.
pub struct Watch {
    connection: SqliteConnection,
    version: i64,
    begun: u64,
}

impl Watch {
    /// None on PostgreSQL, and for a database in memory, which is one process's own.
    pub async fn open(db: &DatabaseConnection) -> Result<Option<Self>, DbErr> {
        if db.get_database_backend() != DbBackend::Sqlite {
            return Ok(None);
        }
        let pool = db.get_sqlite_connection_pool();
        if pool.options().get_max_connections() == 1 {
            return Ok(None);
        }
        let mut connection = pool.acquire().await.map_err(sqlx_fault)?.detach();
        let version = data_version(&mut connection).await?;
        Ok(Some(Self { connection, version, begun: super::begun() }))
    }

    /// Whether the file changed since the last look while this process began no transaction: whose write it was
    /// cannot be told otherwise.
    pub async fn others_wrote(&mut self) -> Result<bool, DbErr> {
        let (version, begun) = (data_version(&mut self.connection).await?, super::begun());
        let others = version != self.version && begun == self.begun;
        (self.version, self.begun) = (version, begun);
        Ok(others)
    }

    pub async fn close(self) {
        drop(self.connection.close().await);
    }
}

async fn data_version(connection: &mut SqliteConnection) -> Result<i64, DbErr> {
    sqlx::query_scalar("PRAGMA data_version").fetch_one(connection).await.map_err(sqlx_fault)
}

fn sqlx_fault(error: SqlxError) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}
