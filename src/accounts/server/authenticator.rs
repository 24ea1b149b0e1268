//! The app that shows six digits every 30 seconds (TOTP, RFC 6238), and the picture it is set up by.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use qrcodegen::{QrCode, QrCodeEcc};
use totp_rs::{Builder, Secret, Totp};

use crate::kit::error::{AppError, AppResult};

/// 160 bits, as RFC 4226 asks for.
pub fn fresh_secret() -> [u8; 20] {
    rand::random()
}

/// Which 30 seconds the code is of, if it is of these, the ones before or the ones after.
pub fn step_of(secret: &[u8], code: &str, now: DateTime<Utc>) -> AppResult<Option<i64>> {
    let time = u64::try_from(now.timestamp()).unwrap_or_default();
    Ok(totp(secret, "")?.check(code, time).and_then(|step| i64::try_from(step).ok()))
}

/// What an app is given: the address in the picture, and the secret for those who type.
pub struct Setup {
    pub address: String,
    pub secret: String,
}

pub fn setup(secret: &[u8], account: &str) -> AppResult<Setup> {
    let totp = totp(secret, account)?;
    let written = totp.secret().to_base32();
    let groups: Vec<_> = written.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
    let address = totp.to_url().map_err(fault)?;
    Ok(Setup { address, secret: groups.join(" ") })
}

/// The dark squares of the QR code of `text` as an SVG path, and how many squares it is across.
pub fn qr_path(text: &str) -> AppResult<(String, i32)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(fault)?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|&x| code.get_module(x, y)) {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    Ok((path, code.size()))
}

fn totp(secret: &[u8], account: &str) -> AppResult<Totp> {
    // A colon parts the issuer from the account in the address.
    let account = account.replace(':', "");
    let builder = Builder::new().with_secret(Secret::new(secret.into())).with_issuer(Some("ProSets"));
    let builder = if account.is_empty() { builder } else { builder.with_account_name(account) };
    builder.build().map_err(fault)
}

fn fault(error: impl std::fmt::Display) -> AppError {
    tracing::error!(%error, "authenticator");
    AppError::internal()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, cut to six digits.
    #[test]
    fn the_codes_of_the_standard() {
        let secret = b"12345678901234567890";
        for (time, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            let at = DateTime::from_timestamp(time, 0).unwrap();
            assert_eq!(step_of(secret, code, at).unwrap(), Some(time / 30), "{time}");
        }
    }

    #[test]
    fn a_code_is_good_for_its_half_minute_and_the_neighbours() {
        let secret = b"12345678901234567890";
        let at = |seconds| step_of(secret, "287082", DateTime::from_timestamp(seconds, 0).unwrap()).unwrap();
        assert_eq!([at(29), at(30), at(89), at(90), at(0)], [Some(1), Some(1), Some(1), None, Some(1)]);
        assert_eq!(step_of(secret, "rubbish", DateTime::from_timestamp(59, 0).unwrap()).unwrap(), None);
    }

    #[test]
    fn an_app_reads_the_address() {
        let setup = setup(b"12345678901234567890", "ada:lovelace@example.com").unwrap();
        assert!(setup.address.starts_with("otpauth://totp/ProSets:ada"), "{}", setup.address);
        assert!(setup.address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{}", setup.address);
        assert_eq!(setup.secret, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let (path, size) = qr_path(&setup.address).unwrap();
        assert!(path.starts_with("M0 0h1v1h-1z") && size >= 21);
    }
}
