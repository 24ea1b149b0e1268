//! Manifests of all three kinds, honest and hostile.

use proptest::prelude::*;

use super::*;
use crate::catalog::Ecosystem;

fn refused(path: &str, content: &str) -> String {
    read(path, content.as_bytes()).unwrap_err()
}

#[test]
fn a_crate_tells_its_name_its_needs_and_its_rust() {
    let text = "[package]\nname = \"minor-units\"\nversion = \"1.0.1\"\nlicense = \"MIT OR Apache-2.0\"\nrust-version = \"1.75\"\n\
        [dependencies]\nserde = { version = \"1\", optional = true }\nlog = \"0.4\"\nnear = { path = \"../near\" }\n\
        [dev-dependencies]\nproptest = \"1\"\n[target.'cfg(unix)'.dependencies]\nlibc = \"0.2\"\n";
    let manifest = read("minor-1/Cargo.toml", text.as_bytes()).unwrap();
    assert_eq!((manifest.ecosystem, manifest.path.as_str()), (Ecosystem::Cargo, "minor-1/Cargo.toml"));
    assert_eq!(
        (manifest.version.as_deref(), manifest.licence.as_deref()),
        (Some("1.0.1"), Some("MIT OR Apache-2.0"))
    );
    assert_eq!(manifest.engines, [("Rust".to_owned(), "≥ 1.75".to_owned())]);
    let needs: Vec<_> =
        manifest.dependencies.iter().map(|d| (d.name.as_str(), d.range.as_str(), d.when.as_str())).collect();
    assert_eq!(
        needs,
        [
            ("log", "0.4", ""),
            ("near", "from its own folder", ""),
            ("serde", "1", "optional"),
            ("libc", "0.2", "on cfg(unix)"),
            ("proptest", "1", "to develop"),
        ]
    );
}

#[test]
fn a_package_of_npm_and_one_of_python() {
    let text = r#"{ "name": "@ada/events", "version": "1.1.0", "license": "MIT", "engines": { "node": ">=20" },
        "dependencies": { "tslib": "^2.6.0" }, "devDependencies": { "vitest": "^3" } }"#;
    let manifest = read("package/package.json", text.as_bytes()).unwrap();
    assert_eq!((manifest.name.as_str(), manifest.dependencies.len()), ("@ada/events", 2));
    assert_eq!(manifest.engines, [("Node.js".to_owned(), ">=20".to_owned())]);

    let text = "[project]\nname = \"plain-slugs\"\nversion = \"2.0.0\"\nrequires-python = \">=3.10\"\nlicense = { text = \"MIT\" }\n\
        dependencies = [\"requests[socks]>=2; python_version < '3.12'\", \"idna\"]\n\
        [project.optional-dependencies]\ncli = [\"click (>=8)\"]\n";
    let manifest = read("pyproject.toml", text.as_bytes()).unwrap();
    assert_eq!(manifest.licence.as_deref(), Some("MIT"));
    let needs: Vec<_> =
        manifest.dependencies.iter().map(|d| format!("{} {} {}", d.name, d.range, d.when)).collect();
    assert_eq!(needs, ["requests[socks] >=2; python_version < '3.12' ", "idna  ", "click (>=8) with [cli]"]);
    let poetry = "[tool.poetry]\nname = \"old\"\nversion = \"1\"\n[tool.poetry.dependencies]\npython = \"^3.9\"\nrich = { version = \"*\" }\n";
    let manifest = read("pyproject.toml", poetry.as_bytes()).unwrap();
    assert_eq!((manifest.engines.len(), manifest.dependencies[0].name.as_str()), (1, "rich"));
}

#[test]
fn the_one_at_the_top_is_taken() {
    let mut found = ["a/pyproject.toml", "a/b/Cargo.toml", "package.json", "a/Cargo.toml", "README.md"];
    found.sort_by_key(|path| rank(path).unwrap_or(usize::MAX));
    assert_eq!(found[..3], ["package.json", "a/Cargo.toml", "a/pyproject.toml"]);
    assert_eq!((rank("a/b/Cargo.toml"), rank("not-Cargo.toml"), rank("./Cargo.toml")), (None, None, Some(0)));
}

#[test]
fn keys_that_stand_twice_are_refused() {
    let json = r#"{ "name": "a", "dependencies": { "x": "1", "x": "2" } }"#;
    assert!(refused("package.json", json).contains("“x” stands twice"), "{}", refused("package.json", json));
    assert!(refused("package.json", r#"{ "name": "a", "name": "b" }"#).contains("twice"));
    assert!(
        refused("Cargo.toml", "[package]\nname = \"a\"\nname = \"b\"\n")
            .starts_with("Cargo.toml cannot be read")
    );
    assert!(refused("pyproject.toml", "[project]\nname = \"a\"\n[project]\n").contains("cannot be read"));
}

#[test]
fn what_leads_back_to_itself_is_read_once() {
    let circle = "[package]\nname = \"a\"\n[features]\none = [\"two\"]\ntwo = [\"one\"]\n[dependencies]\na = { path = \".\" }\n";
    assert_eq!(read("Cargo.toml", circle.as_bytes()).unwrap().dependencies.len(), 1);
    let deep = format!("{{\"name\":\"a\",\"x\":{}1{}}}", "[".repeat(50_000), "]".repeat(50_000));
    assert!(refused("package.json", &deep).contains("cannot be read"));
    let deep = format!("[package]\nname = \"a\"\nx = {}1{}\n", "[".repeat(50_000), "]".repeat(50_000));
    assert!(refused("Cargo.toml", &deep).contains("cannot be read"));
}

#[test]
fn a_manifest_of_ten_megabytes_is_not_read() {
    let large = format!("[package]\nname = \"a\"\n# {}\n", "x".repeat(10 * 1024 * 1024));
    assert_eq!(refused("Cargo.toml", &large), "Cargo.toml is larger than 256 kB, so it was not read.");
}

#[test]
fn what_is_no_manifest_is_told_in_words() {
    for (path, text, words) in [
        ("Cargo.toml", "[workspace]\nmembers = []\n", "workspace"),
        ("Cargo.toml", "[package]\nversion = \"1\"\n", "no name"),
        ("package.json", "[]", "no name"),
        ("package.json", "{", "cannot be read"),
        ("package.json", "{} {}", "cannot be read"),
        ("package.json", r#"{ "name": "../../x" }"#, "no package can have"),
        ("package.json", r#"{ "name": "x; rm -rf ~" }"#, "no package can have"),
        ("pyproject.toml", "[build-system]\nrequires = []\n", "no [project]"),
    ] {
        assert!(refused(path, text).contains(words), "{path}: {}", refused(path, text));
    }
    assert!(read("package.json", b"\xff\xfe").unwrap_err().contains("UTF-8"));
}

#[test]
fn no_more_than_two_hundred_needs_are_named() {
    let needs: Vec<String> = (0..250).map(|n| format!("\"d{n}\": \"1\"")).collect();
    let text = format!("{{\"name\":\"a\",\"dependencies\":{{{}}}}}", needs.join(","));
    let manifest = read("package.json", text.as_bytes()).unwrap();
    assert_eq!((manifest.dependencies.len(), manifest.omitted), (200, 50));
}

proptest! {
    #[test]
    fn no_content_panics(text in any::<String>(), at in 0usize..3) {
        let _ = read(NAMES[at], text.as_bytes());
    }
}
