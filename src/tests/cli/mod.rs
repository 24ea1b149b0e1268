//! The command line as scripts see it: exit codes, standard output and error.

mod doctor;
mod mail;
mod migrate;
mod redis;
mod serve;
mod settings;
mod user;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder like the checkout's root, with nothing of this one's environment.
struct Checkout {
    dir: TempDir,
}

struct Outcome {
    code: i32,
    out: String,
    err: String,
}

impl Checkout {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::copy("Leptos.toml", dir.path().join("Leptos.toml")).unwrap();
        let site = dir.path().join("target/site/pkg");
        fs::create_dir_all(&site).unwrap();
        for kind in ["css", "js", "wasm"] {
            fs::write(site.join(format!("prosets.{kind}")), "").unwrap();
        }
        Self { dir }
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_prosets"));
        command.args(args).current_dir(&self.dir).env_clear();
        // Whether hashes lie beside the test's binary is no concern of these tests.
        command.env("LEPTOS_HASH_FILES", "false");
        command
    }

    fn run(&self, args: &[&str], vars: &[(&str, &str)]) -> Outcome {
        self.command(args).envs(vars.iter().copied()).output().unwrap().into()
    }
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// A port nobody listens on.
fn free_port() -> String {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port().to_string()
}
