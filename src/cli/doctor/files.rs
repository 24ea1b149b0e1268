//! The data directory and the built site.

use std::{fs, io, path::Path};

use super::Report;
use crate::server::{config::Config, secrets::Secrets, site::Site};

pub(super) fn check(config: &Config, report: &mut Report<'_>) -> io::Result<()> {
    data_dir(config, report)?;
    site(config, report)
}

fn data_dir(config: &Config, report: &mut Report<'_>) -> io::Result<()> {
    const NAME: &str = "data directory";
    let dir = &config.server.data_dir;
    let shown = dir.display();
    if !dir.exists() {
        // The nearest folder that is there decides whether it can be made.
        let above = dir.ancestors().skip(1).find(|above| above.as_os_str().is_empty() || above.exists());
        let above = above.filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
        return match probe(above) {
            Ok(()) => report.note(NAME, format!("{shown} is not there yet; serve makes it")),
            Err(error) => report.fail(NAME, format!("{shown} is not there and cannot be made ({error})")),
        };
    }
    match probe(dir) {
        Ok(()) => report.ok(NAME, format!("{shown} can be written to"))?,
        Err(error) => return report.fail(NAME, format!("{shown} cannot be written to ({error})")),
    }
    if config.auth.secret.is_none() && dir.join("auth_secret").exists() {
        match Secrets::load(config) {
            Ok(_) => report.ok("secret", format!("kept in {shown}"))?,
            Err(error) => report.fail("secret", error.to_string())?,
        }
    }
    Ok(())
}

/// Writes a file and takes it away again.
fn probe(dir: &Path) -> io::Result<()> {
    let file = dir.join(format!(".doctor.{}", uuid::Uuid::now_v7()));
    fs::write(&file, "may be removed").and_then(|()| fs::remove_file(&file))
}

fn site(config: &Config, report: &mut Report<'_>) -> io::Result<()> {
    match Site::load(config) {
        Err(error) => report.fail("site", error.to_string()),
        Ok(site) => match site.missing_files().first() {
            None => report.ok("site", format!("all files are in {}", site.root().display())),
            Some(missing) => {
                report.fail("site", format!("{} is missing: build it with bin/start", missing.display()))
            }
        },
    }
}
