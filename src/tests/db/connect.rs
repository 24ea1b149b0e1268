//! Opening a database, and what is said when it cannot be.

use prosets::db::{ConnectError, PoolOptions, connect, for_searches, migrate};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

async fn ask(db: &DatabaseConnection, pragma: &str) -> String {
    let statement = Statement::from_string(db.get_database_backend(), format!("PRAGMA {pragma}"));
    let row = db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index::<String>(0)
        .or_else(|_| row.try_get_by_index::<i64>(0).map(|n| n.to_string()))
        .unwrap()
}

async fn refusal(url: &str) -> String {
    let options = PoolOptions { acquire_timeout: std::time::Duration::from_secs(1), ..Default::default() };
    connect(url, options).await.expect_err(url).to_string()
}

#[tokio::test]
async fn sqlite_is_made_with_its_folder_and_set_up() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("deep/er/shop.db");
    let db = connect(&format!("sqlite://{}", file.display()), PoolOptions::default()).await.unwrap();
    assert!(file.exists());
    assert_eq!(ask(&db, "journal_mode").await, "wal");
    assert_eq!(ask(&db, "foreign_keys").await, "1");
    assert_eq!(ask(&db, "busy_timeout").await, "5000");
    assert_eq!(ask(&db, "synchronous").await, "1");
}

#[tokio::test]
async fn memory_keeps_what_is_written() {
    let db = connect("sqlite::memory:", PoolOptions::default()).await.unwrap();
    migrate(&db).await.unwrap();
    assert_eq!(
        db.execute_unprepared("INSERT INTO counters VALUES ('a', 1)").await.unwrap().rows_affected(),
        1
    );
    assert_eq!(db.execute_unprepared("UPDATE counters SET value = 2").await.unwrap().rows_affected(), 1);
}

#[tokio::test]
async fn searches_read_a_file_mapped_and_never_write() {
    let home = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", home.path().join("shop.db").display());
    let db = connect(&url, PoolOptions::default()).await.unwrap();
    migrate(&db).await.unwrap();
    let searched = for_searches(&db);
    assert_eq!(ask(&searched, "mmap_size").await, (1_u64 << 38).to_string());
    assert_eq!(ask(&searched, "foreign_keys").await, "1", "and is set up as the others are");
    for n in [1, 2] {
        db.execute_unprepared(&format!("INSERT INTO counters VALUES ('{n}', {n})")).await.unwrap();
        let count = Statement::from_string(db.get_database_backend(), "SELECT count(*) FROM counters");
        let seen = searched.query_one_raw(count).await.unwrap().unwrap();
        assert_eq!(seen.try_get_by_index::<i64>(0).unwrap(), n, "what others wrote is seen");
    }
    let refused = searched.execute_unprepared("DELETE FROM counters").await.unwrap_err().to_string();
    assert!(refused.contains("readonly"), "{refused}");
    let memory = connect("sqlite::memory:", PoolOptions::default()).await.unwrap();
    memory.execute_unprepared("CREATE TABLE own (n integer)").await.unwrap();
    for_searches(&memory).execute_unprepared("SELECT n FROM own").await.expect("the same database");
}

#[tokio::test]
async fn a_read_only_file_is_told() {
    let home = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", home.path().join("shop.db").display());
    let db = connect(&url, PoolOptions::default()).await.unwrap();
    migrate(&db).await.unwrap();
    db.close().await.unwrap();
    let error = connect(&format!("{url}?mode=ro"), PoolOptions::default()).await.unwrap_err();
    assert!(matches!(error, ConnectError::ReadOnly { .. }), "{error}");
    assert!(error.to_string().contains("shop.db is read-only. Let the user"), "{error}");
}

#[tokio::test]
async fn a_wrong_file_is_told() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("notes.txt");
    std::fs::write(&file, "not a database, but long enough to be taken for one. ".repeat(40)).unwrap();
    let error = refusal(&format!("sqlite://{}", file.display())).await;
    assert!(error.contains("notes.txt cannot be opened") && error.contains("not a database"), "{error}");
    let error = refusal(&format!("sqlite://{}/below/shop.db", file.display())).await;
    assert!(error.contains("The folder") && error.contains("cannot be made"), "{error}");
}

#[tokio::test]
async fn a_missing_server_is_told_without_the_password() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let error = refusal(&format!("postgres://shop:secret@127.0.0.1:{closed}/shop")).await;
    assert!(
        error.contains(&format!("PostgreSQL at 127.0.0.1:{closed} did not answer within 1 s")),
        "{error}"
    );
    assert!(!error.contains("secret"));
}

#[tokio::test]
async fn a_missing_database_is_told() {
    let test = crate::support::database::TestDb::postgres().await;
    let error = refusal(&format!("{}_missing", test.url)).await;
    assert!(error.contains("refused the connection") && error.contains("does not exist"), "{error}");
    test.finish().await;
}

#[tokio::test]
async fn another_kind_of_database_is_told() {
    assert!(refusal("mysql://localhost/shop").await.contains("must begin with sqlite: or postgres:"));
}
