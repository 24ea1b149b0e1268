//! Where a seller's money goes: a bank account by its IBAN, or PayPal.

use iban::{Iban, IbanLike, ParseIbanError};
use serde::{Deserialize, Serialize};

use super::{email, names};
use crate::kit::error::{AppError, AppResult, FieldErrors};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutAccount {
    /// Whose account it is.
    pub holder: String,
    pub to: Destination,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Destination {
    /// Without spaces.
    Iban(String),
    /// The email address it is known by there.
    Paypal(String),
}

/// The form's choices: `(value, words)`.
pub const WAYS: [(&str, &str); 3] =
    [("", "Not yet"), ("iban", "To a bank account (IBAN)"), ("paypal", "By PayPal")];

/// As it was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub way: String,
    pub holder: String,
    pub account: String,
}

impl PayoutAccount {
    /// None where nothing is chosen.
    pub fn check(typed: &Typed) -> AppResult<Option<Self>> {
        let mut faults = FieldErrors::new();
        let mut fault = |field: &str, words: &str| faults.entry(field.into()).or_default().push(words.into());
        let (holder, account) = (typed.holder.trim(), typed.account.trim());
        let to = match typed.way.as_str() {
            "" if account.is_empty() => return Ok(None),
            "iban" => {
                iban(account).map(Destination::Iban).map_err(|words| fault("payout_account", words)).ok()
            }
            "paypal" => match email::parse(account) {
                Some(email) => Some(Destination::Paypal(email.address)),
                None => {
                    fault("payout_account", "Enter the email address of your PayPal account.");
                    None
                }
            },
            _ => {
                fault("payout_way", "Choose how you are paid.");
                None
            }
        };
        let holder = match holder {
            "" => {
                fault("payout_holder", "Enter the name the account is held in.");
                None
            }
            holder => names::display_name(holder).map_err(|words| fault("payout_holder", words)).ok(),
        };
        AppError::validation(faults)?;
        Ok(to.zip(holder).map(|(to, holder)| Self { holder, to }))
    }

    pub fn way(&self) -> &'static str {
        match self.to {
            Destination::Iban(_) => "iban",
            Destination::Paypal(_) => "paypal",
        }
    }

    /// Enough to know it again, too little to use it: "IBAN DE89 … 3000", "PayPal a…@example.com".
    pub fn masked(&self) -> String {
        match &self.to {
            Destination::Iban(iban) => {
                let (head, tail) = (iban.get(..4), iban.get(iban.len().saturating_sub(4)..));
                format!("IBAN {} … {}", head.unwrap_or_default(), tail.unwrap_or_default())
            }
            Destination::Paypal(address) => {
                let (name, domain) = address.split_once('@').unwrap_or((address, ""));
                format!("PayPal {}…@{domain}", name.chars().next().unwrap_or_default())
            }
        }
    }
}

fn iban(typed: &str) -> Result<String, &'static str> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    match plain.to_ascii_uppercase().parse::<Iban>() {
        Ok(iban) => Ok(iban.electronic_str().to_owned()),
        Err(ParseIbanError::UnknownCountry(_)) => {
            Err("This does not begin with the letters of a country that has IBANs, such as DE or FR.")
        }
        Err(_) if plain.is_empty() => Err("Enter the IBAN."),
        Err(_) => Err("This IBAN is not right: a character is missing or another one."),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(way: &str, holder: &str, account: &str) -> Typed {
        Typed { way: way.into(), holder: holder.into(), account: account.into() }
    }

    fn faults(typed: &Typed) -> Vec<String> {
        PayoutAccount::check(typed).unwrap_err().fields().into_keys().collect()
    }

    #[test]
    fn an_iban_is_taken_as_people_write_it() {
        for text in ["DE89370400440532013000", " de89 3704 0044 0532 0130 00 ", "DE89-3704-0044-0532-0130-00"]
        {
            let account = PayoutAccount::check(&typed("iban", " Ada  L. ", text)).unwrap().unwrap();
            assert_eq!(account.to, Destination::Iban("DE89370400440532013000".into()), "{text}");
            assert_eq!(account.masked(), "IBAN DE89 … 3000");
        }
    }

    #[test]
    fn paypal_is_an_address() {
        let account = PayoutAccount::check(&typed("paypal", "Ada", "ada@example.com")).unwrap().unwrap();
        assert_eq!((account.way(), account.masked().as_str()), ("paypal", "PayPal a…@example.com"));
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        assert_eq!(PayoutAccount::check(&typed("", " ", " ")).unwrap(), None);
        assert_eq!(PayoutAccount::check(&typed("", "Ada", "")).unwrap(), None);
        assert_eq!(faults(&typed("", "Ada", "DE89370400440532013000")), ["payout_way"]);
        assert_eq!(faults(&typed("gold", "Ada", "x")), ["payout_way"]);
        assert_eq!(faults(&typed("iban", "", "")), ["payout_account", "payout_holder"]);
        for text in ["DE89370400440532013001", "DE8937040044053201300", "US64SVBKUS6S3300958879", "💥", "DE"]
        {
            assert_eq!(faults(&typed("iban", "Ada", text)), ["payout_account"], "{text}");
        }
        assert_eq!(faults(&typed("paypal", "Ada", "ada")), ["payout_account"]);
    }

    proptest! {
        #[test]
        fn one_digit_off_is_seen(at in 4_usize..22, by in 1_u32..10) {
            let right = "DE89370400440532013000";
            let mut wrong: Vec<char> = right.chars().collect();
            let digit = (wrong[at].to_digit(10).unwrap() + by) % 10;
            wrong[at] = char::from_digit(digit, 10).unwrap();
            let wrong: String = wrong.into_iter().collect();
            prop_assert!(PayoutAccount::check(&typed("iban", "Ada", &wrong)).is_err(), "{wrong}");
        }

        #[test]
        fn anything_typed_gets_an_answer(way in ".{0,8}", holder in ".{0,80}", account in ".{0,60}") {
            let _ = PayoutAccount::check(&typed(&way, &holder, &account));
            for way in ["iban", "paypal"] {
                if let Ok(Some(found)) = PayoutAccount::check(&typed(way, &holder, &account)) {
                    prop_assert!(!found.masked().is_empty());
                }
            }
        }
    }
}
