//! Licences that have a name of their own in the world of code.

/// The SPDX identifier of a licence by its code here (<https://spdx.org/licenses/>), where it is one of those.
pub fn spdx(code: &str) -> Option<&'static str> {
    Some(match code {
        "mit" => "MIT",
        "apache" => "Apache-2.0",
        "bsd" => "BSD-3-Clause",
        "mpl" => "MPL-2.0",
        "gpl" => "GPL-3.0-or-later",
        _ => return None,
    })
}
