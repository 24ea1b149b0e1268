//! What the process tells of itself.

use tracing_subscriber::EnvFilter;

use super::{parse, vars::Vars};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Pretty,
    Json,
}

#[derive(Clone, Debug)]
pub struct Telemetry {
    /// `LOG_FORMAT`: `pretty` (default) or `json`, one object a line.
    pub format: LogFormat,
    /// `RUST_LOG`: what is logged, as tracing's filters say it; default [`Telemetry::FILTER`].
    pub filter: String,
}

impl Telemetry {
    /// Our own words and everybody's warnings.
    pub const FILTER: &str = "info,sqlx=warn,sea_orm=warn,sea_orm_migration=warn,hyper=warn,h2=warn,s3s=warn,\
                              s3s_fs=warn,aws_config=warn,aws_sdk_s3=warn,aws_smithy_runtime=warn";

    pub(super) fn read(vars: &mut Vars) -> Self {
        let formats = [("pretty", LogFormat::Pretty), ("json", LogFormat::Json)];
        Self {
            format: vars
                .read("LOG_FORMAT", |value| parse::one_of(value, &formats))
                .unwrap_or(LogFormat::Pretty),
            filter: vars.read("RUST_LOG", filter).unwrap_or_else(|| Self::FILTER.to_owned()),
        }
    }
}

fn filter(value: &str) -> Result<String, String> {
    let rule = "a log filter, such as info or info,prosets=debug";
    EnvFilter::try_new(value).map(|_| value.to_owned()).map_err(|_| parse::must_be(value, rule))
}
