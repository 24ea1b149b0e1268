//! Mail by SMTP, handed to one server that passes it on. Each mail takes a connection of its own.

use std::time::Duration;

use async_trait::async_trait;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;

use super::{MailError, Mailer, Message};

/// Longer than this no connection is waited for,
const PATIENCE_TO_CONNECT: Duration = Duration::from_secs(10);
/// and no farewell once a mail was taken.
const PATIENCE_TO_PART: Duration = Duration::from_secs(2);

/// Answers that are about our sign-in, whichever mail they come with (RFC 4954, 6).
const SIGN_IN_CODES: [&str; 5] = ["530", "534", "535", "538", "454"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS before anything of ours is said; a server that knows none gets no mail.
    StartTls,
    Plain,
}

#[derive(Clone)]
pub struct SmtpConfig {
    /// A name, or an address without brackets.
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// User and password.
    pub credentials: Option<(String, String)>,
    /// What we are called when we greet: a domain.
    pub hello: Option<String>,
    /// `ProSets <shop@example.com>`
    pub from: String,
    /// For one mail from the connection to the server's last word.
    pub patience: Duration,
}

pub struct SmtpMailer {
    host: String,
    port: u16,
    security: Security,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    hello: ClientId,
    from: Mailbox,
    patience: Duration,
}

impl SmtpMailer {
    /// Connects to nothing yet. Certificates are judged by what this machine trusts.
    pub fn open(config: SmtpConfig) -> Result<Self, MailError> {
        let from = super::mailbox(&config.from)?;
        let tls = match config.security {
            Security::Plain => None,
            Security::Tls | Security::StartTls => {
                Some(TlsParameters::new(config.host.clone()).map_err(|error| away(&error))?)
            }
        };
        Ok(Self {
            host: config.host,
            port: config.port,
            security: config.security,
            tls,
            credentials: config.credentials.map(|(user, password)| Credentials::new(user, password)),
            hello: config.hello.map_or_else(ClientId::default, ClientId::Domain),
            from,
            patience: config.patience,
        })
    }

    /// Connects, signs in and leaves again without a mail.
    pub async fn check(&self) -> Result<(), MailError> {
        let mut connection = self.in_time(self.connect()).await?;
        part(&mut connection).await;
        Ok(())
    }

    async fn in_time<T>(
        &self,
        talk: impl Future<Output = Result<T, MailError>> + Send,
    ) -> Result<T, MailError> {
        timeout(self.patience, talk).await.unwrap_or_else(|_| {
            Err(MailError::Unavailable(format!("{} did not answer within {:?}", self.host, self.patience)))
        })
    }

    /// Whatever is refused here is refused to us, not to a mail.
    async fn connect(&self) -> Result<AsyncSmtpConnection, MailError> {
        let server = (self.host.as_str(), self.port);
        let wrapped = self.tls.clone().filter(|_| self.security == Security::Tls);
        let connected = AsyncSmtpConnection::connect_tokio1(
            server,
            Some(PATIENCE_TO_CONNECT),
            &self.hello,
            wrapped,
            None,
        );
        let mut connection = connected.await.map_err(|error| away(&error))?;
        if let (Security::StartTls, Some(tls)) = (self.security, self.tls.clone()) {
            if !connection.can_starttls() {
                part(&mut connection).await;
                return Err(MailError::Unavailable(format!(
                    "{} offers no STARTTLS, and without it no mail is handed over",
                    self.host
                )));
            }
            connection.starttls(tls, &self.hello).await.map_err(|error| away(&error))?;
        }
        if let Some(credentials) = &self.credentials {
            let signed_in = connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await;
            if let Err(error) = signed_in {
                part(&mut connection).await;
                return Err(MailError::Unavailable(format!(
                    "{} refused our sign-in: {}",
                    self.host,
                    words(&error)
                )));
            }
        }
        Ok(connection)
    }

    async fn hand_over(&self, mail: &lettre::Message) -> Result<AsyncSmtpConnection, MailError> {
        let mut connection = self.connect().await?;
        connection.send(mail.envelope(), &mail.formatted()).await.map_err(|error| judged(&error))?;
        Ok(connection)
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, message: Message) -> Result<(), MailError> {
        let mail = super::build(&self.from, &message)?;
        let mut connection = self.in_time(self.hand_over(&mail)).await?;
        // It was taken: what the server says afterwards must not send it a second time.
        part(&mut connection).await;
        Ok(())
    }
}

async fn part(connection: &mut AsyncSmtpConnection) {
    drop(timeout(PATIENCE_TO_PART, connection.quit()).await);
}

/// 5xx is the server's last word on this mail, save where it is about our sign-in.
fn judged(error: &Error) -> MailError {
    let about_us = error.status().is_some_and(|code| SIGN_IN_CODES.contains(&code.to_string().as_str()));
    if error.is_permanent() && !about_us { MailError::Refused(words(error)) } else { away(error) }
}

fn away(error: &Error) -> MailError {
    MailError::Unavailable(words(error))
}

/// The error with its causes, on one line.
fn words(error: &Error) -> String {
    let mut words = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let more = cause.to_string();
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        source = cause.source();
    }
    words.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
