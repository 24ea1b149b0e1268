//! The shapes settings come in, each with the words for what does not fit.

use url::Url;

/// "is <value>, but must be <rule>", for values that are no secret.
pub(super) fn must_be(value: &str, rule: &str) -> String {
    format!("is {}, but must be {rule}.", shown(value))
}

/// A value as a sentence can hold it: quoted, escaped, cut to forty characters.
pub(super) fn shown(value: &str) -> String {
    let mut short: String = value.chars().take(40).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    format!("{short:?}")
}

pub(super) fn port(value: &str) -> Result<u16, String> {
    value.parse().ok().filter(|port| *port > 0).ok_or_else(|| must_be(value, "a number from 1 to 65535"))
}

pub(super) fn on_off(value: &str) -> Result<bool, String> {
    one_of(value, &[("on", true), ("off", false)])
}

pub(super) fn one_of<T: Copy>(value: &str, choices: &[(&str, T)]) -> Result<T, String> {
    if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == value) {
        return Ok(*choice);
    }
    let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
    Err(must_be(value, &names.join(" or ")))
}

/// An http or https address of a host and nothing behind it. The value is not repeated: it may hold a password.
pub(super) fn origin(value: &str, example: &str) -> Result<Url, String> {
    let plain = |url: &Url| {
        matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some_and(|host| !host.is_empty())
            && url.username().is_empty()
            && url.password().is_none()
            && url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
    };
    Url::parse(value).ok().filter(plain).ok_or_else(|| {
        format!("must be http:// or https:// and a host, with nothing behind it: such as {example}.")
    })
}

/// Whether only this machine can reach the address.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}
