//! The sign-in providers: whether they answer, call themselves as we do, and agree with us on the time.

use std::io;
use std::sync::Arc;

use super::Report;
use crate::server::clock::Clock;
use crate::server::config::Config;
use crate::server::issuers::{Issuers, callback};

/// Seconds two clocks may differ before tokens look expired or not yet valid.
const SKEW: i64 = 30;

pub(super) async fn check(config: &Config, report: &mut Report<'_>) -> io::Result<()> {
    let clock = Clock::default();
    let issuers = match Issuers::open(config, &(Arc::new(move || clock.now()) as _)) {
        Ok(issuers) => issuers,
        Err(error) => return report.fail("sign-in", error.to_string()),
    };
    for issuer in issuers.iter() {
        let name = format!("sign-in with {}", issuer.label);
        match issuer.provider.check().await {
            Err(error) => report.fail(&name, error.to_string())?,
            Ok(apart) if apart.abs() > SKEW => {
                report.fail(
                    &name,
                    format!("its clock and this one are {apart} seconds apart: set this one by NTP"),
                )?;
            }
            Ok(_) => {
                let callback = callback(config, &issuer.key);
                report.ok(&name, format!("answers; allow the callback {callback} there"))?;
            }
        }
    }
    Ok(())
}
