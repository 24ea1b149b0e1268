//! Where the shop listens, what it is called and where it keeps its files.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use ipnet::IpNet;
use url::Url;

use super::{parse, vars::Vars};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    Development,
    Production,
}

#[derive(Clone, Debug)]
pub struct Server {
    /// `PROSETS_ENV`: `development` (default) or `production`.
    pub environment: Environment,
    /// `HOST`: the address to listen on; default 127.0.0.1.
    pub host: IpAddr,
    /// `PORT`: default 3000.
    pub port: u16,
    /// `AUTH0_BASE_URL`: the shop's public origin as browsers write it, without a slash at the end;
    /// default `http://localhost:PORT`.
    pub base_url: String,
    /// `PROSETS_DATA_DIR`: database file, stored objects, mail and kept secrets; default `./data`.
    pub data_dir: PathBuf,
    /// `PROSETS_TRUSTED_PROXIES`: networks whose Forwarded and X-Forwarded-For headers count; default none.
    pub trusted_proxies: Vec<IpNet>,
    /// `PROSETS_RATE_LIMITS`: `on` (default) or `off`; never off in production.
    pub rate_limits: bool,
    /// `PROSETS_PAGE_CACHE`: `on` (default) keeps strangers' pages in memory; `off` renders each anew.
    pub page_cache: bool,
}

impl Server {
    pub(super) fn read(vars: &mut Vars) -> Self {
        let environments =
            [("development", Environment::Development), ("production", Environment::Production)];
        let environment = vars
            .read("PROSETS_ENV", |value| parse::one_of(value, &environments))
            .unwrap_or(Environment::Development);
        let production = environment == Environment::Production;
        let port = vars.read("PORT", parse::port).unwrap_or(3000);
        let base_url = vars.read("AUTH0_BASE_URL", |value| base_url(value, production));
        let rate_limits = vars.read("PROSETS_RATE_LIMITS", |value| match parse::on_off(value)? {
            false if production => Err("is off, but production needs its limits: unset it.".to_owned()),
            on => Ok(on),
        });
        Self {
            environment,
            host: vars.read("HOST", host).unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
            port,
            base_url: base_url.unwrap_or_else(|| format!("http://localhost:{port}")),
            data_dir: vars.get("PROSETS_DATA_DIR").unwrap_or("./data").into(),
            trusted_proxies: vars.read("PROSETS_TRUSTED_PROXIES", networks).unwrap_or_default(),
            rate_limits: rate_limits.unwrap_or(true),
            page_cache: vars.read("PROSETS_PAGE_CACHE", parse::on_off).unwrap_or(true),
        }
    }

    pub fn is_production(&self) -> bool {
        self.environment == Environment::Production
    }

    pub fn address(&self) -> SocketAddr {
        SocketAddr::new(self.host, self.port)
    }

    /// The public address of a path that starts with a slash, for mails, feeds and redirects from outside.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// Whether a `Host` header names the public address; cookies do not tell ports apart.
    pub fn is_named(&self, host: &str) -> bool {
        let name = |address: &str| Url::parse(address).ok()?.host_str().map(str::to_owned);
        name(&format!("http://{host}")) == name(&self.base_url)
    }

    /// Over https cookies are `Secure` and carry the `__Host-` prefix.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Whether the public address means this machine only.
    pub fn is_loopback(&self) -> bool {
        Url::parse(&self.base_url).is_ok_and(|url| parse::is_loopback(&url))
    }

    /// A file or folder under the data directory.
    pub fn data_path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.data_dir.join(name)
    }
}

fn base_url(value: &str, production: bool) -> Result<String, String> {
    let url = parse::origin(value, "https://shop.example.com")?;
    if production && url.scheme() == "http" && !parse::is_loopback(&url) {
        return Err(
            "is http, but production needs https: browsers keep the sign-in cookie for https only.".into()
        );
    }
    Ok(url.origin().ascii_serialization())
}

fn host(value: &str) -> Result<IpAddr, String> {
    if value == "localhost" {
        return Ok(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    let rule = "an IP address of this machine: 127.0.0.1 for itself only, 0.0.0.0 for every network";
    value.trim_matches(['[', ']']).parse().map_err(|_| parse::must_be(value, rule))
}

fn networks(value: &str) -> Result<Vec<IpNet>, String> {
    let network = |text: &str| {
        text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)).map_err(|_| {
            format!(
                "holds {}, which is no address or network: write them as 10.0.0.0/8, fd00::/8, with commas between.",
                parse::shown(text)
            )
        })
    };
    value.split(',').map(str::trim).filter(|text| !text.is_empty()).map(network).collect()
}
