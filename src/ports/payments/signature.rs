//! Webhook signatures by Stripe's scheme: `t=<unix>,v1=<hex HMAC-SHA256(secret, "t.body")>`.
//! <https://docs.stripe.com/webhooks#verify-manually>

use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

/// Seconds a signature is good for, before and after its time.
pub const TOLERANCE: u64 = 300;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    #[error("the signature is missing")]
    Missing,
    #[error("the signature cannot be read")]
    Malformed,
    #[error("the signature does not fit")]
    Mismatch,
    /// Signed by the right one, but more than five minutes ago or ahead.
    #[error("the signature's time is out of tolerance")]
    OutOfTime,
}

pub fn sign(secret: &str, body: &[u8], at: DateTime<Utc>) -> String {
    let t = at.timestamp().to_string();
    format!("t={t},v1={}", hex::encode(mac(secret, &t, body)))
}

/// Holds when any `v1` fits: while a secret is rolled there are two. Other schemes are skipped.
pub fn verify(
    secret: &str,
    header: Option<&str>,
    body: &[u8],
    now: DateTime<Utc>,
) -> Result<(), SignatureError> {
    let header = header.filter(|header| !header.trim().is_empty()).ok_or(SignatureError::Missing)?;
    let (mut time, mut signatures) = (None, Vec::new());
    for part in header.split(',') {
        match part.trim().split_once('=').ok_or(SignatureError::Malformed)? {
            ("t", t) if time.replace(t).is_some() => return Err(SignatureError::Malformed),
            ("v1", signature) => signatures.push(signature),
            _ => {}
        }
    }
    let t = time.ok_or(SignatureError::Malformed)?;
    let signed_at: i64 = t.parse().map_err(|_| SignatureError::Malformed)?;
    if signatures.is_empty() {
        return Err(SignatureError::Malformed);
    }
    let expected = mac(secret, t, body);
    let fits = signatures.iter().fold(Choice::from(0), |fits, given| {
        fits | hex::decode(given).map_or(Choice::from(0), |given| expected.ct_eq(&given))
    });
    if !bool::from(fits) {
        return Err(SignatureError::Mismatch);
    }
    if now.timestamp().abs_diff(signed_at) > TOLERANCE {
        return Err(SignatureError::OutOfTime);
    }
    Ok(())
}

pub(super) fn mac(secret: &str, t: &str, body: &[u8]) -> [u8; 32] {
    // HMAC takes keys of any length; this cannot fail.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { unreachable!() };
    mac.update(t.as_bytes());
    mac.update(b".");
    mac.update(body);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    const SECRET: &str = "whsec_test";
    const BODY: &[u8] = br#"{"id":"evt_1"}"#;

    #[test]
    fn a_known_signature_fits() {
        // printf '1700000000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test
        let header = "t=1700000000,v1=c89214b5b5da833daed6f0b8c5bb6bd58cea9022bd80ccc78230f3942d632925";
        let now = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        assert_eq!(sign(SECRET, BODY, now), header);
        assert_eq!(verify(SECRET, Some(header), BODY, now), Ok(()));
    }

    #[test]
    fn each_fault_has_its_name() {
        use SignatureError::{Malformed, Mismatch, Missing, OutOfTime};
        let now = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let at = |seconds| sign(SECRET, BODY, now + TimeDelta::seconds(seconds));
        let good = at(0);
        let v1 = good.split_once(",v1=").unwrap().1;
        let zeros = "0".repeat(64);
        let cases: Vec<(&str, Option<String>, Result<(), SignatureError>)> = vec![
            ("fresh", Some(good.clone()), Ok(())),
            ("old, just inside", Some(at(-300)), Ok(())),
            ("ahead, just inside", Some(at(300)), Ok(())),
            ("too old", Some(at(-301)), Err(OutOfTime)),
            ("too far ahead", Some(at(301)), Err(OutOfTime)),
            ("a time before time", Some(format!("t={},v1={v1}", i64::MIN)), Err(Mismatch)),
            ("missing", None, Err(Missing)),
            ("empty", Some("  ".into()), Err(Missing)),
            ("rubbish", Some("rubbish".into()), Err(Malformed)),
            ("no time", Some(format!("v1={v1}")), Err(Malformed)),
            ("two times", Some(format!("t=1,{good}")), Err(Malformed)),
            ("a time in words", Some(format!("t=now,v1={v1}")), Err(Malformed)),
            ("no v1", Some("t=1700000000".into()), Err(Malformed)),
            ("only an older scheme", Some(format!("t=1700000000,v0={v1}")), Err(Malformed)),
            ("another time than signed", Some(format!("t=1700000001,v1={v1}")), Err(Mismatch)),
            ("bad", Some(format!("t=1700000000,v1={zeros}")), Err(Mismatch)),
            ("truncated", Some(good[..good.len() - 2].into()), Err(Mismatch)),
            ("half a digit short", Some(good[..good.len() - 1].into()), Err(Mismatch)),
            ("empty v1", Some("t=1700000000,v1=".into()), Err(Mismatch)),
            ("not hex", Some(format!("t=1700000000,v1={}", "z".repeat(64))), Err(Mismatch)),
            ("two v1, the second fits", Some(format!("t=1700000000,v1={zeros},v1={v1}")), Ok(())),
            ("two v1, the first fits", Some(format!("t=1700000000,v1={v1},v1={zeros}")), Ok(())),
            ("two v1, none fits", Some(format!("t=1700000000,v1={zeros},v1={zeros}")), Err(Mismatch)),
        ];
        for (name, header, expected) in cases {
            assert_eq!(verify(SECRET, header.as_deref(), BODY, now), expected, "{name}");
        }
        assert_eq!(verify("whsec_other", Some(&good), BODY, now), Err(Mismatch), "another secret");
        assert_eq!(verify(SECRET, Some(&good), b"{}", now), Err(Mismatch), "another body");
    }

    proptest::proptest! {
        #[test]
        fn no_header_makes_it_panic(header in "[tv0-9=, ]{0,40}|.{0,40}") {
            let now = DateTime::from_timestamp(0, 0).unwrap();
            proptest::prop_assert!(verify(SECRET, Some(&header), BODY, now).is_err());
        }
    }
}
