//! Which database.

use std::path::PathBuf;

use super::{Secret, Server, vars::Vars};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseKind {
    Sqlite,
    Postgres,
}

#[derive(Clone, Debug)]
pub struct Database {
    /// `DATABASE_URL`: `sqlite:…` or `postgres:…`; default the file `prosets.db` in the data directory.
    pub url: Secret,
    pub kind: DatabaseKind,
}

impl Database {
    pub(super) fn read(vars: &mut Vars, server: &Server) -> Self {
        vars.read("DATABASE_URL", parse).unwrap_or_else(|| Self::file(server))
    }

    fn file(server: &Server) -> Self {
        let path = server.data_path("prosets.db").to_string_lossy().replace('%', "%25").replace('?', "%3F");
        Self { url: Secret::new(format!("sqlite://{path}")), kind: DatabaseKind::Sqlite }
    }

    /// The file of an SQLite database that is one; `None` in memory and for PostgreSQL.
    pub fn sqlite_file(&self) -> Option<PathBuf> {
        let rest = self.url.expose().strip_prefix("sqlite:")?;
        let path = rest.strip_prefix("//").unwrap_or(rest).split('?').next()?;
        let memory = path.starts_with(":memory:") || rest.contains("mode=memory");
        (!memory).then(|| path.replace("%3F", "?").replace("%25", "%").into())
    }
}

/// The value is never repeated: it may hold a password.
fn parse(value: &str) -> Result<Database, String> {
    let url = Secret::new(value);
    if value.strip_prefix("sqlite:").is_some_and(|rest| !rest.trim_start_matches('/').is_empty()) {
        return Ok(Database { url, kind: DatabaseKind::Sqlite });
    }
    let postgres = url::Url::parse(value).is_ok_and(|url| matches!(url.scheme(), "postgres" | "postgresql"));
    if postgres && value.contains("://") {
        return Ok(Database { url, kind: DatabaseKind::Postgres });
    }
    Err("must be sqlite:path/to/file.db or postgres://person:password@host/database \
         (in the password write @ as %40, / as %2F, # as %23 and % as %25)."
        .into())
}
