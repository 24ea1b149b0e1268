//! Mail into files.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use prosets::ports::Now;
use prosets::ports::mail::{FilesConfig, FilesMailer, MailError, MailId, Mailer, Message};
use tempfile::TempDir;

fn mailer(folder: &TempDir) -> FilesMailer {
    let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    let ticks = std::sync::atomic::AtomicI64::new(0);
    let now: Now = Arc::new(move || -> DateTime<Utc> {
        start + TimeDelta::seconds(ticks.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
    });
    let from = "ProSets <no-reply@localhost>".to_owned();
    FilesMailer::open(FilesConfig { data_dir: folder.path().to_owned(), from, now }).unwrap()
}

fn message(subject: &str) -> Message {
    Message {
        unsubscribe: None,
        to: "Ada Lovelace <ada@prosets.test>".into(),
        subject: subject.into(),
        text: "Hello Ada, this is for you: http://localhost:3000/verify-email?token=abc\n".into(),
        html: "<p>Hello Ada</p>".into(),
        kind: "verify-email".into(),
    }
}

#[tokio::test]
async fn a_mail_is_kept_whole_and_the_newest_is_listed_first() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = mailer(&folder);
    for subject in ["one", "two", "three"] {
        mailer.send(message(subject)).await.unwrap();
    }
    let listed = mailer.list(2).await.unwrap();
    let subjects: Vec<_> = listed.iter().map(|mail| mail.message.subject.as_str()).collect();
    assert_eq!(subjects, ["three", "two"]);

    let id = MailId::parse(listed[1].id.as_str()).unwrap();
    assert_eq!(mailer.read(&id).await.unwrap().unwrap().message, message("two"));
    let eml = String::from_utf8(mailer.read_eml(&id).await.unwrap().unwrap()).unwrap();
    for line in [
        "From: ProSets <no-reply@localhost>",
        "To: \"Ada Lovelace\" <ada@prosets.test>",
        "Subject: two",
        "X-ProSets-Kind: verify-email",
        "Auto-Submitted: auto-generated",
    ] {
        assert!(eml.lines().any(|found| found == line), "{line} in\n{eml}");
    }
    assert!(
        eml.contains("multipart/alternative") && eml.contains("token=") && eml.contains("<p>Hello Ada</p>")
    );
}

#[tokio::test]
async fn a_subject_starts_no_header_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = mailer(&folder);
    mailer.send(message("Hi\r\nBcc: eve@evil.example\r\n\r\nbody €")).await.unwrap();
    let id = mailer.list(1).await.unwrap().remove(0).id;
    let eml = String::from_utf8(mailer.read_eml(&id).await.unwrap().unwrap()).unwrap();
    assert!(!eml.lines().any(|line| line.starts_with("Bcc:")), "{eml}");
    assert!(eml.is_ascii(), "{eml}");
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = mailer(&folder);
    for to in ["", "ada", "ada@", "a@b.example\r\nBcc: c@d.example"] {
        let error = mailer.send(Message { to: to.into(), ..message("Hi") }).await.unwrap_err();
        assert!(matches!(error, MailError::Address(_)), "{to:?}: {error}");
    }
    for kind in ["", "../../etc", "Über", "a b"] {
        let error = mailer.send(Message { kind: kind.into(), ..message("Hi") }).await.unwrap_err();
        assert!(matches!(error, MailError::Message(_)), "{kind:?}: {error}");
    }
    assert!(mailer.list(10).await.unwrap().is_empty());
}

#[tokio::test]
async fn no_id_leads_out_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    for id in ["", "..", "../mail/a", "/etc/passwd", "a.json", "a/b", "a\\b", "a\0", "-a", "%2e%2e"] {
        assert_eq!(MailId::parse(id), None, "{id:?}");
    }
    let nobody = MailId::parse("20260101T000000-none").unwrap();
    assert_eq!(mailer(&folder).read(&nobody).await.unwrap(), None);
}

#[tokio::test]
async fn one_damaged_file_does_not_hide_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let mailer = mailer(&folder);
    mailer.send(message("whole")).await.unwrap();
    std::fs::write(folder.path().join("mail/99990101-broken.json"), "{").unwrap();
    assert_eq!(mailer.list(10).await.unwrap().len(), 1);
}
