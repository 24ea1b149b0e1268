//! Sending mail. A message goes out as text and HTML; its kind names the template it came from.

use async_trait::async_trait;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use serde::{Deserialize, Serialize};

use crate::kit::error::AppError;

mod files;

pub use files::{FilesConfig, FilesMailer, MailId, StoredMail};

#[async_trait]
pub trait Mailer: Send + Sync {
    async fn send(&self, message: Message) -> Result<(), MailError>;
}

/// Serializable, so that a job can carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// `ada@example.com` or `Ada <ada@example.com>`.
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// The template's name, `a-z 0-9 -` and at most 40 of them: `verify-email`, `receipt`.
    pub kind: String,
}

#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// Will not get better by trying again.
    #[error("{0:?} is not a mail address")]
    Address(String),
    #[error("the message cannot be built: {0}")]
    Message(String),
    #[error("mail is unavailable: {0}")]
    Unavailable(String),
}

impl From<MailError> for AppError {
    fn from(error: MailError) -> Self {
        tracing::error!(%error, "mail");
        Self::unavailable("Mail cannot be sent right now. Please try again in a moment.")
    }
}

/// The message as it goes over the wire.
fn build(from: &Mailbox, message: &Message) -> Result<lettre::Message, MailError> {
    check_kind(&message.kind)?;
    let domain = from.email.domain();
    lettre::Message::builder()
        .from(from.clone())
        .to(mailbox(&message.to)?)
        .subject(one_line(&message.subject))
        .message_id(Some(format!("<{}@{domain}>", uuid::Uuid::now_v7().simple())))
        .date_now()
        .raw_header(raw("X-ProSets-Kind", &message.kind))
        // Keeps holiday replies away (RFC 3834).
        .raw_header(raw("Auto-Submitted", "auto-generated"))
        .multipart(MultiPart::alternative_plain_html(message.text.clone(), message.html.clone()))
        .map_err(|error| MailError::Message(error.to_string()))
}

fn mailbox(address: &str) -> Result<Mailbox, MailError> {
    address.parse().map_err(|_| MailError::Address(address.to_owned()))
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// A line break in a subject would start a header of its own.
fn one_line(subject: &str) -> String {
    subject.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn check_kind(kind: &str) -> Result<(), MailError> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if (1..=40).contains(&kind.len()) && kind.bytes().all(plain) {
        Ok(())
    } else {
        Err(MailError::Message(format!("{kind:?} is not a kind of mail")))
    }
}
