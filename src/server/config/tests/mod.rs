//! What is read, every fault with its sentence, and that rubbish never panics.
#![allow(clippy::unwrap_used)]

mod names;
mod values;
mod whole;

use super::*;

fn pairs(vars: &[(&str, &str)]) -> Vec<(String, String)> {
    vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn config(vars: &[(&str, &str)]) -> Config {
    Config::from_vars(pairs(vars)).unwrap()
}

/// The faults as they are printed, a line each.
fn faults(vars: &[(&str, &str)]) -> String {
    let faults = Config::from_vars(pairs(vars)).err().unwrap_or_default();
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

/// Each setting alone with its value, and what is said of it.
fn each(vars: &[(&str, &str)]) -> String {
    vars.iter().map(|var| faults(&[*var])).collect()
}
