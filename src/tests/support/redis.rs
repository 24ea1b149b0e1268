//! Where a test's sessions and limits are: in its database, or in a Redis database of its own.

use redis::aio::MultiplexedConnection;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

use super::app::TestApp;

/// `on_each_store!(name, |db, home| async move { … })` makes the tests `name::sqlite`, `name::postgres` and
/// `name::redis`.
macro_rules! on_each_store {
    ($name:ident, |$db:ident, $home:ident| $body:expr) => {
        mod $name {
            use super::*;
            use $crate::support::database::TestDb;
            use $crate::support::redis::Home;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let test = TestDb::sqlite().await;
                let ($db, $home) = (test.db.clone(), Home::in_table(&test.db));
                $body.await;
                test.finish().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let test = TestDb::postgres().await;
                let ($db, $home) = (test.db.clone(), Home::in_table(&test.db));
                $body.await;
                test.finish().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn redis() {
                let test = TestDb::sqlite().await;
                let ($db, $home) = (test.db.clone(), Home::in_redis(&test.db).await);
                $body.await;
                test.finish().await;
            }
        }
    };
}

#[derive(Clone)]
pub struct Home {
    db: DatabaseConnection,
    redis: Option<String>,
}

impl Home {
    pub fn in_table(db: &DatabaseConnection) -> Self {
        Self { db: db.clone(), redis: None }
    }

    pub async fn in_redis(db: &DatabaseConnection) -> Self {
        Self { db: db.clone(), redis: Some(url().await) }
    }

    pub async fn start(&self) -> TestApp {
        self.with(&[]).await
    }

    pub async fn with(&self, vars: &[(&str, &str)]) -> TestApp {
        let redis = self.redis.as_deref().map(|url| ("REDIS_URL", url));
        let vars: Vec<_> = vars.iter().copied().chain(redis).collect();
        TestApp::with(self.db.clone(), &vars).await
    }

    /// How many sessions there are.
    pub async fn sessions(&self) -> usize {
        match &self.redis {
            Some(url) => keys(url, "prosets:session:*").await.len(),
            None => self.count("sessions").await,
        }
    }

    /// How many sessions somebody is signed in with.
    pub async fn sign_ins(&self) -> usize {
        let Some(url) = &self.redis else { return self.count("sessions WHERE user_id IS NOT NULL").await };
        let mut sum = 0;
        for key in keys(url, "prosets:sessions-of:*").await {
            sum += ask::<usize>(url, ::redis::cmd("ZCARD").arg(key)).await;
        }
        sum
    }

    /// Whether a session is kept under what its cookie holds.
    pub async fn holds(&self, cookie: &str) -> bool {
        match &self.redis {
            Some(url) => !keys(url, &format!("*{cookie}*")).await.is_empty(),
            None => self.count(&format!("sessions WHERE id = '{cookie}'")).await > 0,
        }
    }

    async fn count(&self, from: &str) -> usize {
        let sql = format!("SELECT count(*) AS n FROM {from}");
        let statement = Statement::from_string(self.db.get_database_backend(), sql);
        let count: i64 = self.db.query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap();
        usize::try_from(count).unwrap()
    }
}

/// An empty database of the tests' server.
pub async fn url() -> String {
    let server = std::env::var("PROSETS_TEST_REDIS_URL").expect(
        "PROSETS_TEST_REDIS_URL is not set: bin/test sets it, and so does bin/with-redis cargo nextest run",
    );
    let url = format!("{server}/{}", rand::random_range(0..16_000));
    ask::<()>(&url, &::redis::cmd("FLUSHDB")).await;
    url
}

pub async fn keys(url: &str, pattern: &str) -> Vec<String> {
    ask(url, ::redis::cmd("KEYS").arg(pattern)).await
}

pub async fn ask<T: ::redis::FromRedisValue>(url: &str, command: &::redis::Cmd) -> T {
    let client = ::redis::Client::open(url).unwrap();
    let mut connection: MultiplexedConnection = client.get_multiplexed_async_connection().await.unwrap();
    command.query_async(&mut connection).await.unwrap()
}
