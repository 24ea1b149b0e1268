//! The walls of the house, kept by reading the source. What a wall is for stands in `docs/architecture.md`.

use std::path::{Path, PathBuf};

const SLICES: [&str; 8] = ["accounts", "admin", "cart", "catalog", "checkout", "library", "orders", "sell"];

struct Source {
    /// Below `src/`, with `/`.
    path: String,
    text: String,
}

impl Source {
    /// The code without its comments, line by line.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(i, line)| (i + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    fn slice(&self) -> Option<&str> {
        SLICES.into_iter().find(|slice| self.path.starts_with(&format!("{slice}/")))
    }

    /// The path below the slice's folder: `server/store.rs`.
    fn within(&self) -> &str {
        self.path.split_once('/').map_or(&self.path, |(_, rest)| rest)
    }
}

fn sources() -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            // What the demo shop sells is merchandise, not our code.
            if path.is_dir() && !path.ends_with("seed/demo/content") {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    let source = |file: PathBuf| Source {
        path: file.strip_prefix(&root).unwrap().to_str().unwrap().to_owned(),
        text: std::fs::read_to_string(&file).unwrap(),
    };
    files.into_iter().map(source).collect()
}

/// Every line that breaks a rule, as `path:line: text`.
fn breaches(applies: impl Fn(&Source) -> bool, breaks: impl Fn(&Source, &str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| applies(source)) {
        for (number, line) in source.code().filter(|(_, line)| breaks(source, line)) {
            found.push(format!("{}:{number}: {}", source.path, line.trim()));
        }
    }
    found
}

#[track_caller]
fn none(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn the_split_between_server_and_browser_stands_in_few_places() {
    let allowed = |path: &str| {
        ["lib.rs", "main.rs", "tests/architecture.rs"].contains(&path)
            || SLICES.iter().any(|slice| path == format!("{slice}/mod.rs"))
    };
    none(breaches(|source| !allowed(&source.path), |_, line| line.contains("feature = \"ssr\"")));
}

#[test]
fn the_database_is_known_only_on_the_server() {
    let server_side = |source: &Source| {
        ["db/", "server/", "ports/", "seed/", "cli/", "tests/"]
            .iter()
            .any(|folder| source.path.starts_with(folder))
            || source.within().starts_with("server/")
    };
    none(breaches(|source| !server_side(source), |_, line| line.contains("sea_orm")));
}

#[test]
fn a_slices_queries_stand_in_its_store() {
    let outside_the_store = |source: &Source| {
        source.slice().is_some()
            && !["server/store.rs", "server/store/"].iter().any(|store| source.within().starts_with(store))
    };
    let queries =
        ["Entity::find", "Entity::insert", "Entity::update", "Entity::delete", ".exec(", "find_by_statement"];
    none(breaches(outside_the_store, |_, line| queries.iter().any(|query| line.contains(query))));
}

#[test]
fn rules_and_types_know_no_framework() {
    let pure = |source: &Source| {
        source.slice().is_some()
            && (source.within().starts_with("rules") || source.within().starts_with("types"))
    };
    let worldly = ["leptos", "axum", "tokio", "Utc::now", "crate::server"];
    none(breaches(pure, |_, line| worldly.iter().any(|word| line.contains(word))));
}

#[test]
fn slices_meet_at_their_faces() {
    let reaches_in = |source: &Source, line: &str| {
        SLICES.iter().filter(|slice| source.slice() != Some(slice)).any(|slice| {
            ["server::", "actions::", "islands::"]
                .iter()
                .any(|inner| line.contains(&format!("crate::{slice}::{inner}")))
        })
    };
    none(breaches(|source| source.path != "app.rs" && !source.path.starts_with("tests/"), reaches_in));
}

#[test]
fn the_kit_and_the_primitives_know_no_feature() {
    let shared = |source: &Source| source.path.starts_with("kit/") || source.path.starts_with("ui/");
    let features =
        |_: &Source, line: &str| SLICES.iter().any(|slice| line.contains(&format!("crate::{slice}")));
    none(breaches(shared, features));
    none(breaches(shared, |_, line| line.contains("crate::server") || line.contains("crate::db")));
}

#[test]
fn only_the_dialect_asks_which_database_it_is() {
    let elsewhere =
        |source: &Source| !source.path.starts_with("db/dialect") && !source.path.starts_with("tests/");
    none(breaches(elsewhere, |_, line| line.contains("DbBackend::") || line.contains("DatabaseBackend::")));
}

#[test]
fn pages_hold_no_inline_style_or_script() {
    let breaks = |_: &Source, line: &str| {
        let line = line.trim_start();
        line.contains(" style=") || line.starts_with("style=") || line.contains("onclick=")
    };
    none(breaches(|source| !source.path.starts_with("tests/"), breaks));
}

#[test]
fn every_module_says_what_it_is_for_and_has_one_subject() {
    let mut found = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//!") {
            found.push(format!("{}: begins without //!", source.path));
        }
        let lines = source.text.lines().count();
        if lines > 300 {
            found.push(format!("{}: {lines} lines; which noun wants its own file?", source.path));
        }
    }
    none(found);
}
