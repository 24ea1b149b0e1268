//! The sandbox's memory: one JSON file per checkout, replaced whole.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

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

impl Records {
    pub fn open(folder: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, locks: std::array::from_fn(|_| Mutex::default()) })
    }

    pub async fn lock(&self, id: &str) -> MutexGuard<'_, ()> {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let index = hasher.finish() as usize % self.locks.len();
        self.locks[index].lock().await
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

    /// Checkouts with undelivered events, and when the next of them is due.
    pub fn pending(&self) -> io::Result<BTreeMap<String, DateTime<Utc>>> {
        let mut pending = BTreeMap::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.extension().is_none_or(|extension| extension != "json") {
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
