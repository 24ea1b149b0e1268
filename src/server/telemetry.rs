//! Logs, to standard error: for eyes, or one JSON object a line.

use std::io::{self, IsTerminal};

use tracing_subscriber::{EnvFilter, util::TryInitError};
use tracing_subscriber::{layer::SubscriberExt, util::SubscriberInitExt};

use crate::server::config::{LogFormat, Telemetry};

/// Once per process; a second call is an error.
pub fn init(config: &Telemetry) -> Result<(), TryInitError> {
    let registry = tracing_subscriber::registry().with(EnvFilter::new(&config.filter));
    let layer = tracing_subscriber::fmt::layer().with_writer(io::stderr);
    match config.format {
        LogFormat::Pretty => registry.with(layer.with_ansi(colours())).try_init(),
        LogFormat::Json => registry.with(layer.json().flatten_event(true).with_span_list(false)).try_init(),
    }
}

/// <https://no-color.org>
fn colours() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
