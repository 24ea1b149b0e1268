//! The settings in force, and the ones that are valid but unlikely to be meant.

use std::io;

use super::Report;
use crate::ports::mail::Security;
use crate::server::config::{Config, DatabaseKind, Fault, PaymentProviders, Storage};

pub(super) fn faults(faults: &[Fault], report: &mut Report<'_>) -> io::Result<()> {
    for fault in faults {
        report.fail(&fault.variable, &fault.problem)?;
    }
    report.note("parts", "not examined: the settings come first")
}

pub(super) fn check(config: &Config, report: &mut Report<'_>) -> io::Result<()> {
    for (name, value) in config.describe() {
        report.ok(name, value)?;
    }
    for (name, what) in doubts(config) {
        report.note(name, what)?;
    }
    Ok(())
}

fn doubts(config: &Config) -> Vec<(&'static str, String)> {
    let server = &config.server;
    let mut doubts = Vec::new();
    if !server.is_https() && !server.is_loopback() {
        doubts
            .push(("AUTH0_BASE_URL", "is http: browsers keep the sign-in cookie over https only".to_owned()));
    }
    let own_port = server.base_url.ends_with(&format!(":{}", server.port));
    if server.is_loopback() && !server.is_https() && !own_port {
        doubts.push(("AUTH0_BASE_URL", format!("names another port than PORT, {}", server.port)));
    }
    if server.is_production() && server.is_loopback() {
        doubts
            .push(("AUTH0_BASE_URL", "is this machine only: set it to the shop's public address".to_owned()));
    }
    if config.database.kind == DatabaseKind::Sqlite && config.database.sqlite_file().is_none() {
        doubts.push(("DATABASE_URL", "is in memory: everything is lost when the shop stops".to_owned()));
    }
    if matches!(config.storage, Storage::Embedded { .. }) && !server.is_loopback() {
        let what =
            "files are served at 127.0.0.1, which other machines do not reach: set the four AWS_* settings";
        doubts.push(("storage", what.to_owned()));
    }
    if config.payments.providers == PaymentProviders::Sandbox {
        doubts.push(("payments", "the sandbox takes no money".to_owned()));
    }
    doubts.extend(mail(config).map(|what| ("mail", what)));
    doubts.push(("virus scan", "there is none; uploads are checked by size, hash and content".to_owned()));
    doubts
}

fn mail(config: &Config) -> Option<String> {
    match &config.mail.smtp {
        None => Some(format!("is written to files in {}, not sent", config.mail.dir.display())),
        Some(smtp) if smtp.security == Security::Plain && !smtp.is_near() => {
            Some(format!("goes to {} in plain text, for everybody on the way to read", smtp.host))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn doubted(vars: &[(&str, &str)]) -> Vec<&'static str> {
        let vars = vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let always = ["mail", "virus scan", "payments"];
        let names = doubts(&Config::from_vars(vars).unwrap()).into_iter().map(|(name, _)| name);
        names.filter(|name| !always.contains(name)).collect()
    }

    #[test]
    fn what_is_embedded_on_ones_own_machine_raises_no_doubts() {
        assert!(doubted(&[]).is_empty());
        assert!(doubted(&[("PORT", "4000")]).is_empty());
    }

    #[test]
    fn what_cannot_be_meant_does() {
        assert_eq!(doubted(&[("AUTH0_BASE_URL", "http://shop.example.com")]), ["AUTH0_BASE_URL", "storage"]);
        assert_eq!(doubted(&[("AUTH0_BASE_URL", "http://localhost:4000")]), ["AUTH0_BASE_URL"]);
        assert_eq!(doubted(&[("DATABASE_URL", "sqlite::memory:")]), ["DATABASE_URL"]);
        let secret = "s".repeat(32);
        let production =
            [("PROSETS_ENV", "production"), ("AUTH0_SECRET", secret.as_str()), ("PAYMENT_PROVIDERS", "none")];
        assert_eq!(doubted(&production), ["AUTH0_BASE_URL"]);
    }
}
