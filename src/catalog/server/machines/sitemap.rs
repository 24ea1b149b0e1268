//! `/sitemap.xml` and `/sitemaps/{part}`. A part is read and sent a few thousand rows at a time, however long it is.

use axum::body::Body;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use chrono::{DateTime, SecondsFormat, Utc};
use futures::stream;
use sea_orm::prelude::Uuid;

use super::{fault, xml};
use crate::catalog::rules::sitemap::{Listed, PER_PART, Part, parts, skipped};
use crate::catalog::server::store::machines::{self, Address, From};
use crate::catalog::server::store::shelves;
use crate::catalog::types::Kind;
use crate::kit::error::{AppError, AppResult};
use crate::server::etag;
use crate::server::state::State;

const TYPE: &str = "application/xml; charset=utf-8";
const CACHED: &str = "public, max-age=3600";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
/// Rows read at once.
const STEP: u64 = 2_000;

/// `/sitemap.xml`
pub async fn index(Extract(state): Extract<State>, asked: HeaderMap) -> Response {
    match written_index(&state).await {
        Ok(text) => etag::answer(&asked, TYPE, CACHED, text),
        Err(error) => fault(&error),
    }
}

/// `/sitemaps/{part}`
pub async fn part(Extract(state): Extract<State>, Path(name): Path<String>, asked: HeaderMap) -> Response {
    let written = match Part::read(&name) {
        Some(Part::Pages) => written_pages(&state).await.map(|text| etag::answer(&asked, TYPE, CACHED, text)),
        Some(Part::Of(listed, number)) => sitemap_part(state, listed, number, PER_PART).await,
        None => Err(AppError::not_found()),
    };
    written.unwrap_or_else(|error| fault(&error))
}

async fn written_index(state: &State) -> AppResult<String> {
    let mut all = vec![Part::Pages];
    for listed in Listed::ALL {
        let addresses = machines::count(&state.db, listed).await?;
        all.extend((1..=parts(addresses, PER_PART)).map(|number| Part::Of(listed, number)));
    }
    let mut text = format!("{}<sitemapindex xmlns=\"{NAMESPACE}\">\n", xml::HEAD);
    for part in all {
        let address = xml::element("loc", &state.config.server.link(&part.path()));
        text.push_str(&format!("<sitemap>{}</sitemap>\n", address.trim_end()));
    }
    text.push_str("</sitemapindex>\n");
    Ok(text)
}

async fn written_pages(state: &State) -> AppResult<String> {
    let mut paths: Vec<String> =
        ["/", "/assets", "/terms", "/privacy", "/api/docs"].map(str::to_owned).to_vec();
    paths.extend(Kind::ALL.map(|kind| format!("/assets?kind={}", kind.code())));
    let shelves = shelves::all(&state.db).await?;
    paths.extend(shelves.iter().map(|shelf| format!("/categories/{}", xml::segment(&shelf.slug))));
    let mut text = head();
    for path in paths.iter().take(usize::try_from(PER_PART).unwrap_or(usize::MAX)) {
        text.push_str(&url(state, path, None));
    }
    text.push_str(END);
    Ok(text)
}

const END: &str = "</urlset>\n";

fn head() -> String {
    format!("{}<urlset xmlns=\"{NAMESPACE}\">\n", xml::HEAD)
}

fn url(state: &State, path: &str, changed: Option<DateTime<Utc>>) -> String {
    let address = xml::element("loc", &state.config.server.link(path));
    let changed = changed.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
    let changed = changed.map(|at| xml::element("lastmod", &at)).unwrap_or_default();
    format!("<url>{}{}</url>\n", address.trim_end(), changed.trim_end())
}

/// How far a part was sent.
struct Sent {
    state: State,
    listed: Listed,
    last: Uuid,
    left: u64,
}

/// 404 for parts that begin after the last address. The first rows are read before the answer begins, so that a database
/// that does not answer is told as such.
pub async fn sitemap_part(state: State, listed: Listed, number: u64, per_part: u64) -> AppResult<Response> {
    let before = skipped(number, per_part).ok_or_else(AppError::not_found)?;
    let step = STEP.min(per_part);
    let first = machines::addresses(&state.db, listed, From::Nth(before), step).await?;
    let last = first.last().map(|address| address.id).ok_or_else(AppError::not_found)?;
    let begin = head() + &written(&state, listed, &first);
    let read = first.len() as u64;
    // A short step was the last one.
    let left = if read < step { 0 } else { per_part - read };
    let sent = Sent { state, listed, last, left };
    let rest = stream::try_unfold(Some(sent), next);
    let begin = stream::iter([Ok(Bytes::from(begin))]);
    let body = Body::from_stream(futures::StreamExt::chain(begin, rest));
    Ok(([(header::CONTENT_TYPE, TYPE), (header::CACHE_CONTROL, CACHED)], body).into_response())
}

/// The next rows, or the end; after that nothing.
async fn next(sent: Option<Sent>) -> Result<Option<(Bytes, Option<Sent>)>, std::io::Error> {
    let Some(sent) = sent else { return Ok(None) };
    if sent.left == 0 {
        return Ok(Some((Bytes::from_static(END.as_bytes()), None)));
    }
    let step = STEP.min(sent.left);
    let rows = machines::addresses(&sent.state.db, sent.listed, From::After(sent.last), step).await;
    let rows = rows.map_err(|error| {
        tracing::error!(%error, "sitemap");
        std::io::Error::other(error)
    })?;
    let read = rows.len() as u64;
    let text = written(&sent.state, sent.listed, &rows);
    let left = if read < step { 0 } else { sent.left - read };
    let last = rows.last().map_or(sent.last, |address| address.id);
    Ok(Some((Bytes::from(text), Some(Sent { last, left, ..sent }))))
}

fn written(state: &State, listed: Listed, rows: &[Address]) -> String {
    let folder = match listed {
        Listed::Assets => "/assets/",
        Listed::Sellers => "/sellers/",
    };
    let line =
        |row: &Address| url(state, &format!("{folder}{}", xml::segment(&row.name)), Some(row.updated_at));
    rows.iter().map(line).collect()
}
