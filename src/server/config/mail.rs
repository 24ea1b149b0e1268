//! How mail leaves the shop: as files, until SMTP is supported.

use std::path::PathBuf;

use lettre::message::Mailbox;

use super::{Server, parse, vars::Vars};

#[derive(Clone, Debug)]
pub struct Mail {
    /// `MAIL_FROM`: the sender; default `ProSets <no-reply@localhost>`.
    pub from: Mailbox,
    /// Where `.eml` files are written: `mail` in the data directory.
    pub dir: PathBuf,
}

impl Mail {
    pub(super) fn read(vars: &mut Vars, server: &Server) -> Self {
        let from = vars.read("MAIL_FROM", |value| {
            value.parse().map_err(|_| parse::must_be(value, "an address such as ProSets <shop@example.com>"))
        });
        Self { from: from.unwrap_or_else(nobody), dir: server.data_path("mail") }
    }
}

#[allow(clippy::expect_used, reason = "a constant that a test parses")]
fn nobody() -> Mailbox {
    "ProSets <no-reply@localhost>".parse().expect("a valid address")
}
