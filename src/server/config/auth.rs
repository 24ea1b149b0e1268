//! What signing in rests on.

use super::issuers::{self, Issuer};
use super::{Secret, Server, parse, vars::Vars};

#[derive(Clone, Debug)]
pub struct Auth {
    /// `AUTH0_SECRET`: at least 32 bytes; signs and seals cookies and tokens. Required in production;
    /// in development made once and kept in the data directory (see `server::secrets`).
    pub secret: Option<Secret>,
    /// `PROSETS_REQUIRE_ADMIN_2FA`: admins and moderators do nothing as such without a second factor.
    pub require_staff_second_factor: bool,
    /// `PROSETS_LOCAL_SIGNIN`: whether people may have a password here; default on.
    pub local: bool,
    /// `AUTH0_*` and `OIDC_<NAME>_*`: who else vouches for people.
    pub issuers: Vec<Issuer>,
}

impl Auth {
    pub(super) fn read(vars: &mut Vars, server: &Server) -> Self {
        let issuers = issuers::read(vars);
        let alone = issuers.is_empty();
        let local = vars.read("PROSETS_LOCAL_SIGNIN", |value| match parse::on_off(value)? {
            false if alone => {
                Err("is off, but there is no other way to sign in: set AUTH0_ISSUER_BASE_URL and \
                 what belongs to it, or unset this."
                    .to_owned())
            }
            on => Ok(on),
        });
        let require = vars.read("PROSETS_REQUIRE_ADMIN_2FA", parse::on_off);
        let secret = vars.read("AUTH0_SECRET", secret);
        if server.is_production() && vars.get("AUTH0_SECRET").is_none() {
            vars.fault(
                "AUTH0_SECRET",
                "is missing, and production does not start on a secret it made itself: \
                 set it to what `openssl rand -hex 32` prints.",
            );
        }
        Self {
            secret,
            require_staff_second_factor: require.unwrap_or(false),
            local: local.unwrap_or(true),
            issuers,
        }
    }
}

fn secret(value: &str) -> Result<Secret, String> {
    match value.len() {
        32.. => Ok(Secret::new(value)),
        short => Err(format!(
            "has {short} bytes, but needs at least 32: set it to what `openssl rand -hex 32` prints."
        )),
    }
}
