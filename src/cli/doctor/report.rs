//! What the doctor found, a line each, told as it is found.

use std::io::{self, Write};

pub(super) struct Report<'a> {
    out: &'a mut (dyn Write + Send),
    failed: bool,
}

impl<'a> Report<'a> {
    pub fn new(out: &'a mut (dyn Write + Send)) -> Self {
        Self { out, failed: false }
    }

    pub fn failed(&self) -> bool {
        self.failed
    }

    /// It works.
    pub fn ok(&mut self, name: &str, what: impl AsRef<str>) -> io::Result<()> {
        self.line("ok", name, what.as_ref())
    }

    /// It works, but perhaps not as somebody thinks.
    pub fn note(&mut self, name: &str, what: impl AsRef<str>) -> io::Result<()> {
        self.line("note", name, what.as_ref())
    }

    /// It does not work.
    pub fn fail(&mut self, name: &str, what: impl AsRef<str>) -> io::Result<()> {
        self.failed = true;
        self.line("fail", name, what.as_ref())
    }

    fn line(&mut self, verdict: &str, name: &str, what: &str) -> io::Result<()> {
        writeln!(self.out, "{verdict:<4}  {name}: {}", what.replace('\n', " "))
    }
}
