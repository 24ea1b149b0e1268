//! A mail server reached by TLS, and what the doctor says of one that does not work.

use std::process::{Command, Stdio};

use prosets::db::{PoolOptions, connect};
use prosets::ports::mail::Message;
use prosets::server::jobs::{self, Job};
use serde_json::json;

use super::{Checkout, free_port};
use crate::support::certificate::Certificate;
use crate::support::smtp::MailServer;

const FROM: (&str, &str) = ("MAIL_FROM", "ProSets <shop@prosets.test>");

/// What the doctor says of mail, having nothing else to complain about where this is well.
fn mail_line(vars: &[(&str, &str)]) -> (i32, String) {
    let (port, s3_port) = (free_port(), free_port());
    let fixed = [("PORT", port.as_str()), ("PROSETS_S3_PORT", s3_port.as_str()), FROM];
    let outcome = Checkout::new().run(&["doctor"], &[&fixed, vars].concat());
    assert!(!outcome.out.contains("hu/sh") && !outcome.out.contains("hush"), "{}", outcome.out);
    let mut lines = outcome.out.lines().filter(|line| line[6..].starts_with("mail: "));
    let line = lines.next().unwrap_or_default().to_owned();
    assert_eq!(lines.next(), None, "one line: {}", outcome.out);
    (outcome.code, line)
}

#[test]
fn the_doctor_signs_in_and_out_again() {
    let trusted = Certificate::new();
    let cert = trusted.cert().display().to_string();
    for (tls, scheme, query) in [("starttls", "smtp", "?tls=required"), ("wrapped", "smtps", "")] {
        let server = MailServer::with_tls(tls, &trusted);
        let url = |password: &str| {
            format!("{scheme}://shop%40prosets.test:{password}@localhost:{}{query}", server.port)
        };
        let (code, line) = mail_line(&[("SMTP_URL", &url("hu%2Fsh")), ("SSL_CERT_FILE", &cert)]);
        assert_eq!((code, line.as_str()), (0, "ok    mail: localhost answers and takes our sign-in"));
        let (code, line) = mail_line(&[("SMTP_URL", &url("hush")), ("SSL_CERT_FILE", &cert)]);
        assert!(code == 1 && line.contains("refused our sign-in"), "{line}");
        // Nobody vouches for the certificate here.
        let (code, line) = mail_line(&[("SMTP_URL", &url("hu%2Fsh"))]);
        assert!(code == 1 && line.starts_with("fail  mail: localhost at port"), "{line}");
        assert!(server.is_empty());
    }
}

#[test]
fn the_doctor_tells_what_is_wrong() {
    let plain = MailServer::start(&json!({ "user": "shop", "password": "hush" }));
    let url = format!("smtp://shop:hush@localhost:{}?tls=required", plain.port);
    let (code, line) = mail_line(&[("SMTP_URL", &url)]);
    assert!(code == 1 && line.contains("offers no STARTTLS"), "{line}");
    let (code, line) = mail_line(&[("SMTP_URL", &format!("smtp://localhost:{}", free_port()))]);
    assert!(code == 1 && line.starts_with("fail  mail: localhost at port"), "{line}");
    let (code, line) = mail_line(&[]);
    assert!(code == 0 && line.contains("is written to files"), "{line}");
}

#[test]
fn mail_goes_out_by_tls_to_whom_the_machine_trusts() {
    let trusted = Certificate::new();
    for (tls, scheme, query) in [("starttls", "smtp", "?tls=required"), ("wrapped", "smtps", "")] {
        let server = MailServer::with_tls(tls, &trusted);
        let checkout = Checkout::new();
        assert_eq!(checkout.run(&["migrate", "up"], &[]).code, 0);
        write(&checkout);
        let url = format!("{scheme}://shop%40prosets.test:hu%2Fsh@localhost:{}{query}", server.port);
        let mut worker = checkout
            .command(&["work"])
            .envs([FROM, ("SMTP_URL", &url), ("PROSETS_S3_PORT", &free_port()), ("PORT", &free_port())])
            .env("SSL_CERT_FILE", trusted.cert())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mail = server.mail();
        assert!(Command::new("kill").arg(worker.id().to_string()).status().unwrap().success());
        assert!(worker.wait().unwrap().success());
        assert_eq!(mail["to"], json!(["ben@prosets.test"]));
        assert_eq!((&mail["secure"], &mail["user"]), (&json!(true), &json!("shop@prosets.test")));
    }
}

fn write(checkout: &Checkout) {
    let url = format!("sqlite://{}", checkout.path().join("data/prosets.db").display());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let db = connect(&url, PoolOptions::default()).await.unwrap();
        let message = Message {
            unsubscribe: None,
            to: "ben@prosets.test".into(),
            subject: "Hello".into(),
            text: "Hello\n".into(),
            html: "<p>Hello</p>".into(),
            kind: "receipt".into(),
        };
        jobs::enqueue(&db, &Job::SendMail { message }, chrono::Utc::now()).await.unwrap();
        db.close().await.unwrap();
    });
}
