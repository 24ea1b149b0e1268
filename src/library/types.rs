//! What a person owns, as pages and the API show it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ui::thumb::Thumb;

/// One thing owned, with the files that can be fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The entitlement's.
    pub id: Uuid,
    pub order_id: Uuid,
    pub order_number: Option<String>,
    pub asset_id: Uuid,
    pub slug: String,
    /// As it was called when it was bought.
    pub title: String,
    pub seller_name: String,
    pub thumb: Option<Thumb>,
    pub licence_name: String,
    pub licence_terms: String,
    pub licence_key: String,
    pub granted_at: DateTime<Utc>,
    /// The right of withdrawal was waived, so that downloads may begin.
    pub waived: bool,
    /// Whether its page is still there.
    pub on_sale: bool,
    pub bought_version: String,
    /// The newest first; the one that was bought is always among them.
    pub releases: Vec<Release>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    pub version_id: Uuid,
    pub number: String,
    pub notes: String,
    pub released_at: Option<DateTime<Utc>>,
    pub files: Vec<OwnedFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnedFile {
    pub id: Uuid,
    pub name: String,
    pub size_bytes: i64,
    pub sha256: String,
}

impl Entry {
    pub fn newest(&self) -> Option<&Release> {
        self.releases.first()
    }

    /// The number of a release newer than the one bought.
    pub fn update(&self) -> Option<&str> {
        self.newest().map(|release| release.number.as_str()).filter(|number| *number != self.bought_version)
    }
}
