//! Limits on signing in and up: each address by itself, and each account by itself.

use std::net::{IpAddr, Ipv6Addr};

use crate::kit::error::AppResult;
use crate::server::cx::Cx;
use crate::server::limits::Purpose;

/// Counts one `act` of this address and on this account.
pub async fn both(cx: &Cx, act: &'static str, account: &str) -> AppResult<()> {
    let (limits, now) = (&cx.state.limits, cx.now());
    limits.count(Purpose::Auth(act), &format!("address {}", caller(cx)), now).await?;
    limits.count(Purpose::Auth(act), &format!("account {account}"), now).await?;
    Ok(())
}

/// Whoever has one IPv6 address has the other 2^64 of its network.
pub fn caller(cx: &Cx) -> String {
    let ip = cx.request.ip.clone().unwrap_or_default();
    match ip.parse() {
        Ok(IpAddr::V6(v6)) => network(v6).to_string(),
        _ => ip,
    }
}

fn network(ip: Ipv6Addr) -> Ipv6Addr {
    match ip.to_ipv4_mapped() {
        Some(_) => ip,
        None => Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_network_of_ipv6_is_one_caller() {
        let net = |text: &str| network(text.parse().unwrap());
        assert_eq!(net("2001:db8:1:2::1"), net("2001:db8:1:2:ffff::9"));
        assert_ne!(net("2001:db8:1:2::1"), net("2001:db8:1:3::1"));
        assert_ne!(net("::ffff:192.0.2.1"), net("::ffff:192.0.2.2"));
    }
}
