//! A browser, as far as tests need one.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use chrono::{DateTime, Utc};
use prosets::server::entry::Entry;
use prosets::server::session::{self, Sessions};
use serde_json::Value;
use tower::ServiceExt;
use tower_sessions::Session;
use uuid::Uuid;

#[derive(Clone)]
pub struct Client {
    entry: Entry,
    sessions: Sessions,
    cookies: BTreeMap<String, String>,
    pub bearer: Option<String>,
    pub ip: SocketAddr,
    pub host: String,
}

impl Client {
    pub fn new(entry: Entry, sessions: Sessions) -> Self {
        Self {
            entry,
            sessions,
            cookies: BTreeMap::new(),
            bearer: None,
            ip: ([127, 0, 0, 1], 4000).into(),
            host: "localhost".into(),
        }
    }

    /// A session of this person, without going through the sign-in page.
    pub async fn signed_in(self, user_id: Uuid) -> Self {
        self.signed_in_since(user_id, Utc::now()).await
    }

    pub async fn signed_in_since(mut self, user_id: Uuid, then: DateTime<Utc>) -> Self {
        let session = Session::new(None, Arc::new(self.sessions.clone()), None);
        session::sign_in(&session, user_id, then).await.unwrap();
        session.save().await.unwrap();
        self.cookies.insert("prosets".into(), session.id().unwrap().to_string());
        self
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.into(), value.into());
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[("accept", "text/html")], Body::empty()).await
    }

    /// As a browser without JavaScript sends a form.
    pub async fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let headers = [
            ("accept", "text/html,application/xhtml+xml"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
        ];
        self.send(Method::POST, path, &headers, Body::from(body)).await
    }

    pub async fn get_json(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[("accept", "application/json")], Body::empty()).await
    }

    pub async fn post_json(&mut self, path: &str, body: Value) -> Answer {
        self.json(Method::POST, path, &[], body).await
    }

    pub async fn json(&mut self, method: Method, path: &str, more: &[(&str, &str)], body: Value) -> Answer {
        let fixed = [("accept", "application/json"), ("content-type", "application/json")];
        let headers: Vec<_> = fixed.iter().chain(more).copied().collect();
        self.send(method, path, &headers, Body::from(body.to_string())).await
    }

    pub async fn send(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("host", &self.host);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<_> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if let Some(token) = &self.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.extension(ConnectInfo(self.ip)).body(body).unwrap();
        let (parts, body) = self.entry.clone().oneshot(request).await.unwrap().into_parts();
        self.keep_cookies(&parts.headers);
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for value in headers.get_all(header::SET_COOKIE) {
            let line = value.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") || value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.into(), value.into());
            }
        }
    }
}

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where it sends the browser, which must be somewhere.
    #[track_caller]
    pub fn location(&self) -> &str {
        assert!(self.status.is_redirection(), "no redirect: {} {}", self.status, self.text());
        self.header("location")
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }
}
