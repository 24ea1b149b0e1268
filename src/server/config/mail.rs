//! How mail leaves the shop: by SMTP, or as files.

use std::path::PathBuf;

use lettre::message::Mailbox;
use percent_encoding::percent_decode_str;
use url::Url;

use super::{Secret, Server, parse, vars::Vars};
use crate::ports::mail::Security;

#[derive(Clone, Debug)]
pub struct Mail {
    /// `MAIL_FROM`: the sender; default `ProSets <no-reply@localhost>`.
    pub from: Mailbox,
    /// Where `.eml` files are written without a mail server: `mail` in the data directory.
    pub dir: PathBuf,
    /// `SMTP_URL`: the server that takes our mail.
    pub smtp: Option<Smtp>,
}

/// `smtps://` is TLS from the first byte, by default at port 465. `smtp://` is STARTTLS at port 587; on this machine
/// itself, or with `?tls=none`, it is neither, by default at port 25.
#[derive(Clone, Debug)]
pub struct Smtp {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub credentials: Option<(String, Secret)>,
}

impl Smtp {
    /// Whether mail stays on this machine until the server passes it on.
    pub fn is_near(&self) -> bool {
        is_near(&self.host)
    }
}

impl Mail {
    pub(super) fn read(vars: &mut Vars, server: &Server) -> Self {
        let from = vars.read("MAIL_FROM", |value| {
            value.parse().map_err(|_| parse::must_be(value, "an address such as ProSets <shop@example.com>"))
        });
        let smtp = vars.read("SMTP_URL", smtp);
        if vars.get("SMTP_URL").is_some() && vars.get("MAIL_FROM").is_none() {
            vars.fault(
                "MAIL_FROM",
                "is missing, while SMTP_URL is there: set it to an address the mail server may send from, \
                 such as ProSets <shop@example.com>.",
            );
        }
        Self { from: from.unwrap_or_else(nobody), dir: server.data_path("mail"), smtp }
    }
}

#[allow(clippy::expect_used, reason = "a constant that a test parses")]
fn nobody() -> Mailbox {
    "ProSets <no-reply@localhost>".parse().expect("a valid address")
}

const SHAPE: &str = "must be smtps://user:password@host or smtp://user:password@host:587 \
                     (in the password write @ as %40, / as %2F, # as %23 and % as %25).";

/// The value is never repeated: it may hold a password.
fn smtp(value: &str) -> Result<Smtp, String> {
    let url = Url::parse(value).map_err(|_| SHAPE.to_owned())?;
    let plain = matches!(url.path(), "" | "/") && url.fragment().is_none();
    let host = url.host_str().filter(|host| !host.is_empty() && plain).ok_or(SHAPE)?;
    let host = host.trim_matches(['[', ']']).to_owned();
    let near = is_near(&host);
    let options: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let asked = match options.as_slice() {
        [] => None,
        [(name, tls)] if name == "tls" => Some(tls.as_str()),
        _ => return Err("takes nothing behind the question mark but tls=required or tls=none.".into()),
    };
    let (security, port) = match (url.scheme(), asked) {
        ("smtps", None | Some("required")) => (Security::Tls, 465),
        ("smtp", Some("required")) => (Security::StartTls, 587),
        ("smtp", Some("none")) => (Security::Plain, 25),
        ("smtp", None) if near => (Security::Plain, 25),
        ("smtp", None) => (Security::StartTls, 587),
        ("smtp" | "smtps", _) => {
            return Err(
                "may say tls=required or, with smtp, tls=none: anything between is as good as none.".into()
            );
        }
        _ => return Err(SHAPE.into()),
    };
    let credentials = match (decoded(url.username())?, url.password()) {
        (user, None) if user.is_empty() => None,
        (user, Some(password)) if !user.is_empty() => Some((user, Secret::new(decoded(password)?))),
        _ => return Err("needs a user and a password, or neither.".into()),
    };
    if security == Security::Plain && credentials.is_some() && !near {
        return Err("would send its password over the net for everybody to read: leave out tls=none.".into());
    }
    Ok(Smtp { host, port: url.port().unwrap_or(port), security, credentials })
}

fn is_near(host: &str) -> bool {
    let address = || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
    host == "localhost" || host.ends_with(".localhost") || address()
}

fn decoded(text: &str) -> Result<String, String> {
    percent_decode_str(text).decode_utf8().map(Into::into).map_err(|_| SHAPE.to_owned())
}
