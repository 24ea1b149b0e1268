//! The command line: one file per subcommand, one way to fail.

mod doctor;
mod failure;
mod migrate;
mod openapi;
mod seed;
mod serve;
mod user;
mod work;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use sea_orm::DatabaseConnection;

use crate::db::{self, PoolOptions};
use crate::server::{config::Config, telemetry};
use failure::Failure;

type Outcome = Result<(), Failure>;

/// A self-hostable marketplace for digital assets.
///
/// Without a command it serves the shop, by default at http://localhost:3000 with everything it needs kept under
/// ./data. Settings come from the environment or a file .env; README.md lists them, `prosets doctor` checks them.
#[derive(Parser)]
#[command(name = "prosets", version, disable_help_subcommand = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

const EXIT_CODES: &str = "\
Exit codes:
  0   done
  1   it failed; standard error says why
  2   the command line was not understood
  78  a setting is wrong, half given or unknown; standard error names each";

#[derive(Subcommand)]
enum Command {
    /// Serve the shop and run its jobs (the default)
    Serve,
    /// Run jobs only, beside a serving process
    Work,
    /// Bring the database schema up or down, or show where it stands
    #[command(subcommand)]
    Migrate(migrate::Migrate),
    /// Fill the shop with the demo or with many listings to measure with
    Seed(seed::Seed),
    /// Make people, give them staff roles, lock them out
    #[command(subcommand)]
    User(user::User),
    /// Print the OpenAPI document of /api/v1
    Openapi,
    /// Check every setting and each configured part by using it
    Doctor,
}

/// Parses the arguments, runs the command and turns its outcome into an exit code.
pub fn main() -> ExitCode {
    match run(Cli::parse().command.unwrap_or(Command::Serve)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}

fn run(command: Command) -> Outcome {
    if let Command::Openapi = command {
        return openapi::run();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    if let Command::Doctor = command {
        return runtime.block_on(doctor::run(Config::load()));
    }
    let config = Config::load().map_err(Failure::Settings)?;
    telemetry::init(&config.telemetry).map_err(Failure::message)?;
    runtime.block_on(async {
        match command {
            Command::Serve => serve::run(config).await,
            Command::Work => work::run(config).await,
            Command::Migrate(command) => migrate::run(&config, command).await,
            Command::Seed(command) => seed::run(config, command).await,
            Command::User(command) => user::run(&config, command).await,
            Command::Openapi | Command::Doctor => Ok(()),
        }
    })
}

/// The configured database, as it is.
async fn database(config: &Config) -> Result<DatabaseConnection, Failure> {
    db::connect(config.database.url.expose(), PoolOptions::default()).await.map_err(Failure::message)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_commands_are_well_formed() {
        super::Cli::command().debug_assert();
    }
}
