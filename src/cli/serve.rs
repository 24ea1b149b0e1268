//! `prosets serve`

use super::Outcome;
use crate::server::{self, config::Config};

pub(super) async fn run(config: Config) -> Outcome {
    Ok(server::run::serve(config).await?)
}
