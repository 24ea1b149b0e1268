//! The settings: one struct per concern, one field per variable.
//!
//! Whatever is wrong, half given or unknown is told at once, a sentence each, before anything starts.

mod auth;
mod database;
mod describe;
mod environment;
mod fault;
mod issuers;
mod known;
mod mail;
mod parse;
mod payments;
mod redis;
mod secret;
mod server;
mod shop;
mod storage;
mod telemetry;
#[cfg(test)]
mod tests;
mod vars;

pub use self::redis::Redis;
pub use auth::Auth;
pub use database::{Database, DatabaseKind};
pub use fault::Fault;
pub use issuers::Issuer;
pub use mail::{Mail, Smtp};
pub use payments::{PaymentProviders, Payments};
pub use secret::Secret;
pub use server::{Environment, Server};
pub use shop::Shop;
pub use storage::{S3, Storage};
pub use telemetry::{LogFormat, Telemetry};

use vars::Vars;

#[derive(Clone, Debug)]
pub struct Config {
    pub server: Server,
    pub database: Database,
    /// None: sessions are in the database, limits in the process.
    pub redis: Option<Redis>,
    pub auth: Auth,
    pub payments: Payments,
    pub storage: Storage,
    pub mail: Mail,
    pub shop: Shop,
    pub telemetry: Telemetry,
}

impl Config {
    /// From the environment and, where that is silent, the file `.env` in the working directory.
    pub fn load() -> Result<Self, Vec<Fault>> {
        let (vars, mut faults) = environment::collect(".env".as_ref(), std::env::vars_os());
        match Self::from_vars(vars) {
            Ok(config) if faults.is_empty() => Ok(config),
            Ok(_) => Err(faults),
            Err(more) => {
                faults.extend(more);
                Err(faults)
            }
        }
    }

    /// From these variables alone, or all that is wrong with them, by variable.
    pub fn from_vars(vars: impl IntoIterator<Item = (String, String)>) -> Result<Self, Vec<Fault>> {
        let vars = &mut Vars::new(vars);
        known::check_names(vars);
        let server = Server::read(vars);
        let config = Self {
            database: Database::read(vars, &server),
            redis: Redis::read(vars),
            auth: Auth::read(vars, &server),
            payments: Payments::read(vars, &server),
            storage: Storage::read(vars, &server),
            mail: Mail::read(vars, &server),
            shop: Shop::read(vars),
            telemetry: Telemetry::read(vars),
            server,
        };
        let faults = vars.take_faults();
        if faults.is_empty() { Ok(config) } else { Err(faults) }
    }
}
