//! The manifest of a package: what it says of itself, as far as it can be believed.

mod cargo;
mod json;
mod npm;
mod python;

use serde_json::Value;

use crate::catalog::{Dependency, Manifest};

/// Of a manifest that is read.
pub const LARGEST: u64 = 256 * 1024;
const MOST_DEPENDENCIES: usize = 200;
const LONGEST: usize = 200;

type Read = Result<Manifest, String>;

/// The names a manifest can have, in the order in which they are taken.
const NAMES: [&str; 3] = ["Cargo.toml", "package.json", "pyproject.toml"];

/// How well a path fits: the lower, the better. None for what is no manifest, or lies deeper than in one folder.
pub fn rank(path: &str) -> Option<usize> {
    let path = path.trim_start_matches("./");
    let depth = path.matches('/').count();
    let name = path.rsplit('/').next().unwrap_or_default();
    let place = NAMES.iter().position(|known| *known == name)?;
    (depth <= 1).then_some(depth * NAMES.len() + place)
}

/// From its path in the archive, or its name, and its content; what is wrong with it, in words.
pub fn read(path: &str, content: &[u8]) -> Read {
    let path = path.trim_start_matches("./");
    let name = path.rsplit('/').next().unwrap_or_default();
    let about = |words: String| format!("{name} {words}");
    if content.len() as u64 > LARGEST {
        return Err(too_large(path));
    }
    let text = std::str::from_utf8(content).map_err(|_| about("is not text in UTF-8.".into()))?;
    let text = text.trim_start_matches('\u{feff}');
    let manifest = match name {
        "Cargo.toml" => cargo::read(&toml(text).map_err(about)?),
        "package.json" => npm::read(&json::read(text).map_err(about)?),
        _ => python::read(&toml(text).map_err(about)?),
    };
    let mut manifest = manifest.map_err(about)?;
    path.clone_into(&mut manifest.path);
    if !is_name(&manifest.name) {
        return Err(about("gives it a name no package can have.".into()));
    }
    let dependencies = &mut manifest.dependencies;
    manifest.omitted = dependencies.len().saturating_sub(MOST_DEPENDENCIES);
    dependencies.truncate(MOST_DEPENDENCIES);
    Ok(manifest)
}

pub fn too_large(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    format!("{name} is larger than {} kB, so it was not read.", LARGEST / 1024)
}

fn toml(text: &str) -> Result<Value, String> {
    toml::from_str(text).map_err(|fault| {
        let words = line(fault.message());
        format!("cannot be read: {words}.")
    })
}

/// Of a table, the text of a field that has some.
fn text(table: &Value, field: &str) -> Option<String> {
    table.get(field).and_then(Value::as_str).map(line).filter(|text| !text.is_empty())
}

/// One line of visible characters, and not a long one.
fn line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c));
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST).collect()
}

/// Characters that hide or turn around what stands beside them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// `name`, `@scope/name`: what all three kinds of package allow at most.
fn is_name(name: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
    };
    let (scope, rest) = match name.strip_prefix('@').and_then(|scoped| scoped.split_once('/')) {
        Some((scope, rest)) => (Some(scope), rest),
        None => (None, name),
    };
    name.len() <= LONGEST && scope.is_none_or(part) && part(rest)
}

fn dependency(name: &str, range: &str, when: &str) -> Dependency {
    Dependency { name: line(name), range: line(range), when: when.to_owned() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
