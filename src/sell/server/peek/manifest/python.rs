//! `pyproject.toml`: <https://packaging.python.org/en/latest/specifications/pyproject-toml/>, or Poetry's own table.

use serde_json::Value;

use super::{Read, dependency, line, text};
use crate::catalog::{Dependency, Ecosystem, Manifest};

pub fn read(toml: &Value) -> Read {
    match toml.get("project") {
        Some(project) => standard(project),
        None => match toml.get("tool").and_then(|tool| tool.get("poetry")) {
            Some(poetry) => of_poetry(poetry),
            None => Err("has no [project].".into()),
        },
    }
}

fn standard(project: &Value) -> Read {
    let mut dependencies = Vec::new();
    list(project.get("dependencies"), "", &mut dependencies);
    let groups = project.get("optional-dependencies").and_then(Value::as_object);
    for (group, needs) in groups.into_iter().flatten() {
        list(Some(needs), &format!("with [{}]", line(group)), &mut dependencies);
    }
    let python = text(project, "requires-python").map(|range| ("Python".to_owned(), range));
    Ok(Manifest {
        ecosystem: Ecosystem::Python,
        path: String::new(),
        name: text(project, "name").ok_or("gives the package no name.")?,
        version: text(project, "version"),
        licence: text(project, "license")
            .or_else(|| project.get("license").and_then(|licence| text(licence, "text"))),
        dependencies,
        omitted: 0,
        engines: python.into_iter().collect(),
    })
}

/// Requirements as PEP 508 writes them: `requests[socks]>=2; python_version < "3.12"`.
fn list(needs: Option<&Value>, when: &str, to: &mut Vec<Dependency>) {
    for need in needs.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        let need = need.trim();
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '[' | ']' | ',');
        let end = need.find(|c| !is_name(c)).unwrap_or(need.len());
        let (name, range) = need.split_at(end);
        to.push(dependency(name, range.trim_start(), when));
    }
}

fn of_poetry(poetry: &Value) -> Read {
    let pairs = poetry.get("dependencies").and_then(Value::as_object).into_iter().flatten();
    let ranges = pairs.map(|(name, given)| {
        let range = given.as_str().map(str::to_owned).or_else(|| text(given, "version"));
        (name.clone(), range.unwrap_or_default())
    });
    let (engines, needs): (Vec<_>, Vec<_>) = ranges.partition(|(name, _)| name == "python");
    Ok(Manifest {
        ecosystem: Ecosystem::Python,
        path: String::new(),
        name: text(poetry, "name").ok_or("gives the package no name.")?,
        version: text(poetry, "version"),
        licence: text(poetry, "license"),
        dependencies: needs.iter().map(|(name, range)| dependency(name, range, "")).collect(),
        omitted: 0,
        engines: engines.into_iter().map(|(_, range)| ("Python".to_owned(), line(&range))).collect(),
    })
}
