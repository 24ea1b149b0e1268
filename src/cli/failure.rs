//! How a command fails: in words on standard error, with an exit code scripts can tell apart.

use std::{
    fmt::Display,
    io::{self, Write},
    process::ExitCode,
};

use crate::server::{config::Fault, run::StartError};

/// `EX_CONFIG` of sysexits.h.
const BAD_SETTINGS: u8 = 78;

pub(super) enum Failure {
    Settings(Vec<Fault>),
    Message(String),
    /// Everything there is to say was said on standard output.
    Told,
}

impl Failure {
    pub fn message(words: impl Display) -> Self {
        Self::Message(words.to_string())
    }

    pub fn tell(self) -> ExitCode {
        // Nobody is left to be told when standard error is gone.
        let _ = self.write(&mut io::stderr().lock());
        match self {
            Self::Settings(_) => ExitCode::from(BAD_SETTINGS),
            Self::Message(_) | Self::Told => ExitCode::FAILURE,
        }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Settings(faults) => {
                let (number, verb) = (faults.len(), if faults.len() == 1 { "needs" } else { "need" });
                let noun = if number == 1 { "setting" } else { "settings" };
                writeln!(out, "ProSets does not start: {number} {noun} {verb} mending.")?;
                faults.iter().try_for_each(|fault| writeln!(out, "  - {fault}"))
            }
            Self::Message(words) => writeln!(out, "prosets: {words}"),
            Self::Told => Ok(()),
        }
    }
}

impl From<StartError> for Failure {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Settings(faults) => Self::Settings(faults),
            other @ StartError::Failed(_) => Self::message(other),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // As in `prosets openapi | head`: the reader has what it wanted.
            io::ErrorKind::BrokenPipe => Self::Told,
            _ => Self::message(error),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn words(failure: &Failure) -> String {
        let mut out = Vec::new();
        failure.write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_fault_is_told() {
        let faults = vec![Fault::new("PORT", "is \"x\"."), Fault::new("HOST", "is \"y\".")];
        insta::assert_snapshot!(words(&Failure::Settings(faults)), @r#"
        ProSets does not start: 2 settings need mending.
          - PORT is "x".
          - HOST is "y".
        "#);
    }

    #[test]
    fn a_closed_pipe_is_no_news() {
        let failure = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(words(&failure), "");
    }
}
