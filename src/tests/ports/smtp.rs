//! Mail by SMTP, to a real mail server. What goes by TLS is tried in `cli::mail`, where a machine can trust a
//! certificate of the test's own.

use std::time::{Duration, Instant};

use prosets::ports::mail::{MailError, Mailer, Message, Security, SmtpConfig, SmtpMailer};
use serde_json::json;

use crate::support::smtp::MailServer;

fn to(port: u16) -> SmtpConfig {
    SmtpConfig {
        host: "127.0.0.1".into(),
        port,
        security: Security::Plain,
        credentials: None,
        hello: Some("shop.example".into()),
        from: "ProSets <shop@prosets.test>".into(),
        patience: Duration::from_secs(10),
    }
}

fn signed_in(port: u16, user: &str, password: &str) -> SmtpConfig {
    SmtpConfig { credentials: Some((user.into(), password.into())), ..to(port) }
}

fn message(to: &str) -> Message {
    Message {
        unsubscribe: None,
        to: to.into(),
        subject: "Your receipt, Zoë".into(),
        text: "Hello Zoë,\n.\n.. and on: http://localhost:3000/library?a=1\n".into(),
        html: "<p>Hello Zoë</p>".into(),
        kind: "receipt".into(),
    }
}

async fn send(config: SmtpConfig, message: Message) -> Result<(), MailError> {
    SmtpMailer::open(config).unwrap().send(message).await
}

#[tokio::test]
async fn a_mail_arrives_whole() {
    let server = MailServer::start(&json!({}));
    let mailer = SmtpMailer::open(to(server.port)).unwrap();
    mailer.check().await.unwrap();
    mailer.send(message("Zoë Lovelace <zoe@prosets.test>")).await.unwrap();
    mailer.send(message("ben@prosets.test")).await.unwrap();
    let mail = server.mail();
    assert_eq!((&mail["from"], &mail["to"]), (&json!("shop@prosets.test"), &json!(["zoe@prosets.test"])));
    let data = mail["data"].as_str().unwrap();
    for line in
        ["From: ProSets <shop@prosets.test>", "X-ProSets-Kind: receipt", "Auto-Submitted: auto-generated"]
    {
        assert!(data.lines().any(|found| found == line), "{line} in\n{data}");
    }
    assert!(data.contains("multipart/alternative") && data.is_ascii(), "{data}");
    // A line of one dot ends a message on the wire, and must not end this one.
    let lines: Vec<_> = data.lines().collect();
    let dot = lines.iter().position(|line| *line == ".").expect("the lonely dot");
    assert!(lines[dot + 1].starts_with(".. and on"), "{data}");
    assert_eq!(server.mail()["to"], json!(["ben@prosets.test"]));
}

#[tokio::test]
async fn a_password_is_shown_and_a_wrong_one_never_told() {
    let server = MailServer::start(&json!({ "user": "shop", "password": "p@ss/wörd" }));
    send(signed_in(server.port, "shop", "p@ss/wörd"), message("ben@prosets.test")).await.unwrap();
    assert_eq!(server.mail()["user"], "shop");

    let wrong = signed_in(server.port, "shop", "hush-hush");
    for error in [
        SmtpMailer::open(wrong.clone()).unwrap().check().await.unwrap_err(),
        send(wrong, message("ben@prosets.test")).await.unwrap_err(),
    ] {
        assert!(error.may_pass(), "mending the setting is enough: {error}");
        let words = error.to_string();
        assert!(words.contains("refused our sign-in") && !words.contains("hush"), "{words}");
    }
    // Without a sign-in it is not the mail that is at fault either.
    let error = send(to(server.port), message("ben@prosets.test")).await.unwrap_err();
    assert!(matches!(error, MailError::Unavailable(_)), "{error}");
    assert!(server.is_empty());
}

#[tokio::test]
async fn without_starttls_nothing_is_said() {
    let server = MailServer::start(&json!({ "user": "shop", "password": "hush" }));
    let config = SmtpConfig { security: Security::StartTls, ..signed_in(server.port, "shop", "hush") };
    let error = send(config, message("ben@prosets.test")).await.unwrap_err();
    assert!(error.may_pass() && error.to_string().contains("offers no STARTTLS"), "{error}");
    assert!(server.is_empty());
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_not_spoken_to() {
    let server = MailServer::start(&json!({}));
    let config = SmtpConfig { security: Security::Tls, ..to(server.port) };
    let error = send(config, message("ben@prosets.test")).await.unwrap_err();
    assert!(matches!(error, MailError::Unavailable(_)), "{error}");
    assert!(server.is_empty());
}

#[tokio::test]
async fn not_now_and_never_are_told_apart() {
    let server = MailServer::start(&json!({ "refuse": ["gone@prosets.test"], "busy": 1 }));
    let error = send(to(server.port), message("ben@prosets.test")).await.unwrap_err();
    assert!(error.may_pass() && error.to_string().contains("Greylisted"), "{error}");
    send(to(server.port), message("ben@prosets.test")).await.unwrap();
    assert_eq!(server.mail()["to"], json!(["ben@prosets.test"]));

    let error = send(to(server.port), message("gone@prosets.test")).await.unwrap_err();
    assert!(matches!(error, MailError::Refused(_)) && !error.may_pass(), "{error}");
    assert!(error.to_string().contains("is not known here"), "{error}");
    assert!(server.is_empty());
}

#[tokio::test]
async fn no_address_and_no_subject_starts_a_command_or_header() {
    let server = MailServer::start(&json!({}));
    for address in [
        "",
        "ben",
        "ben@prosets.test\r\nRCPT TO:<eve@evil.test>",
        "ben@prosets.test>\r\nDATA\r\n",
        "Ben\r\nBcc: eve@evil.test <ben@prosets.test>",
        "ben@prosets.test, eve@evil.test",
    ] {
        let error = send(to(server.port), message(address)).await.unwrap_err();
        assert!(matches!(error, MailError::Address(_)) && !error.may_pass(), "{address:?}: {error}");
    }
    let hostile =
        Message { subject: "Hi\r\nBcc: eve@evil.test\r\n\r\n.\r\nMAIL FROM:<x>".into(), ..message("a@b.cc") };
    send(to(server.port), hostile).await.unwrap();
    let mail = server.mail();
    assert_eq!(mail["to"], json!(["a@b.cc"]));
    let data = mail["data"].as_str().unwrap();
    assert!(!data.lines().any(|line| line.starts_with("Bcc:") || line.starts_with("MAIL FROM")), "{data}");
    assert!(server.is_empty());
}

#[tokio::test]
async fn a_server_that_is_away_or_silent_is_not_waited_for() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let began = Instant::now();
    let config = SmtpConfig { patience: Duration::from_millis(300), ..to(port) };
    let error = send(config.clone(), message("ben@prosets.test")).await.unwrap_err();
    assert!(error.may_pass() && error.to_string().contains("did not answer"), "{error}");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());

    drop(listener);
    let error = send(config, message("ben@prosets.test")).await.unwrap_err();
    assert!(matches!(error, MailError::Unavailable(_)), "{error}");
}
