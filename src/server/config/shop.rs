//! How the shop trades.

use super::{parse, vars::Vars};
use crate::kit::money::Currency;

#[derive(Clone, Debug)]
pub struct Shop {
    /// `PROSETS_FEE_BPS`: the platform's share of a sale in basis points, 0 to 10000; default 1000 (10 %).
    pub fee_bps: u32,
    /// `PROSETS_CURRENCY`: what new listings are priced in, ISO 4217; default USD.
    pub currency: Currency,
}

impl Shop {
    pub(super) fn read(vars: &mut Vars) -> Self {
        vars.read("PROSETS_MODERATION", moderation);
        Self {
            fee_bps: vars.read("PROSETS_FEE_BPS", fee_bps).unwrap_or(1000),
            currency: vars.read("PROSETS_CURRENCY", currency).unwrap_or(Currency::USD),
        }
    }
}

fn fee_bps(value: &str) -> Result<u32, String> {
    let rule = "a whole number from 0 to 10000, hundredths of a percent: 1000 is 10 %";
    value.parse().ok().filter(|bps| *bps <= 10_000).ok_or_else(|| parse::must_be(value, rule))
}

fn currency(value: &str) -> Result<Currency, String> {
    Currency::from_code(value).ok_or_else(|| {
        let codes: Vec<_> = Currency::all().map(Currency::code).collect();
        parse::must_be(value, &format!("one of {}", codes.join(", ")))
    })
}

fn moderation(value: &str) -> Result<(), String> {
    match parse::one_of(value, &[("off", false), ("new-sellers", true), ("all", true)])? {
        false => Ok(()),
        true => Err(format!(
            "is {value}, but review before publishing is not supported by this version yet: set it to off or unset it."
        )),
    }
}
