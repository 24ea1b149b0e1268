//! The mail server: connected to and signed in at, without sending anything.

use std::io;

use super::Report;
use crate::server::{config::Config, mail};

const NAME: &str = "mail";

pub(super) async fn check(config: &Config, report: &mut Report<'_>) -> io::Result<()> {
    let Some(smtp) = &config.mail.smtp else { return Ok(()) };
    let mailer = match mail::smtp(config) {
        Ok(Some(mailer)) => mailer,
        Ok(None) => return Ok(()),
        Err(error) => return report.fail(NAME, error.to_string()),
    };
    match mailer.check().await {
        Ok(()) if smtp.credentials.is_some() => {
            report.ok(NAME, format!("{} answers and takes our sign-in", smtp.host))
        }
        Ok(()) => report.ok(NAME, format!("{} answers", smtp.host)),
        Err(error) => report.fail(NAME, format!("{} at port {}: {error}", smtp.host, smtp.port)),
    }
}
