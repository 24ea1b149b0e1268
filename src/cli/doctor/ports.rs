//! The port pages are served on: free, or held by a running shop.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::timeout,
};

use super::Report;
use crate::server::config::Config;

const PATIENCE: Duration = Duration::from_secs(3);

pub(super) async fn check(config: &Config, report: &mut Report<'_>) -> io::Result<()> {
    let address = config.server.address();
    let port = config.server.port;
    match TcpListener::bind(address).await {
        Ok(_) => report.ok("port", format!("{port} is free")),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            match ask(near(address), "/health/live").await {
                Some(200) => running(address, report).await,
                _ => report
                    .fail("port", format!("{port} is used by another program: stop that one, or set PORT")),
            }
        }
        Err(error) => {
            report.fail("port", format!("{address} cannot be listened on ({error}): set HOST and PORT"))
        }
    }
}

async fn running(address: SocketAddr, report: &mut Report<'_>) -> io::Result<()> {
    match ask(near(address), "/health/ready").await {
        Some(200) => report.ok("port", format!("{} is held by a shop that is open", address.port())),
        _ => report
            .fail("port", format!("{} is held by a shop that is not ready: read its log", address.port())),
    }
}

/// Where a server that listens everywhere is reached from here.
fn near(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// The status a shop of ours answers with; `None` of anything else.
async fn ask(address: SocketAddr, path: &str) -> Option<u16> {
    let answer = timeout(PATIENCE, exchange(address, path)).await.ok()?.ok()?.to_lowercase();
    let (head, _) = answer.split_once("\r\n\r\n")?;
    let ours = head.lines().any(|line| line.starts_with("x-request-id:"));
    let status = head.strip_prefix("http/1.1 ")?.get(..3)?.parse().ok()?;
    ours.then_some(status)
}

async fn exchange(address: SocketAddr, path: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(16 * 1024).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// What the doctor says of a port on which every request is answered like this.
    async fn said(answer: Option<&'static str>) -> String {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        match answer {
            None => drop(listener),
            Some(answer) => drop(tokio::spawn(serve(listener, answer))),
        }
        let config = Config::from_vars([("PORT".to_owned(), port.to_string())]).unwrap();
        let mut out = Vec::new();
        check(&config, &mut Report::new(&mut out)).await.unwrap();
        String::from_utf8(out).unwrap().replace(&port.to_string(), "PORT")
    }

    async fn serve(listener: TcpListener, answer: &str) {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 1024];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    }

    #[tokio::test]
    async fn says_who_holds_it() {
        assert_eq!(said(None).await, "ok    port: PORT is free\n");
        let ours = "HTTP/1.1 200 OK\r\nX-Request-Id: 1\r\n\r\nok";
        assert_eq!(said(Some(ours)).await, "ok    port: PORT is held by a shop that is open\n");
        for foreign in ["HTTP/1.1 200 OK\r\n\r\nhello", "SSH-2.0-OpenSSH\r\n\r\n", ""] {
            let said = said(Some(foreign)).await;
            assert!(said.starts_with("fail  port: PORT is used by another program"), "{foreign}: {said}");
        }
    }
}
