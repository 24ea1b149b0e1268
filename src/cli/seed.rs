//! `prosets seed`

use clap::Args;

use super::{Failure, Outcome};
use crate::server::config::Config;

/// The same numbers always make the same shop, and what is there already is left alone: it may be run again, and
/// beside a serving process.
#[derive(Clone, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct Seed {
    /// The demo shop: people, listings with files and pictures, past orders and reviews
    #[arg(long)]
    pub demo: bool,
    /// This many plain listings, to measure with
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub assets: u64,
    /// This many sellers to share them
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub sellers: u64,
    /// This many paid orders of them
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub orders: u64,
}

pub(super) async fn run(config: &Config, _command: Seed) -> Outcome {
    if config.server.is_production() {
        return Err(Failure::message("The demo shop and its passwords are public: not in production."));
    }
    Err(Failure::message("The demo shop is not there yet."))
}
