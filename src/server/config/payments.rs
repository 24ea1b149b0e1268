//! Who takes the money.

use super::{Server, parse, vars::Vars};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentProviders {
    /// A payment page of our own that moves no money.
    Sandbox,
    /// Every listing is free.
    None,
}

#[derive(Clone, Debug)]
pub struct Payments {
    /// `PAYMENT_PROVIDERS`: `sandbox` (default in development) or `none`, the only one for production as yet.
    pub providers: PaymentProviders,
}

impl Payments {
    pub(super) fn read(vars: &mut Vars, server: &Server) -> Self {
        let production = server.is_production();
        if production && vars.get("PAYMENT_PROVIDERS").is_none() {
            vars.fault("PAYMENT_PROVIDERS", format!("is missing. {PRODUCTION}"));
        }
        let providers = vars.read("PAYMENT_PROVIDERS", |value| providers(value, production));
        Self { providers: providers.unwrap_or(PaymentProviders::Sandbox) }
    }
}

const PRODUCTION: &str = "Production needs a real payment provider, which this version does not support yet: \
                          set it to none, and every listing must be free.";

fn providers(value: &str, production: bool) -> Result<PaymentProviders, String> {
    let names: Vec<_> = value.split(',').map(str::trim).collect();
    if let Some(real) = names.iter().find(|name| matches!(**name, "stripe" | "razorpay")) {
        return Err(format!(
            "names {real}, which is not supported by this version yet: set it to sandbox or none."
        ));
    }
    match parse::one_of(value, &[("sandbox", PaymentProviders::Sandbox), ("none", PaymentProviders::None)])? {
        PaymentProviders::Sandbox if production => {
            Err(format!("is sandbox, which moves no money. {PRODUCTION}"))
        }
        providers => Ok(providers),
    }
}
