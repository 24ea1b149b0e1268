//! Redis: written to, read from and tidied up.

use std::io;

use super::Report;
use crate::ports::redis::{Redis, RedisFault};
use crate::server::config::Config;

const NAME: &str = "redis";

pub(super) async fn check(config: &Config, report: &mut Report<'_>) -> io::Result<()> {
    let Some(redis) = &config.redis else { return Ok(()) };
    match used(redis.url.expose()).await {
        Ok(()) => report.ok(NAME, format!("{} answers and takes writes", redis.place)),
        Err(fault) => report.fail(NAME, format!("{}: {fault}", redis.place)),
    }
}

async fn used(url: &str) -> Result<(), RedisFault> {
    Redis::connect(url).await?.check().await
}
