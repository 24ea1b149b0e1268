//! Small files in the data directory: written whole or not at all, secrets for the owner's eyes only.
//! Everything here blocks; async callers go through `run`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use uuid::Uuid;

/// Runs blocking file work off the async threads.
pub async fn run<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

/// Replaces `path` in one step: readers see the old content or the new, also after a power cut.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = write_temporary(path, bytes)?;
    fs::rename(&temporary, path).inspect_err(|_| drop(fs::remove_file(&temporary)))?;
    sync_folder(path)
}

/// The secret kept in `path`, made at the first call: 64 hex digits (256 bits), mode 0600.
/// Processes that start together agree on one.
pub fn kept_secret(path: &Path) -> io::Result<String> {
    if let Some(secret) = read_secret(path)? {
        return Ok(secret);
    }
    let secret = hex::encode(rand::random::<[u8; 32]>());
    let temporary = write_temporary(path, secret.as_bytes())?;
    // A link, not a rename: it fails when somebody else was first, and theirs counts.
    let linked = fs::hard_link(&temporary, path);
    fs::remove_file(&temporary)?;
    match linked {
        Ok(()) => sync_folder(path).map(|()| secret),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            read_secret(path)?.ok_or_else(|| damaged(path))
        }
        Err(error) => Err(error),
    }
}

fn read_secret(path: &Path) -> io::Result<Option<String>> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let secret = text.trim();
    if secret.len() < 32 {
        return Err(damaged(path));
    }
    owner_only(path)?;
    Ok(Some(secret.to_owned()))
}

fn damaged(path: &Path) -> io::Error {
    let path = path.display();
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("{path} is damaged. Delete it, and the next start makes a new one."),
    )
}

fn write_temporary(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let folder = path.parent().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    fs::create_dir_all(folder)?;
    let temporary = folder.join(format!(".{}.part", Uuid::now_v7().simple()));
    let mut file = new_file(&temporary)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map(|()| temporary.clone()).inspect_err(|_| drop(fs::remove_file(&temporary)))
}

#[cfg(unix)]
fn new_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn new_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(unix)]
fn owner_only(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    if fs::metadata(path)?.permissions().mode() & 0o077 == 0 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn owner_only(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes a rename or link last: on Linux the folder itself has to be synced.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_secret_is_made_once_and_kept_from_others() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("inner/a.secret");
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;

        let secret = kept_secret(&path).unwrap();
        assert_eq!((secret.len(), mode()), (64, 0o600));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(kept_secret(&path).unwrap(), secret);
        assert_eq!(mode(), 0o600, "a file opened by mistake is closed again");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing is left behind");
    }

    #[test]
    fn processes_starting_together_agree_on_a_secret() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.secret");
        let made: Vec<String> = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| kept_secret(&path).unwrap())).collect();
            starts.into_iter().map(|start| start.join().unwrap()).collect()
        });
        assert!(made.iter().all(|secret| *secret == made[0]));
    }

    #[test]
    fn an_empty_secret_is_not_a_secret() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.secret");
        fs::write(&path, "\n").unwrap();
        assert!(kept_secret(&path).unwrap_err().to_string().contains("is damaged"));
    }
}
