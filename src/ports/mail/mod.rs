//! Sending mail. A message goes out as text and HTML; its kind names the template it came from.

use async_trait::async_trait;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use serde::{Deserialize, Serialize};

use crate::kit::error::AppError;

mod files;
mod smtp;

pub use files::{FilesConfig, FilesMailer, MailId, StoredMail};
pub use smtp::{Security, SmtpConfig, SmtpMailer};

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
    /// Where mails of this kind are turned off by one POST (RFC 8058), where that can be done at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsubscribe: Option<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum MailError {
    #[error("{0:?} is not a mail address")]
    Address(String),
    #[error("the message cannot be built: {0}")]
    Message(String),
    /// The server's last word on this mail.
    #[error("the mail server refused it: {0}")]
    Refused(String),
    #[error("mail is unavailable: {0}")]
    Unavailable(String),
}

impl MailError {
    /// Whether the same mail may get through another time.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Address(_) | Self::Message(_) | Self::Refused(_) => false,
            Self::Unavailable(_) => true,
        }
    }
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
    let mut builder = lettre::Message::builder()
        .from(from.clone())
        .to(mailbox(&message.to)?)
        .subject(one_line(&message.subject))
        .message_id(Some(format!("<{}@{domain}>", uuid::Uuid::now_v7().simple())))
        .date_now()
        .raw_header(raw("X-ProSets-Kind", &message.kind))
        // Keeps holiday replies away (RFC 3834).
        .raw_header(raw("Auto-Submitted", "auto-generated"));
    if let Some(address) = &message.unsubscribe {
        builder = builder
            .raw_header(raw("List-Unsubscribe", &format!("<{}>", one_line(address))))
            .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    builder
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
