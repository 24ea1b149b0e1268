//! Every mail as it is written, in text and HTML, and that none is missing here.

mod accounts;
mod catalog;
mod sellers;
mod staff;

use std::collections::BTreeSet;
use std::path::Path;

use prosets::ports::mail::Message;

pub const SHOP: &str = "https://shop.example";
pub const TOKEN: &str = "A-token_43-letters-long";

/// The whole mail; of the style, which is everywhere the same, only its place.
pub fn told(message: &Message) -> String {
    let Message { to, subject, text, html, kind, unsubscribe: _ } = message;
    let (head, rest) = html.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    format!("Kind: {kind}\nTo: {to}\nSubject: {subject}\n\n{text}\n{head}<style>…</style>{body}")
}

/// Compares a mail with the one kept under its kind, or that and what tells it apart.
macro_rules! assert_mail {
    ($message:expr) => {{
        let message = $message;
        insta::assert_snapshot!(message.kind.clone(), $crate::mails::told(&message));
    }};
    ($message:expr, $variant:literal) => {{
        let message = $message;
        insta::assert_snapshot!(format!("{}-{}", message.kind, $variant), $crate::mails::told(&message));
    }};
}
pub(crate) use assert_mail;

fn files(folder: &Path, found: &mut Vec<String>, extension: &str) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found, extension);
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_kind_of_mail_is_kept_here() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    for slice in std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()) {
        if slice.is_dir() && !slice.ends_with("tests") && !slice.ends_with("server") {
            files(&slice, &mut sources, "rs");
        }
    }
    let written: BTreeSet<_> = sources
        .iter()
        .flat_map(|source| source.split("Letter::new(").skip(1))
        .map(|rest| rest.trim_start().trim_start_matches('"').split('"').next().unwrap().to_owned())
        .collect();
    assert!(written.len() >= 13, "{written:?}");
    let mut kept = Vec::new();
    files(&root.join("tests"), &mut kept, "snap");
    let kept: BTreeSet<_> = kept
        .iter()
        .filter_map(|snapshot| snapshot.lines().find_map(|line| line.strip_prefix("Kind: ")))
        .map(str::to_owned)
        .collect();
    assert_eq!(written.difference(&kept).collect::<Vec<_>>(), Vec::<&String>::new(), "are kept nowhere");
}
