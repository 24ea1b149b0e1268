//! `prosets migrate`

use std::io::{self, Write};

use clap::Subcommand;

use super::{Failure, Outcome, database};
use crate::db::{
    self,
    schema::{self, Step},
};
use crate::server::config::Config;

#[derive(Clone, Copy, Subcommand)]
pub(super) enum Migrate {
    /// Apply every migration that is missing
    Up,
    /// Take back the last migration, with everything it holds
    Down {
        /// How many to take back
        #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        steps: u32,
    },
    /// List the migrations and whether each is applied
    Status,
}

pub(super) async fn run(config: &Config, command: Migrate) -> Outcome {
    let db = database(config).await?;
    let before = schema::status(&db).await.map_err(Failure::message)?;
    match command {
        Migrate::Up => db::migrate(&db).await.map_err(Failure::message)?,
        Migrate::Down { steps } => schema::roll_back(&db, steps).await.map_err(Failure::message)?,
        Migrate::Status => return Ok(list(&mut io::stdout().lock(), &before)?),
    }
    let after = schema::status(&db).await.map_err(Failure::message)?;
    let changed: Vec<_> = after.into_iter().filter(|step| !before.contains(step)).collect();
    let mut out = io::stdout().lock();
    if changed.is_empty() {
        writeln!(out, "Nothing to do.")?;
    }
    Ok(list(&mut out, &changed)?)
}

fn list(out: &mut impl Write, steps: &[Step]) -> io::Result<()> {
    steps.iter().try_for_each(|step| {
        let state = if step.applied { "applied" } else { "not applied" };
        writeln!(out, "{:<11}  {}", state, step.name)
    })
}
