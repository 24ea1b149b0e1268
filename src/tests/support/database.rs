//! A migrated database of its own for each test, on SQLite and on PostgreSQL.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Duration;

use prosets::db::{PoolOptions, connect, migrate};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use tempfile::TempDir;
use uuid::Uuid;

/// `on_both!(name, |db| async move { … })` makes the tests `name::sqlite` and `name::postgres`.
macro_rules! on_both {
    ($name:ident, |$db:ident| $body:expr) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let test = $crate::support::database::TestDb::sqlite().await;
                let $db = test.db.clone();
                $body.await;
                test.finish().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let test = $crate::support::database::TestDb::postgres().await;
                let $db = test.db.clone();
                $body.await;
                test.finish().await;
            }
        }
    };
}

/// Keep it as long as `db` is used; `finish` gives the room back.
pub struct TestDb {
    pub db: DatabaseConnection,
    pub url: String,
    folder: Option<TempDir>,
}

impl TestDb {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("test.db");
        std::fs::copy(sqlite_template().await, &file).unwrap();
        let url = format!("sqlite://{}", file.display());
        let db = connect(&url, PoolOptions::default()).await.unwrap();
        Self { db, url, folder: Some(folder) }
    }

    pub async fn postgres() -> Self {
        let template = postgres_template().await;
        let name = format!("test_{}", Uuid::now_v7().simple());
        let admin = admin().await;
        run(&admin, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        admin.close().await.unwrap();
        let url = postgres_url(&name);
        let db = connect(&url, PoolOptions { max_connections: Some(8), ..Default::default() }).await.unwrap();
        Self { db, url, folder: None }
    }

    pub async fn finish(self) {
        let _ = self.db.close().await;
        if self.folder.is_none() {
            let (_, name) = self.url.rsplit_once('/').unwrap();
            run(&admin().await, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

/// Changes with each build of the tests, and so with each change of the migrations.
fn build() -> String {
    let exe = std::env::current_exe().unwrap().metadata().unwrap();
    let mut hasher = DefaultHasher::new();
    (exe.len(), exe.modified().unwrap()).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

async fn sqlite_template() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let template = folder.join(format!("template-{}.db", build()));
    if !template.exists() {
        forget_old_templates(&folder);
        // Under a name of its own first: another test may be making it too.
        let draft = folder.join(format!("template-{}.draft", Uuid::now_v7().simple()));
        let db = connect(&format!("sqlite://{}", draft.display()), PoolOptions::default()).await.unwrap();
        migrate(&db).await.unwrap();
        db.close().await.unwrap();
        std::fs::rename(&draft, &template).unwrap();
    }
    template
}

/// Each build leaves one behind.
fn forget_old_templates(folder: &Path) {
    let day = Duration::from_secs(24 * 60 * 60);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = entry.metadata().ok().and_then(|file| file.modified().ok()?.elapsed().ok());
        if entry.file_name().to_string_lossy().starts_with("template-") && age > Some(day) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

async fn postgres_template() -> String {
    let template = format!("prosets_template_{}", build());
    let admin = admin().await;
    run(&admin, "SELECT pg_advisory_lock(20261121)").await;
    let sql = format!("SELECT 1 FROM pg_database WHERE datname = '{template}'");
    let found = admin.query_one_raw(Statement::from_string(admin.get_database_backend(), sql)).await.unwrap();
    if found.is_none() {
        let draft = format!("{template}_draft");
        run(&admin, &format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)")).await;
        run(&admin, &format!("CREATE DATABASE {draft}")).await;
        let db = connect(&postgres_url(&draft), PoolOptions::default()).await.unwrap();
        migrate(&db).await.unwrap();
        db.close().await.unwrap();
        run(&admin, &format!("ALTER DATABASE {draft} RENAME TO {template}")).await;
    }
    // Closing the session lets go of the lock.
    admin.close().await.unwrap();
    template
}

async fn admin() -> DatabaseConnection {
    let options = PoolOptions { max_connections: Some(1), ..Default::default() };
    connect(&admin_url(), options).await.unwrap()
}

async fn run(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.unwrap();
}

fn admin_url() -> String {
    std::env::var("PROSETS_TEST_POSTGRES_URL").expect(
        "PROSETS_TEST_POSTGRES_URL is not set: bin/test sets it, and so does bin/with-postgres cargo nextest run",
    )
}

fn postgres_url(database: &str) -> String {
    let admin = admin_url();
    let (server, _) = admin.rsplit_once('/').expect("PROSETS_TEST_POSTGRES_URL ends with /<database>");
    format!("{server}/{database}")
}
