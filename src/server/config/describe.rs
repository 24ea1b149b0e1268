//! The settings as they are in force, for `prosets doctor`. Secrets are named, never shown.

use super::{Config, DatabaseKind, Environment, LogFormat, PaymentProviders, Smtp, Storage};
use crate::ports::mail::Security;

impl Config {
    /// Variable and value, one a setting, in the order of the README.
    pub fn describe(&self) -> Vec<(&'static str, String)> {
        let (server, shop) = (&self.server, &self.shop);
        let environment = match server.environment {
            Environment::Development => "development",
            Environment::Production => "production",
        };
        let proxies: Vec<_> = server.trusted_proxies.iter().map(ToString::to_string).collect();
        let mut lines = vec![
            ("PROSETS_ENV", environment.to_owned()),
            ("HOST", server.host.to_string()),
            ("PORT", server.port.to_string()),
            ("AUTH0_BASE_URL", server.base_url.clone()),
            ("PROSETS_DATA_DIR", server.data_dir.display().to_string()),
            ("PROSETS_TRUSTED_PROXIES", or(proxies.join(", "), "none")),
            ("PROSETS_RATE_LIMITS", if server.rate_limits { "on" } else { "off" }.to_owned()),
            ("PROSETS_PAGE_CACHE", if server.page_cache { "on" } else { "off" }.to_owned()),
            ("DATABASE_URL", self.describe_database()),
        ];
        for issuer in &self.auth.issuers {
            lines.push(("sign-in with", format!("{} at {}", issuer.label, issuer.url)));
        }
        if !self.auth.local {
            lines.push(("PROSETS_LOCAL_SIGNIN", "off: providers only".to_owned()));
        }
        lines.extend(self.redis.as_ref().map(|redis| ("REDIS_URL", redis.place.clone())));
        lines.push((
            "AUTH0_SECRET",
            if self.auth.secret.is_some() { "given" } else { "made here" }.to_owned(),
        ));
        lines.push(match self.payments.providers {
            PaymentProviders::Sandbox => ("PAYMENT_PROVIDERS", "sandbox: no money moves".to_owned()),
            PaymentProviders::None => ("PAYMENT_PROVIDERS", "none: every listing must be free".to_owned()),
        });
        match &self.storage {
            Storage::Embedded { port } => lines.push(("PROSETS_S3_PORT", port.to_string())),
            Storage::S3(s3) => {
                let endpoint = s3.endpoint.as_ref().map_or("AWS".to_owned(), ToString::to_string);
                lines.push(("AWS_S3_BUCKET", format!("{} in {} at {endpoint}", s3.bucket, s3.region)));
            }
        }
        lines.extend(self.mail.smtp.as_ref().map(|smtp| ("SMTP_URL", smtp.describe())));
        lines.extend([
            ("MAIL_FROM", self.mail.from.to_string()),
            ("PROSETS_FEE_BPS", shop.fee_bps.to_string()),
            ("PROSETS_CURRENCY", shop.currency.to_string()),
            (
                "LOG_FORMAT",
                if self.telemetry.format == LogFormat::Json { "json" } else { "pretty" }.to_owned(),
            ),
            ("RUST_LOG", self.telemetry.filter.clone()),
        ]);
        lines
    }

    fn describe_database(&self) -> String {
        match (self.database.kind, self.database.sqlite_file()) {
            (DatabaseKind::Postgres, _) => "PostgreSQL".to_owned(),
            (DatabaseKind::Sqlite, Some(file)) => format!("SQLite in {}", file.display()),
            (DatabaseKind::Sqlite, None) => "SQLite in memory: gone when the process ends".to_owned(),
        }
    }
}

impl Smtp {
    /// Where mail goes and how, without the password.
    pub fn describe(&self) -> String {
        let security = match self.security {
            Security::Tls => "with TLS",
            Security::StartTls => "with STARTTLS",
            Security::Plain => "in plain text",
        };
        let user = self.credentials.as_ref().map(|(user, _)| format!(", signed in as {user}"));
        format!("{} at port {}, {security}{}", self.host, self.port, user.unwrap_or_default())
    }
}

fn or(text: String, fallback: &str) -> String {
    if text.is_empty() { fallback.to_owned() } else { text }
}
