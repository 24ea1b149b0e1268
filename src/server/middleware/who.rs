//! Finds out who is asking and hands the request its `Cx`.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State as Extract};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_sessions::Session;

use crate::accounts;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::{Cx, Person, RequestInfo};
use crate::server::device;
use crate::server::middleware::request_id::RequestId;
use crate::server::page_cache::Shows;
use crate::server::session;
use crate::server::state::State;
use crate::server::theme::Theme;

/// Whoever calls these proves who they are by what they send: a bearer token beside it, expired as it may be, is
/// not looked at.
const PROVE_THEMSELVES: [&str; 6] = [
    "/api/v1/auth/register",
    "/api/v1/auth/login",
    "/api/v1/auth/refresh",
    "/api/v1/auth/forgot-password",
    "/api/v1/auth/reset-password",
    "/api/v1/auth/verify-email",
];

pub async fn layer(Extract(state): Extract<State>, mut request: Request, next: Next) -> Response {
    match identify(&state, &mut request).await {
        Ok(cx) => {
            request.extensions_mut().insert(cx);
            next.run(request).await
        }
        Err(error) => error.into_response(),
    }
}

async fn identify(state: &State, request: &mut Request) -> AppResult<Cx> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let info = RequestInfo {
        id: request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
        ip: peer.map(|peer| client_ip(state, peer, request.headers()).to_string()),
        user_agent: text(request.headers(), header::USER_AGENT)
            .map(|agent| agent.chars().take(300).collect()),
        path: request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        device: device::given(request.headers()),
        theme: Theme::chosen(request.headers()),
        shows: request.extensions().get::<Shows>().cloned().unwrap_or_default(),
    };
    let session = request.extensions().get::<Session>().cloned().ok_or_else(AppError::internal)?;
    let person = if PROVE_THEMSELVES.contains(&request.uri().path()) {
        person_of_session(state, &session).await?
    } else {
        let bearer = text(request.headers(), header::AUTHORIZATION);
        let bearer = bearer.and_then(|value| value.strip_prefix("Bearer ")).map(str::to_owned);
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        find_person(state, bearer, (method.as_str(), &path), &session).await?
    };
    Ok(Cx::new(state.clone(), person, session, info))
}

/// `asked` is the method and the path.
async fn find_person(
    state: &State,
    bearer: Option<String>,
    asked: (&str, &str),
    session: &Session,
) -> AppResult<Option<Person>> {
    match bearer {
        Some(token) => accounts::person_of_token(state, &token, asked.0, asked.1).await.map(Some),
        None => person_of_session(state, session).await,
    }
}

async fn person_of_session(state: &State, session: &Session) -> AppResult<Option<Person>> {
    match session::user_id(session, state.clock.now()).await? {
        Some(user_id) => {
            session::keep_alive(session, state.clock.now()).await?;
            accounts::person(state, user_id).await
        }
        None => Ok(None),
    }
}

/// The last address a proxy we trust did not add itself.
fn client_ip(state: &State, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let trusted = |ip: &IpAddr| state.trusts_proxy(*ip);
    if !trusted(&peer) {
        return peer;
    }
    let hops: Vec<IpAddr> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .map_while(|hop| hop.trim().parse().ok())
        .collect();
    hops.iter().rev().find(|ip| !trusted(ip)).or(hops.first()).copied().unwrap_or(peer)
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
