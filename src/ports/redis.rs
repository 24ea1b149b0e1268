//! Redis: one connection that all share and that mends itself. What is kept there, those who keep it decide; its trait
//! would be its commands.

use std::fmt;
use std::time::Duration;

use redis::aio::{ConnectionManager, ConnectionManagerConfig, PubSubStream};
use redis::{Client, Cmd, FromRedisValue, Pipeline, RedisError, ScriptInvocation};
use tokio::time::timeout;

/// For one answer,
const PATIENCE: Duration = Duration::from_secs(1);
/// and where the connection has to be made anew.
const PATIENCE_IN_ALL: Duration = Duration::from_secs(2);

#[derive(Debug, thiserror::Error)]
pub enum RedisFault {
    #[error("{0}")]
    Refused(#[from] RedisError),
    #[error("no answer within {} seconds", PATIENCE_IN_ALL.as_secs())]
    Silent,
}

#[derive(Clone)]
pub struct Redis {
    connection: ConnectionManager,
    client: Client,
    /// The database's number: what is told over Redis is heard in all of them.
    number: String,
}

impl Redis {
    /// `redis://` or, for TLS with a certificate this machine trusts, `rediss://`.
    pub async fn connect(url: &str) -> Result<Self, RedisFault> {
        let patience = ConnectionManagerConfig::new()
            .set_number_of_retries(1)
            .set_connection_timeout(Some(PATIENCE))
            .set_response_timeout(Some(PATIENCE));
        let client = Client::open(url)?;
        let number = url::Url::parse(url).map(|url| url.path().trim_matches('/').to_owned());
        let connection = ConnectionManager::new_with_config(client.clone(), patience);
        let connection = timeout(PATIENCE_IN_ALL * 2, connection).await.map_err(|_| RedisFault::Silent)??;
        Ok(Self { connection, client, number: number.unwrap_or_default() })
    }

    /// Where processes tell each other which public pages changed.
    pub fn pages_channel(&self) -> String {
        format!("prosets:pages:{}", self.number)
    }

    /// What is told there from now on, until the line breaks.
    pub async fn pages_told(&self) -> Result<PubSubStream, RedisFault> {
        in_time(async {
            let mut line = self.client.get_async_pubsub().await?;
            line.subscribe(self.pages_channel()).await?;
            Ok(line.into_on_message())
        })
        .await
    }

    pub async fn ask<T: FromRedisValue>(&self, command: &Cmd) -> Result<T, RedisFault> {
        let mut connection = self.connection.clone();
        in_time(async {
            let answer = command.query_async(&mut connection).await;
            if broke(&answer) { command.query_async(&mut connection).await } else { answer }
        })
        .await
    }

    pub async fn ask_all<T: FromRedisValue>(&self, commands: &Pipeline) -> Result<T, RedisFault> {
        let mut connection = self.connection.clone();
        in_time(async {
            let answer = commands.query_async(&mut connection).await;
            if broke(&answer) { commands.query_async(&mut connection).await } else { answer }
        })
        .await
    }

    pub async fn run<T: FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> Result<T, RedisFault> {
        let mut connection = self.connection.clone();
        in_time(async {
            let answer = script.invoke_async(&mut connection).await;
            if broke(&answer) { script.invoke_async(&mut connection).await } else { answer }
        })
        .await
    }

    pub async fn ping(&self) -> Result<(), RedisFault> {
        self.ask(&redis::cmd("PING")).await
    }

    /// Writes, reads and takes away again.
    pub async fn check(&self) -> Result<(), RedisFault> {
        let place = format!("prosets:doctor:{}", uuid::Uuid::now_v7().simple());
        let _: () = self.ask(redis::cmd("SET").arg(&place).arg("may be removed").arg("EX").arg(60)).await?;
        let _: Option<String> = self.ask(redis::cmd("GETDEL").arg(&place)).await?;
        Ok(())
    }
}

/// Whether the connection broke since it was last used, and may be whole by now.
fn broke<T>(answer: &Result<T, RedisError>) -> bool {
    answer.as_ref().is_err_and(RedisError::is_unrecoverable_error)
}

async fn in_time<T>(asked: impl Future<Output = Result<T, RedisError>>) -> Result<T, RedisFault> {
    Ok(timeout(PATIENCE_IN_ALL, asked).await.map_err(|_| RedisFault::Silent)??)
}

impl fmt::Debug for Redis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redis")
    }
}
