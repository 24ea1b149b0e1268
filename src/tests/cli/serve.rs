//! The shop opens, says so, and closes when told to; or says why it does not open.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Checkout, Outcome, free_port};

struct Shop {
    process: Option<Child>,
    port: String,
    ports: [(&'static str, String); 2],
}

impl Shop {
    fn open(checkout: &Checkout) -> Self {
        let (port, s3_port) = (free_port(), free_port());
        let ports = [("PORT", port.clone()), ("PROSETS_S3_PORT", s3_port)];
        let process = checkout.command(&[]).envs(ports.clone()).stderr(Stdio::piped()).spawn().unwrap();
        let mut shop = Self { process: Some(process), port, ports };
        let deadline = Instant::now() + Duration::from_secs(30);
        while shop.get("/health/ready").is_none_or(|answer| !answer.starts_with("HTTP/1.1 200")) {
            let ended = shop.process.as_mut().and_then(|process| process.try_wait().unwrap());
            assert!(ended.is_none() && Instant::now() < deadline, "it did not open: {ended:?}");
            std::thread::yield_now();
        }
        shop
    }

    fn get(&self, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect(format!("127.0.0.1:{}", self.port)).ok()?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        Some(answer)
    }

    fn vars(&self) -> [(&str, &str); 2] {
        self.ports.each_ref().map(|(name, port)| (*name, port.as_str()))
    }

    /// Its exit code after a SIGTERM, and what it logged.
    fn close(mut self) -> (Option<i32>, String) {
        let process = self.process.take().unwrap();
        assert!(Command::new("kill").arg(process.id().to_string()).status().unwrap().success());
        let output = process.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            drop(process.kill().and_then(|()| process.wait()));
        }
    }
}

#[test]
fn opens_on_nothing_and_closes_cleanly() {
    let checkout = Checkout::new();
    let shop = Shop::open(&checkout);
    let doctor = checkout.run(&["doctor"], &shop.vars());
    assert_eq!(doctor.code, 0, "{}", doctor.out);
    assert!(doctor.out.contains(&format!("ok    port: {} is held by a shop that is open", shop.port)));
    assert!(doctor.out.contains("ok    storage: the file server of the running shop"), "{}", doctor.out);

    let second = checkout.run(&["serve"], &shop.vars());
    assert_eq!(second.code, 1);
    assert!(second.err.contains(&format!("Port {} is in use", shop.port)), "{}", second.err);
    let (code, log) = shop.close();
    assert_eq!(code, Some(0), "{log}");
    assert!(!checkout.path().join("data/prosets.db-wal").exists(), "the database is one file again");
}

#[test]
fn production_stays_closed_while_the_demo_people_are_there() {
    let checkout = Checkout::new();
    assert_eq!(checkout.run(&["migrate", "up"], &[]).code, 0);
    let file = checkout.path().join("data/prosets.db");
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let url = format!("sqlite://{}", file.display());
        let db = prosets::db::connect(&url, prosets::db::PoolOptions::default()).await.unwrap();
        crate::server::production::demo_person(&db).await;
        db.close().await.unwrap();
    });
    let (port, s3_port) = (free_port(), free_port());
    let vars = [
        ("PORT", port.as_str()),
        ("PROSETS_S3_PORT", s3_port.as_str()),
        ("PROSETS_ENV", "production"),
        ("AUTH0_SECRET", "0123456789abcdef0123456789abcdef"),
        ("PAYMENT_PROVIDERS", "none"),
    ];
    let outcome = checkout.run(&["serve"], &vars);
    assert_eq!(outcome.code, 78, "{}", outcome.err);
    assert!(outcome.err.contains("PROSETS_ENV is production, but everybody knows"), "{}", outcome.err);
    let doctor = checkout.run(&["doctor"], &vars);
    assert!(doctor.code == 1 && doctor.out.contains("fail  PROSETS_ENV: is production"), "{}", doctor.out);
}

/// The one sentence that is left when the log is taken away.
fn sentence(outcome: &Outcome) -> &str {
    assert_eq!(outcome.code, 1, "{}", outcome.err);
    let told: Vec<_> = outcome.err.lines().filter(|line| line.starts_with("prosets: ")).collect();
    assert_eq!(told.len(), 1, "{}", outcome.err);
    assert!(
        outcome.err.trim_end().ends_with(told[0]) && !outcome.err.contains("panicked"),
        "{}",
        outcome.err
    );
    told[0]
}

#[test]
fn a_port_in_use_is_said_in_one_sentence_with_its_setting() {
    // One holder says nothing at all, the other hangs up.
    let silent = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let rude = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let ports = [&silent, &rude].map(|holder| holder.local_addr().unwrap().port().to_string());
    std::thread::spawn(move || rude.incoming().for_each(drop));
    for held in &ports {
        let checkout = Checkout::new();
        let outcome = checkout.run(&["serve"], &[("PORT", held), ("PROSETS_S3_PORT", &free_port())]);
        let told = sentence(&outcome);
        assert!(told.contains(&format!("Port {held} is in use")) && told.contains("set PORT"), "{told}");

        let began = Instant::now();
        let outcome = checkout.run(&["serve"], &[("PORT", &free_port()), ("PROSETS_S3_PORT", held)]);
        let told = sentence(&outcome);
        assert!(told.contains(held.as_str()) && told.contains("set PROSETS_S3_PORT"), "{told}");
        assert!(began.elapsed() < Duration::from_secs(20), "it took {:?} to say so", began.elapsed());
    }
    let both = free_port();
    let outcome = Checkout::new().run(&["serve"], &[("PORT", &both), ("PROSETS_S3_PORT", &both)]);
    assert_ne!(outcome.code, 0);
    assert!(outcome.err.contains("PROSETS_S3_PORT"), "{}", outcome.err);
}

#[test]
fn a_database_that_cannot_be_written_is_said_in_one_sentence() {
    let checkout = Checkout::new();
    assert_eq!(checkout.run(&["migrate", "up"], &[]).code, 0);
    let url = format!("sqlite://{}?mode=ro", checkout.path().join("data/prosets.db").display());
    let (port, s3_port) = (free_port(), free_port());
    let vars = [("DATABASE_URL", url.as_str()), ("PORT", &port), ("PROSETS_S3_PORT", &s3_port)];
    let outcome = checkout.run(&["serve"], &vars);
    let told = sentence(&outcome);
    assert!(told.contains("prosets.db is read-only.") && told.contains("DATABASE_URL"), "{told}");
    let doctor = checkout.run(&["doctor"], &vars);
    assert_eq!(doctor.code, 1);
    assert!(doctor.out.contains("fail  database: The database") && doctor.out.contains("is read-only."));
}
