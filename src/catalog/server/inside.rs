//! What was read of a file for everybody to see, as the database tells it; without the text itself.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::catalog::rules::language;
use crate::catalog::types::{Contents, Manifest};

/// Nothing of it for other files, and while a file has not been looked into yet.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Inside {
    /// Of a text.
    pub lines: Option<i64>,
    contents: Option<String>,
    manifest: Option<String>,
    pub page_key: Option<String>,
}

impl Inside {
    pub fn contents(&self) -> Option<Contents> {
        read(self.contents.as_deref())
    }

    pub fn manifest(&self) -> Option<Manifest> {
        read(self.manifest.as_deref())
    }

    /// How the highlighter and people call its language, where its text can be shown.
    pub fn language(&self, name: &str) -> Option<(&'static str, &'static str)> {
        self.lines.and_then(|_| language::of_name(name))
    }
}

/// We wrote it ourselves.
fn read<T: DeserializeOwned>(json: Option<&str>) -> Option<T> {
    serde_json::from_str(json?).map_err(|error| tracing::error!(%error, "what was read of a file")).ok()
}
