//! What the shop shows of a listing.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::kit::money::Money;

/// What kind of work is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Model,
    Snippet,
    Template,
    Module,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Model, Self::Snippet, Self::Template, Self::Module];

    /// As addresses and the API name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Snippet => "snippet",
            Self::Template => "template",
            Self::Module => "module",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// One of them: "3D model".
    pub fn name(self) -> &'static str {
        match self {
            Self::Model => "3D model",
            Self::Snippet => "Code snippet",
            Self::Template => "Template",
            Self::Module => "Module",
        }
    }

    /// Many of them: "3D models".
    pub fn plural(self) -> &'static str {
        match self {
            Self::Model => "3D models",
            Self::Snippet => "Code snippets",
            Self::Template => "Templates",
            Self::Module => "Modules",
        }
    }
}

/// A preview picture in storage: `{stem}-480.webp`, `{stem}-960.webp`, `{stem}-1600.webp`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    pub stem: String,
    /// Pixels of the largest file.
    pub width: u32,
    pub height: u32,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Its average, `#rrggbb`, seen until it is there.
    pub colour: Option<String>,
}

/// A listing as it stands on a shelf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub id: Uuid,
    pub slug: String,
    pub title: String,
    pub kind: Kind,
    pub seller_handle: String,
    pub seller_name: String,
    /// Of the cheapest licence.
    pub price: Money,
    /// Whether other licences cost more.
    pub several_prices: bool,
    /// Whether the one who looks keeps it in mind. None where they have no use for that, for they made or own it, and
    /// where nobody in particular looks.
    pub wished: Option<bool>,
    pub rating_sum: i64,
    pub rating_count: i64,
    pub picture: Option<Picture>,
}

impl Card {
    pub fn path(&self) -> String {
        format!("/assets/{}", self.slug)
    }
}

/// A category to browse by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shelf {
    pub id: Uuid,
    pub parent_id: Option<Uuid>,
    pub slug: String,
    pub name: String,
    /// What stands on it; may be empty.
    #[serde(default)]
    pub description: String,
}

/// What was measured of a file that holds a 3D model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeshFacts {
    /// Otherwise its lengths were taken as millimetres.
    pub unit_is_stated: bool,
    pub triangles: i64,
    /// Places, each counted once.
    pub vertices: i64,
    /// Along X, Y and Z.
    pub size_mm: [f64; 3],
    pub surface_mm2: f64,
    /// Negative when it is inside out; means nothing while it is not closed.
    pub volume_mm3: f64,
    /// Of one face only.
    pub open_edges: i64,
    /// Shared by more than two faces.
    pub crowded_edges: i64,
    /// Between two faces of which one is turned over.
    pub turned_edges: i64,
}

/// What an archive holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// All the files in it, also those that are not named here.
    pub files: u64,
    /// The first ones by name, with their bytes when unpacked.
    pub first: Vec<(String, u64)>,
}

/// Whose packages a module is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ecosystem {
    Cargo,
    Npm,
    Python,
}

/// What a package says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub ecosystem: Ecosystem,
    /// Where it lies: `Cargo.toml`, or with the folder in its archive.
    pub path: String,
    pub name: String,
    pub version: Option<String>,
    /// As written; mostly an SPDX expression.
    pub licence: Option<String>,
    pub dependencies: Vec<Dependency>,
    /// How many more there are than are named.
    pub omitted: usize,
    /// What it runs on: name and range.
    pub engines: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependency {
    pub name: String,
    /// Empty for any version.
    pub range: String,
    /// When it is needed, unless always: "to develop".
    pub when: String,
}
