//! Redis as the command line sees it.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Checkout, free_port};
use crate::support::certificate::Certificate;
use crate::support::redis;

#[test]
fn the_doctor_uses_it() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let url = runtime.block_on(redis::url());
    let (port, s3_port) = (free_port(), free_port());
    let ports = [("PORT", port.as_str()), ("PROSETS_S3_PORT", s3_port.as_str())];
    let outcome = Checkout::new().run(&["doctor"], &[&ports[..], &[("REDIS_URL", &url)]].concat());
    assert_eq!(outcome.code, 0, "{}", outcome.out);
    assert!(outcome.out.contains("ok    redis: 127.0.0.1 at port"), "{}", outcome.out);
    assert!(outcome.out.contains("answers and takes writes\n"), "{}", outcome.out);
    assert!(runtime.block_on(redis::keys(&url, "*")).is_empty(), "it leaves nothing behind");
}

#[test]
fn without_it_nothing_opens_and_the_password_stays_untold() {
    let url = format!("redis://shop:hush@127.0.0.1:{}", free_port());
    let (port, s3_port) = (free_port(), free_port());
    let vars = [("PORT", port.as_str()), ("PROSETS_S3_PORT", s3_port.as_str()), ("REDIS_URL", url.as_str())];
    let checkout = Checkout::new();
    let outcome = checkout.run(&["serve"], &vars);
    assert_eq!(outcome.code, 1, "{}", outcome.err);
    assert!(outcome.err.contains("prosets: Redis, 127.0.0.1 at port"), "{}", outcome.err);
    let doctor = checkout.run(&["doctor"], &vars);
    assert!(doctor.code == 1 && doctor.out.contains("fail  redis: 127.0.0.1 at port"), "{}", doctor.out);
    assert!(!outcome.err.contains("hush") && !doctor.out.contains("hush"));
}

/// Redis by TLS alone, as long as it is held.
struct Guarded(Child);

impl Guarded {
    fn start(port: &str, certificate: &Certificate) -> Self {
        let child = Command::new("redis-server")
            .args(["--port", "0", "--tls-port", port, "--bind", "127.0.0.1", "--save", ""])
            .args(["--tls-auth-clients", "no", "--requirepass", "hush"])
            .arg("--tls-cert-file")
            .arg(certificate.cert())
            .arg("--tls-ca-cert-file")
            .arg(certificate.cert())
            .arg("--tls-key-file")
            .arg(certificate.key())
            .stdout(Stdio::null())
            .spawn()
            .expect("bin/setup --tests installs redis-server");
        let began = Instant::now();
        while std::net::TcpStream::connect(format!("127.0.0.1:{port}")).is_err() {
            assert!(began.elapsed() < Duration::from_secs(20), "it does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self(child)
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn by_tls_it_has_to_show_whom_the_machine_trusts() {
    let (certificate, port) = (Certificate::new(), free_port());
    let _redis = Guarded::start(&port, &certificate);
    let cert = certificate.cert().display().to_string();
    let ask = |password: &str, trusts: &[(&str, &str)]| {
        let url = format!("rediss://:{password}@localhost:{port}");
        let (port, s3_port) = (free_port(), free_port());
        let vars =
            [("PORT", port.as_str()), ("PROSETS_S3_PORT", s3_port.as_str()), ("REDIS_URL", url.as_str())];
        let outcome = Checkout::new().run(&["doctor"], &[&vars, trusts].concat());
        assert!(!outcome.out.contains("hush"), "{}", outcome.out);
        outcome.out.lines().find(|line| line[6..].starts_with("redis: ")).unwrap().to_owned()
    };
    let trusts = [("SSL_CERT_FILE", cert.as_str())];
    let line = ask("hush", &trusts);
    assert!(line.starts_with("ok    redis: localhost at port") && line.contains("with TLS"), "{line}");
    for line in [ask("wrong", &trusts), ask("hush", &[])] {
        assert!(line.starts_with("fail  redis: localhost at port"), "{line}");
    }
}
