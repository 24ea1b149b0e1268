//! The given variables and the faults found while reading them.

use std::collections::BTreeMap;

use super::fault::Fault;

/// Reads one variable after the other; a fault never hides the next one.
pub(super) struct Vars {
    given: BTreeMap<String, String>,
    faults: Vec<Fault>,
}

impl Vars {
    /// Surrounding blanks are dropped; empty counts as unset.
    pub fn new(vars: impl IntoIterator<Item = (String, String)>) -> Self {
        let given = vars
            .into_iter()
            .map(|(name, value)| (name, value.trim().to_owned()))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        Self { given, faults: Vec::new() }
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.given.keys().map(String::as_str)
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.given.get(name).map(String::as_str)
    }

    /// The parsed value; `None` when unset or when `parse` told a fault.
    pub fn read<T>(&mut self, name: &str, parse: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        match parse(self.given.get(name)?) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.fault(name, problem);
                None
            }
        }
    }

    pub fn fault(&mut self, name: &str, problem: impl Into<String>) {
        self.faults.push(Fault::new(name, problem));
    }

    /// All faults, by variable.
    pub fn take_faults(&mut self) -> Vec<Fault> {
        self.faults.sort();
        std::mem::take(&mut self.faults)
    }
}
