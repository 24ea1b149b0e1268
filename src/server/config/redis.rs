//! Where sessions and limits live when several processes share them.

use url::Url;

use super::{Secret, vars::Vars};

#[derive(Clone, Debug)]
pub struct Redis {
    /// `REDIS_URL`: `redis://…`, or `rediss://…` for TLS.
    pub url: Secret,
    /// The same without a password, for people.
    pub place: String,
}

impl Redis {
    pub(super) fn read(vars: &mut Vars) -> Option<Self> {
        vars.read("REDIS_URL", parse)
    }
}

/// The value is never repeated: it may hold a password.
fn parse(value: &str) -> Result<Redis, String> {
    let shape = || {
        "must be redis://person:password@host:6379/0, or rediss:// for TLS \
         (in the password write @ as %40, / as %2F, # as %23 and % as %25)."
            .to_owned()
    };
    let url = Url::parse(value).map_err(|_| shape())?;
    let number = url.path().trim_start_matches('/');
    let plain = number.is_empty() || number.parse::<u16>().is_ok();
    let scheme = url.scheme();
    let host = url.host_str().filter(|host| !host.is_empty() && plain).ok_or_else(shape)?;
    // A fragment would turn off the check of certificates.
    if !matches!(scheme, "redis" | "rediss") || url.query().is_some() || url.fragment().is_some() {
        return Err(shape());
    }
    let tls = if scheme == "rediss" { " with TLS" } else { "" };
    let place = format!("{host} at port {}{tls}", url.port().unwrap_or(6379));
    Ok(Redis { url: Secret::new(value), place })
}
