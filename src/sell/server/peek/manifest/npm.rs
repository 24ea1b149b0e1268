//! `package.json`: <https://docs.npmjs.com/cli/v11/configuring-npm/package-json>

use serde_json::Value;

use super::{Read, dependency, line, text};
use crate::catalog::{Ecosystem, Manifest};

/// Tables of dependencies, and when they are needed.
const TABLES: [(&str, &str); 4] = [
    ("dependencies", ""),
    ("peerDependencies", "beside it"),
    ("optionalDependencies", "optional"),
    ("devDependencies", "to develop"),
];

pub fn read(json: &Value) -> Read {
    let name = text(json, "name").ok_or("gives the package no name.")?;
    let pairs = |field: &str| json.get(field).and_then(Value::as_object).into_iter().flatten();
    let mut dependencies = Vec::new();
    for (table, when) in TABLES {
        dependencies.extend(
            pairs(table).map(|(name, range)| dependency(name, range.as_str().unwrap_or_default(), when)),
        );
    }
    let engine = |name: &str| match name {
        "node" => "Node.js".to_owned(),
        other => line(other),
    };
    let engines = pairs("engines").filter_map(|(name, range)| Some((engine(name), line(range.as_str()?))));
    Ok(Manifest {
        ecosystem: Ecosystem::Npm,
        path: String::new(),
        name,
        version: text(json, "version"),
        licence: text(json, "license")
            .or_else(|| json.get("license").and_then(|licence| text(licence, "type"))),
        dependencies,
        omitted: 0,
        engines: engines.take(10).collect(),
    })
}
