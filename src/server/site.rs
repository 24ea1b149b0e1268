//! The built site: where its files lie and what they are called.

use std::path::{Path, PathBuf};

use leptos::config::{Env, LeptosOptions, get_config_from_file};

use crate::server::config::Config;

/// Read once at the start; cheap enough to clone into each router.
#[derive(Clone, Debug)]
pub struct Site {
    pub options: LeptosOptions,
    pub files: SiteFiles,
}

/// Paths as pages name them, such as `/pkg/prosets.6QZj.css`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFiles {
    pub css: String,
    pub js: String,
    pub wasm: String,
    /// Whether the names change with the content, so that they may be cached for ever.
    pub hashed: bool,
}

#[derive(Debug, thiserror::Error)]
#[error("{} cannot be read ({reason}): start from the checkout's root, where it lies", .file.display())]
pub struct SiteError {
    file: PathBuf,
    reason: String,
}

impl Site {
    /// From `Leptos.toml` in the working directory; HOST, PORT and PROSETS_ENV decide what they are about.
    pub fn load(config: &Config) -> Result<Self, SiteError> {
        Self::from_file("Leptos.toml".as_ref(), config)
    }

    /// From another file of the same shape.
    pub fn from_file(file: &Path, config: &Config) -> Result<Self, SiteError> {
        let fault = |error: leptos::config::errors::LeptosConfigError| SiteError {
            file: file.to_owned(),
            reason: error.to_string(),
        };
        let mut options = get_config_from_file(file).map_err(fault)?.leptos_options;
        options.site_addr = config.server.address();
        options.env = if config.server.is_production() { Env::PROD } else { Env::DEV };
        let files = SiteFiles::new(&options, hash_file(&options).as_deref());
        Ok(Self { options, files })
    }

    /// Where pages find the styles.
    pub fn css(&self) -> String {
        self.files.css.clone()
    }

    /// What wakes the islands of a page: only for pages that have some.
    pub fn boot_tag(&self) -> String {
        let SiteFiles { js, wasm, .. } = &self.files;
        format!(r#"<script type="module" src="/boot.js" data-js="{js}" data-wasm="{wasm}"></script>"#)
    }

    /// The folder of static files.
    pub fn root(&self) -> PathBuf {
        PathBuf::from(&*self.options.site_root)
    }

    /// The site's files that are not where pages will look for them.
    pub fn missing_files(&self) -> Vec<PathBuf> {
        [&self.files.css, &self.files.js, &self.files.wasm]
            .into_iter()
            .map(|path| self.root().join(path.trim_start_matches('/')))
            .filter(|path| !path.is_file())
            .collect()
    }
}

impl SiteFiles {
    /// `hashes` is cargo-leptos' hash file: lines of `js: <hash>`, `wasm: <hash>`, `css: <hash>`.
    fn new(options: &LeptosOptions, hashes: Option<&str>) -> Self {
        let hash_of = |kind: &str| {
            let lines = hashes?.lines().filter_map(|line| line.split_once(':'));
            lines.filter(|(name, _)| name.trim() == kind).map(|(_, hash)| hash.trim()).next()
        };
        let base = format!("{}{}", options.site_pkg_dir_route_base(), options.output_name);
        let path = |kind: &str| match hash_of(kind) {
            Some(hash) => format!("{base}.{hash}.{kind}"),
            None => format!("{base}.{kind}"),
        };
        Self { css: path("css"), js: path("js"), wasm: path("wasm"), hashed: hashes.is_some() }
    }
}

/// cargo-leptos writes it beside the binary. It is not there under plain `cargo`, which builds no site.
fn hash_file(options: &LeptosOptions) -> Option<String> {
    let beside = std::env::current_exe().ok()?.parent()?.join(&*options.hash_file);
    if options.hash_files { std::fs::read_to_string(beside).ok() } else { None }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn options() -> LeptosOptions {
        LeptosOptions::builder().output_name("prosets").build()
    }

    #[test]
    fn hashes_become_part_of_the_names() {
        let files = SiteFiles::new(&options(), Some("js: aB_1\nwasm: c-D\ncss: Ef\nsplit: no\n"));
        assert_eq!(files.css, "/pkg/prosets.Ef.css");
        assert_eq!(files.js, "/pkg/prosets.aB_1.js");
        assert_eq!(files.wasm, "/pkg/prosets.c-D.wasm");
        assert!(files.hashed);
        let site = Site { options: options(), files };
        insta::assert_snapshot!(site.boot_tag(), @r#"<script type="module" src="/boot.js" data-js="/pkg/prosets.aB_1.js" data-wasm="/pkg/prosets.c-D.wasm"></script>"#);
    }

    #[test]
    fn without_hashes_the_names_are_plain() {
        let files = SiteFiles::new(&options(), None);
        assert_eq!(files.css, "/pkg/prosets.css");
        assert!(!files.hashed);
    }

    #[test]
    fn the_settings_decide_address_and_environment() {
        let vars = [("PORT", "4000"), ("HOST", "0.0.0.0")].map(|(n, v)| (n.to_owned(), v.to_owned()));
        let config = Config::from_vars(vars).unwrap();
        let site = Site::from_file("Leptos.toml".as_ref(), &config).unwrap();
        assert_eq!(site.options.site_addr.to_string(), "0.0.0.0:4000");
        assert_eq!(site.options.env, Env::DEV);
    }

    #[test]
    fn a_missing_file_says_where_to_start() {
        let config = Config::from_vars([]).unwrap();
        let error = Site::from_file("nowhere/Leptos.toml".as_ref(), &config).unwrap_err().to_string();
        assert!(error.starts_with("nowhere/Leptos.toml cannot be read"), "{error}");
        assert!(error.contains("checkout's root"));
    }
}
