//! A provider on a port of its own that keeps to the rules where a test does not have it break one: codes are good
//! once, for the client, the address and the PKCE verifier they were asked with.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD as BASE64};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

pub const CLIENT: &str = "the-shop";
pub const SECRET: &str = "a secret between the two";
pub const AUDIENCE: &str = "https://shop.example/api";

/// Of nobody: they sign what the tests make up.
const RSA_A: &[u8] = include_bytes!("keys/rsa_a.der");
const RSA_B: &[u8] = include_bytes!("keys/rsa_b.der");
const EC: &[u8] = include_bytes!("keys/ec.der");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    RsaA,
    RsaB,
    Ec,
}

impl Key {
    fn private(self) -> (EncodingKey, Algorithm) {
        match self {
            Self::RsaA => (EncodingKey::from_rsa_der(RSA_A), Algorithm::RS256),
            Self::RsaB => (EncodingKey::from_rsa_der(RSA_B), Algorithm::RS256),
            Self::Ec => (EncodingKey::from_ec_der(EC), Algorithm::ES256),
        }
    }

    fn public(self) -> Value {
        let (key, algorithm) = self.private();
        let mut jwk = serde_json::to_value(Jwk::from_encoding_key(&key, algorithm).unwrap()).unwrap();
        jwk["kid"] = format!("{self:?}").into();
        jwk["use"] = "sig".into();
        jwk
    }
}

/// How a token is signed.
#[derive(Clone, Copy, Debug)]
pub enum Signature {
    By(Key),
    /// By the first, saying it was the second.
    Pretending(Key, Key),
    None,
    /// HMAC with the public key as the secret.
    PublicKeyAsSecret,
}

/// What is behind a code.
#[derive(Clone, Debug)]
pub struct Grant {
    pub claims: Value,
    pub signature: Signature,
    pub userinfo: Value,
    challenge: String,
    redirect_uri: String,
}

#[derive(Default)]
struct Known {
    published: Vec<Key>,
    grants: HashMap<String, Grant>,
    userinfo: HashMap<String, Value>,
    asked_for_keys: usize,
    names_itself: bool,
    post_only: bool,
    elsewhere: Option<String>,
}

#[derive(Clone)]
pub struct Issuer {
    pub url: String,
    known: Arc<Mutex<Known>>,
}

impl Issuer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let known = Known { published: vec![Key::RsaA, Key::Ec], ..Default::default() };
        let issuer = Self { url, known: Arc::new(Mutex::new(known)) };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .with_state(issuer.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        issuer
    }

    pub fn publish(&self, keys: &[Key]) {
        self.known.lock().unwrap().published = keys.to_vec();
    }

    /// Answers say whose they are (RFC 9207).
    pub fn names_itself(&self) {
        self.known.lock().unwrap().names_itself = true;
    }

    /// Takes the client's secret in the body alone, and does not say so.
    pub fn wants_secret_in_body(&self) {
        self.known.lock().unwrap().post_only = true;
    }

    /// Sends whoever brings a code to another host.
    pub fn sends_elsewhere(&self, to: &str) {
        self.known.lock().unwrap().elsewhere = Some(to.to_owned());
    }

    pub fn asked_for_keys(&self) -> usize {
        self.known.lock().unwrap().asked_for_keys
    }

    /// What a right ID token for this visit says of Ada.
    pub fn claims(&self, visit: &Visit) -> Value {
        let now = chrono::Utc::now().timestamp();
        json!({
            "iss": self.url, "aud": CLIENT, "sub": "ada-1", "nonce": visit.value("nonce"), "iat": now,
            "exp": now + 300, "email": "ada@example.test", "email_verified": true, "name": "Ada L.",
            "preferred_username": "ada",
        })
    }

    pub fn grant(&self, visit: &Visit, claims: Value) -> Grant {
        Grant {
            userinfo: json!({ "sub": claims["sub"] }),
            claims,
            signature: Signature::By(Key::RsaA),
            challenge: visit.value("code_challenge"),
            redirect_uri: visit.value("redirect_uri"),
        }
    }

    /// Hands out a code for it.
    pub fn code(&self, grant: Grant) -> String {
        let code = hex::encode(rand::random::<[u8; 8]>());
        self.known.lock().unwrap().grants.insert(code.clone(), grant);
        code
    }
}

