//! Where mail goes: to the configured server, or into files.

use std::time::Duration;

use url::Url;

use crate::ports::mail::{MailError, SmtpConfig, SmtpMailer};
use crate::server::config::Config;

/// Well within what a job may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The way to the mail server, where there is one. Connects to nothing yet.
pub fn smtp(config: &Config) -> Result<Option<SmtpMailer>, MailError> {
    let Some(smtp) = &config.mail.smtp else { return Ok(None) };
    let credentials = smtp.credentials.as_ref();
    let mailer = SmtpMailer::open(SmtpConfig {
        host: smtp.host.clone(),
        port: smtp.port,
        security: smtp.security,
        credentials: credentials.map(|(user, password)| (user.clone(), password.expose().to_owned())),
        hello: our_name(&config.server.base_url),
        from: config.mail.from.to_string(),
        patience: PATIENCE,
    });
    mailer.map(Some)
}

/// The shop's own domain; mail servers look askance at an address in its place.
fn our_name(base_url: &str) -> Option<String> {
    Url::parse(base_url).ok()?.domain().map(str::to_owned)
}
