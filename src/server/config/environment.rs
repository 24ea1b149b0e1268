//! The variables of the environment and of `.env`; what the environment sets, the file does not touch.

use std::{ffi::OsString, io::ErrorKind, path::Path};

use super::fault::Fault;

/// Every variable once. A value that is not text is told when its name is one of ours, else passed over.
pub(super) fn collect(
    file: &Path,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
) -> (Vec<(String, String)>, Vec<Fault>) {
    let (mut vars, mut faults) = (Vec::new(), Vec::new());
    for (name, value) in environment {
        let name = name.to_string_lossy().into_owned();
        match value.into_string() {
            Ok(value) => vars.push((name, value)),
            Err(_) if super::known::is_ours(&name) => {
                faults.push(Fault::new(name, "is not valid UTF-8 text: set it anew, or unset it."));
            }
            Err(_) => {}
        }
    }
    for (name, value) in from_file(file, &mut faults) {
        if !vars.iter().any(|(set, _)| *set == name) {
            vars.push((name, value));
        }
    }
    (vars, faults)
}

fn from_file(file: &Path, faults: &mut Vec<Fault>) -> Vec<(String, String)> {
    let shown = file.display().to_string();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            faults.push(Fault::new(shown, format!("cannot be read ({error}): mend or remove it.")));
            return Vec::new();
        }
    };
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = Lines { lines: text.lines().collect(), next: 0 };
    let mut vars = Vec::new();
    for entry in dotenvy::from_read_iter(text.as_bytes()) {
        match entry {
            Ok((name, value)) => {
                lines.pass(&name);
                vars.push((name, value));
            }
            // The error repeats the value, which may be a secret: only its line is told.
            Err(dotenvy::Error::LineParse(value, _)) => {
                let number = lines.pass(value.lines().next().unwrap_or_default());
                faults.push(Fault::new(
                    format!("{shown} line {number}"),
                    "is not NAME=value: put quotes around a value with blanks, or a # before a comment.",
                ));
            }
            Err(error) => {
                faults.push(Fault::new(shown, format!("cannot be read ({error}): mend or remove it.")));
                break;
            }
        }
    }
    vars
}

/// The parser does not count lines; this follows it by what it found.
struct Lines<'a> {
    lines: Vec<&'a str>,
    next: usize,
}

impl Lines<'_> {
    /// Goes past the next line that holds the text and tells its number, from 1.
    fn pass(&mut self, text: &str) -> usize {
        let holds = |line: &&str| !line.trim_start().starts_with('#') && line.contains(text);
        let found = self.lines.iter().skip(self.next).position(holds).unwrap_or(0);
        self.next += found + 1;
        self.next
    }
}
