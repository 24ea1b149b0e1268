//! `Cargo.toml`: <https://doc.rust-lang.org/cargo/reference/manifest.html>

use serde_json::Value;

use super::{Read, dependency, line, text};
use crate::catalog::{Dependency, Ecosystem, Manifest};

/// Tables of dependencies, and when they are needed.
const TABLES: [(&str, &str); 3] =
    [("dependencies", ""), ("build-dependencies", "to build"), ("dev-dependencies", "to develop")];

pub fn read(toml: &Value) -> Read {
    let package = toml.get("package").ok_or("has no [package]: it is that of a workspace.")?;
    let name = text(package, "name").ok_or("gives the package no name.")?;
    let mut dependencies = Vec::new();
    for (table, when) in TABLES {
        list(toml.get(table), when, &mut dependencies);
        for (target, tables) in toml.get("target").and_then(Value::as_object).into_iter().flatten() {
            let when = if when.is_empty() { format!("on {}", line(target)) } else { when.to_owned() };
            list(tables.get(table), &when, &mut dependencies);
        }
    }
    let edition = text(package, "edition").map(|edition| ("Rust edition".to_owned(), edition));
    let rust = text(package, "rust-version").map(|version| ("Rust".to_owned(), format!("≥ {version}")));
    Ok(Manifest {
        ecosystem: Ecosystem::Cargo,
        path: String::new(),
        name,
        version: text(package, "version"),
        licence: text(package, "license"),
        dependencies,
        omitted: 0,
        engines: rust.into_iter().chain(edition).collect(),
    })
}

fn list(table: Option<&Value>, when: &str, to: &mut Vec<Dependency>) {
    for (name, given) in table.and_then(Value::as_object).into_iter().flatten() {
        let from = |field, words: &str| given.get(field).map(|_| words.to_owned());
        let range = given
            .as_str()
            .map(str::to_owned)
            .or_else(|| text(given, "version"))
            .or_else(|| text(given, "git").map(|address| format!("from {address}")))
            .or_else(|| from("path", "from its own folder"))
            .or_else(|| from("workspace", "as its workspace says"))
            .unwrap_or_default();
        let optional = given.get("optional").and_then(Value::as_bool) == Some(true);
        to.push(dependency(name, &range, if optional && when.is_empty() { "optional" } else { when }));
    }
}
