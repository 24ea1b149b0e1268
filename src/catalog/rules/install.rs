//! How a module is installed. The shop is no registry yet: files come from the library and are installed from the
//! disk. Once it is one, this is the place that says so.

use crate::catalog::types::{Ecosystem, Manifest};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Install {
    /// What to do before.
    pub first: String,
    /// For a terminal.
    pub line: String,
}

/// From the file that holds the manifest. None where a name would mean something to a terminal.
pub fn install(manifest: &Manifest, file: &str) -> Option<Install> {
    let name = file.to_ascii_lowercase();
    let is_tar = name.ends_with(".tgz") || name.ends_with(".tar.gz");
    let is_archive = is_tar || name.ends_with(".zip");
    let folder = match manifest.path.split_once('/') {
        Some((folder, _)) => folder,
        None => manifest.name.rsplit('/').next().unwrap_or_default(),
    };
    let whole = match manifest.ecosystem {
        Ecosystem::Npm => is_tar,
        Ecosystem::Python => is_archive,
        Ecosystem::Cargo => false,
    };
    let target = if whole { file } else { folder };
    if !is_plain(target) || !manifest.name.split('/').all(|part| is_plain(part.trim_start_matches('@'))) {
        return None;
    }
    let first = match (whole, is_archive) {
        (true, _) => format!("Download {file} from your library into your project, then:"),
        (false, true) => format!("Download {file} from your library and unpack it in your project, then:"),
        (false, false) => {
            format!(
                "Download its files from your library into a folder named {folder} in your project, then:"
            )
        }
    };
    let line = match manifest.ecosystem {
        Ecosystem::Npm => format!("npm install ./{target}"),
        Ecosystem::Python => format!("python -m pip install ./{target}"),
        Ecosystem::Cargo => format!("cargo add {} --path ./{target}", manifest.name),
    };
    Some(Install { first, line })
}

/// Nothing a terminal would take for more than a name.
fn is_plain(word: &str) -> bool {
    !word.is_empty()
        && !word.starts_with(['-', '.'])
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn manifest(ecosystem: Ecosystem, name: &str, path: &str) -> Manifest {
        Manifest {
            ecosystem,
            path: path.into(),
            name: name.into(),
            version: None,
            licence: None,
            dependencies: Vec::new(),
            omitted: 0,
            engines: Vec::new(),
        }
    }

    fn line(ecosystem: Ecosystem, name: &str, path: &str, file: &str) -> Option<String> {
        install(&manifest(ecosystem, name, path), file).map(|install| install.line)
    }

    #[test]
    fn each_ecosystem_installs_from_the_disk() {
        let some = |line: &str| Some(line.to_owned());
        use Ecosystem::{Cargo, Npm, Python};
        for (found, expected) in [
            (line(Npm, "@ada/ev", "package/package.json", "ev-1.0.0.tgz"), "npm install ./ev-1.0.0.tgz"),
            (line(Npm, "@ada/ev", "package.json", "package.json"), "npm install ./ev"),
            (line(Python, "slugs", "slugs-2/pyproject.toml", "s.tar.gz"), "python -m pip install ./s.tar.gz"),
            (line(Cargo, "minor", "minor-1.0/Cargo.toml", "m.zip"), "cargo add minor --path ./minor-1.0"),
            (line(Cargo, "minor", "Cargo.toml", "Cargo.toml"), "cargo add minor --path ./minor"),
        ] {
            assert_eq!(found, some(expected));
        }
    }

    #[test]
    fn nothing_that_a_terminal_would_run_is_offered() {
        for name in ["x; rm -rf ~", "$(id)", "-rf", "..", "a b", "`id`", "a\nb", ""] {
            assert_eq!(line(Ecosystem::Cargo, name, "Cargo.toml", "Cargo.toml"), None, "{name}");
            assert_eq!(line(Ecosystem::Npm, "ok", "package/package.json", &format!("{name}.tgz")), None);
        }
        assert_eq!(line(Ecosystem::Cargo, "ok", "$(id)/Cargo.toml", "m.zip"), None);
    }
}
