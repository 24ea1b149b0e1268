//! Proofs of work after the ALTCHA protocol: a number is looked for whose SHA-256 behind the salt is the challenge.
//! Costs whoever tries once a second of their processor, and whoever tries a million times a million of them.
//! Nobody else's service is asked, and nothing is told about anybody.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

const ALGORITHM: &str = "SHA-256";
/// The number is at most this; on average half as many are tried.
const MOST: u32 = 100_000;
/// Seconds a challenge is good for.
pub const GOOD_FOR: i64 = 5 * 60;

/// What is to be solved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Challenge {
    /// `SHA-256`
    pub algorithm: String,
    /// The hash, in hex, of the salt with the number behind it in decimal digits.
    pub challenge: String,
    /// The number is at most this.
    pub maxnumber: u32,
    pub salt: String,
    /// Sent back as it is.
    pub signature: String,
}

/// What comes back: Base64 of JSON.
#[derive(Debug, Serialize, Deserialize)]
struct Solution {
    algorithm: String,
    challenge: String,
    number: u64,
    salt: String,
    signature: String,
}

#[derive(Clone)]
pub struct Proofs {
    key: [u8; 32],
}

impl Proofs {
    pub fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    pub fn challenge(&self, now: DateTime<Utc>) -> Challenge {
        self.about(rand::random_range(0..=MOST), &hex::encode(rand::random::<[u8; 12]>()), now)
    }

    fn about(&self, number: u32, random: &str, now: DateTime<Utc>) -> Challenge {
        // The last character is no digit: none of the number's could be taken for the salt's, or the other way round.
        let salt = format!("{random}?expires={}&", now.timestamp() + GOOD_FOR);
        let challenge = hashed(&salt, u64::from(number));
        let signature = hex::encode(self.mac(&challenge).finalize().into_bytes());
        Challenge { algorithm: ALGORITHM.to_owned(), challenge, maxnumber: MOST, salt, signature }
    }

    /// The name of the challenge that was solved, for which it is good once; nothing of what is no solution.
    pub fn solved(&self, given: &str, now: DateTime<Utc>) -> Option<String> {
        let json = BASE64_STANDARD.decode(given).ok()?;
        let solution: Solution = serde_json::from_slice(&json).ok()?;
        let expires = solution.salt.strip_suffix('&')?.split_once("?expires=")?.1;
        let expires: i64 = expires.parse().ok()?;
        let signature = hex::decode(&solution.signature).ok()?;
        let holds = solution.algorithm == ALGORITHM
            && now.timestamp() < expires
            && hashed(&solution.salt, solution.number) == solution.challenge
            && self.mac(&solution.challenge).verify_slice(&signature).is_ok();
        holds.then_some(solution.challenge)
    }

    fn mac(&self, challenge: &str) -> Hmac<Sha256> {
        #[allow(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("any key");
        mac.update(challenge.as_bytes());
        mac
    }
}

fn hashed(salt: &str, number: u64) -> String {
    hex::encode(Sha256::digest(format!("{salt}{number}")))
}

/// What a browser does.
pub fn solve(challenge: &Challenge) -> Option<String> {
    let number = (0..=u64::from(challenge.maxnumber))
        .find(|number| hashed(&challenge.salt, *number) == challenge.challenge)?;
    let Challenge { algorithm, challenge, salt, signature, .. } = challenge.clone();
    let solution = Solution { algorithm, challenge, number, salt, signature };
    Some(BASE64_STANDARD.encode(serde_json::to_vec(&solution).ok()?))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
    }

    fn proofs() -> Proofs {
        Proofs::new([7; 32])
    }

    /// The solution with one thing changed.
    fn with(solution: &str, name: &str, value: Value) -> String {
        let mut json: Value = serde_json::from_slice(&BASE64_STANDARD.decode(solution).unwrap()).unwrap();
        json[name] = value;
        BASE64_STANDARD.encode(json.to_string())
    }

    #[test]
    fn a_number_that_was_found_is_a_proof_in_its_time() {
        let challenge = proofs().about(1234, "abc", at(0));
        assert_eq!(challenge.salt, "abc?expires=1800000300&");
        let solution = solve(&challenge).unwrap();
        assert_eq!(proofs().solved(&solution, at(0)), Some(challenge.challenge.clone()));
        assert_eq!(proofs().solved(&solution, at(299)), Some(challenge.challenge));
        assert_eq!(proofs().solved(&solution, at(300)), None);
    }

    #[test]
    fn no_two_challenges_are_alike() {
        let (one, other) = (proofs().challenge(at(0)), proofs().challenge(at(0)));
        assert_ne!((one.salt, one.challenge), (other.salt, other.challenge));
    }

    #[test]
    fn what_was_not_worked_for_or_not_asked_for_proves_nothing() {
        let challenge = proofs().about(77, "abc", at(0));
        let solution = solve(&challenge).unwrap();
        let zero = "0".repeat(64);
        for (name, value) in [
            ("number", json!(78)),
            ("number", json!(-1)),
            ("number", json!("77")),
            ("algorithm", json!("SHA-1")),
            ("challenge", json!(hashed(&challenge.salt, 78))),
            ("signature", json!(zero)),
            ("signature", json!("")),
            ("salt", json!("abc?expires=1900000000&")),
            ("salt", json!("abc")),
        ] {
            let forged = with(&solution, name, value.clone());
            assert_eq!(proofs().solved(&forged, at(0)), None, "{name} {value}");
        }
        // Digits that go over from the number to the time, or back, hash alike: the mark between them tells.
        for (salt, number) in [("abc?expires=1800000300&7", 7), ("abc?expires=18000003007", 7)] {
            let forged = with(&with(&solution, "salt", json!(salt)), "number", json!(number));
            assert_eq!(proofs().solved(&forged, at(0)), None, "{salt}");
        }
        let foreign = Proofs::new([8; 32]).about(77, "abc", at(0));
        assert_eq!(proofs().solved(&solve(&foreign).unwrap(), at(0)), None);
        for rubbish in ["", "e30=", "bnVsbA==", "%%%", "AAAA", "W10="] {
            assert_eq!(proofs().solved(rubbish, at(0)), None, "{rubbish}");
        }
    }

    #[test]
    fn a_challenge_can_be_solved() {
        let challenge = proofs().challenge(at(0));
        assert!(proofs().solved(&solve(&challenge).unwrap(), at(1)).is_some());
    }
}
