//! What `bin/bench` compares the shop's own pages with: the least an axum server can do for the same bytes.
//!
//! Opens the shop that the settings name, asks it for one page in this very process, notes its statements and its bytes,
//! and then answers at `BENCH_PEER_PORT`:
//! - `/hand`: runs the same statements, reads every column of every row, escapes its text, and puts the same bytes
//!   together piece by piece, as a page written by hand would;
//! - `/bytes`: the same bytes, as they are;
//! - `/brotli`: the same bytes as the shop sends them to who takes brotli.

use std::env;
use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State as Extract};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use axum::serve::ListenerExt;
use axum::{Extension, Router};
use mimalloc::MiMalloc;
use prosets::db::{PoolOptions, connect, for_searches};
use prosets::server::config::Config;
use prosets::server::entry::Entry;
use prosets::server::start;
use sea_orm::{ConnectionTrait, DatabaseConnection, FromQueryResult, JsonValue, Statement};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// The shop's own: what is compared is how pages are made.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Text between two values of a page, roughly.
const PIECE: usize = 64;

struct Peer {
    /// Each with the connections it was asked by.
    statements: Vec<(DatabaseConnection, Statement)>,
    pieces: Vec<String>,
    bytes: Bytes,
    brotli: Bytes,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).unwrap_or_else(|| "/assets".into());
    let port = env::var("BENCH_PEER_PORT").map_err(|_| "BENCH_PEER_PORT is the port to answer at")?;
    let config = Config::load().map_err(|faults| format!("the shop's settings: {faults:?}"))?;
    let db = connect(config.database.url.expose(), PoolOptions::default()).await?;

    let noted = Arc::new(Mutex::new(Vec::new()));
    let noting = |db: DatabaseConnection| {
        let (notes, mut noting) = (noted.clone(), db.clone());
        noting.set_metric_callback(move |info| locked(&notes).push((db.clone(), info.statement.clone())));
        noting
    };
    let searched = for_searches(&db);
    let stop = CancellationToken::new();
    let shop = start::start_on(noting(db), noting(searched), config, &stop).await?;
    let shop = Entry::new(shop.state);
    let ask = async |encoding: &str| {
        let request = Request::get(&path).header("host", "localhost").header("accept-encoding", encoding);
        let local = std::net::SocketAddr::from(([127, 0, 0, 1], 4000));
        let request = request.extension(axum::extract::ConnectInfo(local)).body(Body::empty())?;
        let answer = shop.clone().oneshot(request).await?;
        if !answer.status().is_success() {
            return Err(format!("{path} answers {}", answer.status()).into());
        }
        Ok::<_, Box<dyn Error>>(to_bytes(answer.into_body(), usize::MAX).await?)
    };
    let brotli = ask("br").await?;
    locked(&noted).clear();
    let bytes = ask("identity").await?;
    let statements = locked(&noted).clone();
    stop.cancel();

    let html = String::from_utf8(bytes.to_vec())?;
    let characters: Vec<char> = html.chars().collect();
    let pieces = characters.chunks(PIECE).map(|piece| piece.iter().collect()).collect();
    eprintln!("{path}: {} statements, {} bytes, {} in brotli", statements.len(), bytes.len(), brotli.len());
    let peer = Arc::new(Peer { statements, pieces, bytes, brotli });

    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            eprintln!("TCP_NODELAY: {error}");
        }
    });
    let routes = Router::new()
        .route("/hand", get(hand))
        .route("/bytes", get(async |Extension(peer): Extension<Arc<Peer>>| Html(peer.bytes.clone())))
        .route("/brotli", get(brotli_as_it_is))
        .layer(Extension(peer.clone()))
        .with_state(peer);
    Ok(axum::serve(listener, routes).await?)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whoever measures it is told of an answer that is none.
async fn hand(Extract(peer): Extract<Arc<Peer>>) -> Result<impl IntoResponse, StatusCode> {
    let failed = |_| StatusCode::INTERNAL_SERVER_ERROR;
    let mut written = 0;
    for (db, statement) in &peer.statements {
        for row in db.query_all_raw(statement.clone()).await.map_err(failed)? {
            let row = JsonValue::from_query_result(&row, "").map_err(failed)?;
            for value in row.as_object().into_iter().flat_map(serde_json::Map::values) {
                written += value.as_str().map_or(0, |text| escaped(text).len());
            }
        }
    }
    let mut html = String::new();
    for piece in &peer.pieces {
        html.push_str(piece);
    }
    // So that nobody finds out that what was escaped is not needed.
    std::hint::black_box(written);
    Ok(Html(html))
}

async fn brotli_as_it_is(Extract(peer): Extract<Arc<Peer>>) -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_ENCODING, "br")];
    (headers, peer.brotli.clone())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