/// A browser on its way to the provider.
pub struct Visit(pub url::Url);

impl Visit {
    pub fn value(&self, name: &str) -> String {
        let found = self.0.query_pairs().find(|(key, _)| key == name);
        found.unwrap_or_else(|| panic!("no {name} in {}", self.0)).1.into_owned()
    }
}

pub fn signed(claims: &Value, signature: Signature) -> String {
    let part = |value: &Value| BASE64.encode(value.to_string());
    let (by, called) = match signature {
        Signature::None => return format!("{}.{}.", part(&json!({ "alg": "none" })), part(claims)),
        Signature::PublicKeyAsSecret => {
            let mut header = Header::new(Algorithm::HS256);
            header.kid = Some(format!("{:?}", Key::RsaA));
            let public = Key::RsaA.public().to_string();
            let secret = EncodingKey::from_secret(public.as_bytes());
            return jsonwebtoken::encode(&header, claims, &secret).unwrap();
        }
        Signature::By(key) => (key, key),
        Signature::Pretending(key, called) => (key, called),
    };
    let (key, algorithm) = by.private();
    let mut header = Header::new(algorithm);
    header.kid = Some(format!("{called:?}"));
    jsonwebtoken::encode(&header, claims, &key).unwrap()
}

async fn metadata(State(issuer): State<Issuer>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", issuer.url);
    Json(json!({
        "issuer": issuer.url, "authorization_endpoint": at("/authorize"), "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"), "jwks_uri": at("/keys"), "end_session_endpoint": at("/end"),
        "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256"],
        "authorization_response_iss_parameter_supported": issuer.known.lock().unwrap().names_itself,
    }))
}

async fn keys(State(issuer): State<Issuer>) -> Json<Value> {
    let mut known = issuer.known.lock().unwrap();
    known.asked_for_keys += 1;
    Json(json!({ "keys": known.published.iter().map(|key| key.public()).collect::<Vec<_>>() }))
}

async fn token(
    State(issuer): State<Issuer>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let refused = |status: StatusCode, error: &str| (status, Json(json!({ "error": error }))).into_response();
    let mut known = issuer.known.lock().unwrap();
    if let Some(elsewhere) = &known.elsewhere {
        return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, elsewhere.clone())]).into_response();
    }
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let basic =
        format!("Basic {}", BASE64_STANDARD.encode(format!("{}:{}", encoded(CLIENT), encoded(SECRET))));
    let by_header = headers.get(header::AUTHORIZATION).is_some_and(|given| *given == basic.as_str());
    let by_body = form.get("client_secret").is_some_and(|given| given == SECRET);
    if !(by_body || by_header && !known.post_only) {
        return refused(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    let grant = form.get("code").and_then(|code| known.grants.remove(code));
    let verifier = form.get("code_verifier").map(|verifier| BASE64.encode(Sha256::digest(verifier)));
    let right = |grant: &Grant| {
        verifier.as_ref() == Some(&grant.challenge) && form.get("redirect_uri") == Some(&grant.redirect_uri)
    };
    let Some(grant) = grant.filter(right) else { return refused(StatusCode::BAD_REQUEST, "invalid_grant") };
    let access = hex::encode(rand::random::<[u8; 8]>());
    known.userinfo.insert(access.clone(), grant.userinfo);
    let id_token = signed(&grant.claims, grant.signature);
    Json(json!({ "access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": id_token }))
        .into_response()
}

async fn userinfo(State(issuer): State<Issuer>, headers: HeaderMap) -> Response {
    let bearer =
        headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let known = issuer.known.lock().unwrap();
    match bearer.and_then(|token| known.userinfo.get(token)) {
        Some(info) => Json(info.clone()).into_response(),
        None => StatusCode::UNAUTHORIZED.into_response(),
    }
}
