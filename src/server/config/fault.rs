//! A setting that stops the start: which variable, what is wrong, how to mend it.

use std::fmt;

/// One sentence for the person who starts the server. Holds no secret's value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The variable, or the file it should have come from.
    pub variable: String,
    /// The rest of the sentence: "is \"abc\", but must be …".
    pub problem: String,
}

impl Fault {
    pub fn new(variable: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { variable: variable.into(), problem: problem.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.variable, self.problem)
    }
}
