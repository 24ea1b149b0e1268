//! Mail into files: an `.eml` per message under the data directory, with a `.json` beside it for the page that lists them.

use std::path::{Path, PathBuf};
use std::{fs, io};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use lettre::message::Mailbox;
use serde::{Deserialize, Serialize};

use super::{MailError, Mailer, Message};
use crate::ports::{Now, disk};

#[derive(Clone)]
pub struct FilesConfig {
    /// Mail goes to `mail/` in here.
    pub data_dir: PathBuf,
    /// `ProSets <no-reply@localhost>`
    pub from: String,
    pub now: Now,
}

pub struct FilesMailer {
    folder: PathBuf,
    from: Mailbox,
    now: Now,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredMail {
    pub id: MailId,
    pub sent_at: DateTime<Utc>,
    pub message: Message,
}

/// Names a stored mail; newer ones sort after older ones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MailId(String);

impl MailId {
    /// Letters, digits and hyphens: no way out of the folder.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = !text.is_empty() && text.len() <= 80 && !text.starts_with('-');
        let plain = plain && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        plain.then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for MailId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a mail id")
    }
}

impl From<MailId> for String {
    fn from(id: MailId) -> Self {
        id.0
    }
}

impl FilesMailer {
    pub fn open(config: FilesConfig) -> Result<Self, MailError> {
        let from = super::mailbox(&config.from)?;
        let folder = config.data_dir.join("mail");
        fs::create_dir_all(&folder).map_err(unavailable)?;
        Ok(Self { folder, from, now: config.now })
    }

    /// The newest mails first, at most `limit`.
    pub async fn list(&self, limit: usize) -> Result<Vec<StoredMail>, MailError> {
        let folder = self.folder.clone();
        disk::run(move || newest(&folder, limit)).await.map_err(unavailable)
    }

    pub async fn read(&self, id: &MailId) -> Result<Option<StoredMail>, MailError> {
        let path = self.path(id, "json");
        disk::run(move || load(&path)).await.map_err(unavailable)
    }

    /// The message as it was sent, for downloading.
    pub async fn read_eml(&self, id: &MailId) -> Result<Option<Vec<u8>>, MailError> {
        let path = self.path(id, "eml");
        disk::run(move || found(fs::read(path))).await.map_err(unavailable)
    }

    fn path(&self, id: &MailId, extension: &str) -> PathBuf {
        self.folder.join(format!("{}.{extension}", id.0))
    }
}

#[async_trait]
impl Mailer for FilesMailer {
    async fn send(&self, message: Message) -> Result<(), MailError> {
        let eml = super::build(&self.from, &message)?.formatted();
        let sent_at = (self.now)();
        let random = hex::encode(rand::random::<[u8; 4]>());
        let id = MailId(format!("{}-{}-{random}", sent_at.format("%Y%m%dT%H%M%S%6fZ"), message.kind));
        let (eml_path, json_path) = (self.path(&id, "eml"), self.path(&id, "json"));
        let json = serde_json::to_vec_pretty(&StoredMail { id, sent_at, message })
            .map_err(|error| MailError::Message(error.to_string()))?;
        // The listing goes by the second file, so a mail is there whole or not at all.
        disk::run(move || {
            disk::write_atomic(&eml_path, &eml).and_then(|()| disk::write_atomic(&json_path, &json))
        })
        .await
        .map_err(unavailable)
    }
}

fn newest(folder: &Path, limit: usize) -> io::Result<Vec<StoredMail>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            paths.push(path);
        }
    }
    paths.sort_unstable_by(|a, b| b.cmp(a));
    let mails = paths.iter().filter_map(|path| match load(path) {
        Ok(mail) => mail,
        Err(error) => {
            tracing::warn!(path = %path.display(), %error, "a mail cannot be read");
            None
        }
    });
    Ok(mails.take(limit).collect())
}

fn load(path: &Path) -> io::Result<Option<StoredMail>> {
    Ok(found(fs::read(path))?.map(|json| serde_json::from_slice(&json)).transpose()?)
}

fn found<T>(read: io::Result<T>) -> io::Result<Option<T>> {
    match read {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn unavailable(error: io::Error) -> MailError {
    MailError::Unavailable(error.to_string())
}
