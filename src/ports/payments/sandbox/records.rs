//! The sandbox's memory: one JSON file per checkout, replaced whole.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use tokio::sync::{Mutex, MutexGuard};

use super::checkout::Record;
use crate::ports::disk;

pub const ID_PREFIX: &str = "sbx_";

pub struct Records {
    folder: PathBuf,
    /// Ids share a fixed set of locks: as good as one each, and it does not grow.
    locks: [Mutex<()>; 64],
}

/// Held while a checkout is read and written again, against other tasks and other processes.
pub struct Lock<'a> {
    _tasks: MutexGuard<'a, ()>,
    /// Unlocked when closed.
    _processes: File,
}

impl Records {
    pub fn open(folder: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, locks: std::array::from_fn(|_| Mutex::default()) })
    }

    pub async fn lock(&self, id: &str) -> io::Result<Lock<'_>> {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let index = hasher.finish() as usize % self.locks.len();
        let tasks = self.locks[index].lock().await;
        let path = self.folder.join(format!(".lock-{index:02}"));
        let processes = disk::run(move || {
            let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
            file.lock().map(|()| file)
        });
        Ok(Lock { _tasks: tasks, _processes: processes.await? })
    }

    pub async fn load(&self, id: &str) -> io::Result<Option<Record>> {
        let Some(path) = self.path(id) else { return Ok(None) };
        disk::run(move || read(&path)).await
    }

    pub async fn save(&self, record: &Record) -> io::Result<()> {
        let path =
            self.path(&record.checkout.id).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        let json = serde_json::to_vec_pretty(record)?;
        disk::run(move || disk::write_atomic(&path, &json)).await
    }

    /// Checkouts written since then with undelivered events, and when the next of them is due.
    pub fn pending(folder: &Path, since: SystemTime) -> io::Result<BTreeMap<String, DateTime<Utc>>> {
        let mut pending = BTreeMap::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            let json = path.extension().is_some_and(|extension| extension == "json");
            if !json || entry.metadata().and_then(|file| file.modified()).is_ok_and(|at| at < since) {
                continue;
            }
            match read(&path) {
                Ok(Some(record)) => {
                    pending.extend(record.next_delivery().map(|at| (record.checkout.id, at)));
                }
                Ok(None) => {}
                Err(error) => tracing::warn!(path = %path.display(), %error, "sandbox: unreadable"),
            }
        }
        Ok(pending)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// `None` for what is no id of ours: ids come from addresses anybody can type.
    fn path(&self, id: &str) -> Option<PathBuf> {
        let digits = id.strip_prefix(ID_PREFIX)?;
        let ours = digits.len() == 32 && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        ours.then(|| self.folder.join(format!("{id}.json")))
    }
}

fn read(path: &Path) -> io::Result<Option<Record>> {
    match fs::read(path) {
        Ok(json) => Ok(serde_json::from_slice(&json)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
