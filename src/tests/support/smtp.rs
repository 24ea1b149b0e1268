//! A real mail server beside a test: npm's `smtp-server`, behind the script `end2end/stand-ins/smtp.mjs`.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use super::certificate::Certificate;

pub struct MailServer {
    pub port: u16,
    lines: Receiver<Value>,
    child: Child,
}

impl MailServer {
    /// What the options are stands in the script.
    pub fn start(options: &Value) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("end2end");
        assert!(
            folder.join("node_modules/smtp-server").exists(),
            "the mail server of the tests is missing: bin/setup --tests installs it"
        );
        let mut child = Command::new("node")
            .args(["stand-ins/smtp.mjs", &options.to_string()])
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            let lines = output.lines().map_while(Result::ok);
            lines.map(|line| serde_json::from_str(&line).unwrap()).try_for_each(|line| sender.send(line))
        });
        let told: Value = lines.recv_timeout(Duration::from_secs(20)).expect("it does not start");
        let port = u16::try_from(told["port"].as_u64().unwrap()).unwrap();
        Self { port, lines, child }
    }

    /// One that shows the certificate, by `starttls` or `wrapped`, and asks for a password.
    pub fn with_tls(tls: &str, certificate: &Certificate) -> Self {
        Self::start(&json!({
            "tls": tls,
            "cert": certificate.cert(),
            "key": certificate.key(),
            "user": "shop@prosets.test",
            "password": "hu/sh",
        }))
    }

    /// Where it takes mail in plain text, by address.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The next mail that came in, which must have come.
    #[track_caller]
    pub fn mail(&self) -> Value {
        self.lines.recv_timeout(Duration::from_secs(10)).expect("no mail came")
    }

    pub fn is_empty(&self) -> bool {
        self.lines.recv_timeout(Duration::from_millis(100)).is_err()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
