//! `/feed.xml` and `/sellers/{handle}/feed.xml`: the newest fifty listings, as RSS 2.0.

use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::{fault, gone, xml};
use crate::catalog::media;
use crate::catalog::server::show_seller::is_handle;
use crate::catalog::server::store::machines::{self, News};
use crate::catalog::server::store::sellers::{self, After, Open};
use crate::catalog::types::Kind;
use crate::kit::error::{AppError, AppResult};
use crate::kit::language::LANGUAGES;
use crate::kit::money::Money;
use crate::server::etag;
use crate::server::state::State;

const NEWEST: u64 = 50;
const TYPE: &str = "application/rss+xml; charset=utf-8";
const CACHED: &str = "public, max-age=300";

/// What the feed says of itself.
struct Channel<'a> {
    title: &'a str,
    about: &'a str,
    /// The page it belongs to, and its own.
    path: &'a str,
    own_path: &'a str,
}

/// `/feed.xml`
pub async fn of_the_shop(Extract(state): Extract<State>, asked: HeaderMap) -> Response {
    let channel = Channel {
        title: "New at ProSets",
        about: "The newest models, code snippets, templates and modules.",
        path: "/assets",
        own_path: "/feed.xml",
    };
    match machines::news(&state.db, None, NEWEST).await.map_err(AppError::from) {
        Ok(rows) => answer(&state, &asked, &channel, rows),
        Err(error) => fault(&error),
    }
}

/// `/sellers/{handle}/feed.xml`
pub async fn of_a_seller(
    Extract(state): Extract<State>,
    Path(handle): Path<String>,
    asked: HeaderMap,
) -> Response {
    seller(&state, &handle, &asked).await.unwrap_or_else(|error| fault(&error))
}

async fn seller(state: &State, handle: &str, asked: &HeaderMap) -> AppResult<Response> {
    if !is_handle(handle) {
        return Err(AppError::not_found());
    }
    let Some(Open { shop, .. }) = sellers::by_handle(&state.db, handle, None).await? else {
        return match sellers::after(&state.db, handle).await?.ok_or_else(AppError::not_found)? {
            After::Moved(handle) => {
                let path = format!("/sellers/{}/feed.xml", xml::segment(&handle));
                Ok((StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, path)]).into_response())
            }
            After::Closed => Ok(gone()),
        };
    };
    let path = format!("/sellers/{}", xml::segment(&shop.handle));
    let channel = Channel {
        title: &format!("New from {}", shop.display_name),
        about: &format!("The newest listings of {} at ProSets.", shop.display_name),
        path: &path,
        own_path: &format!("{path}/feed.xml"),
    };
    let rows = machines::news(&state.db, Some(shop.id), NEWEST).await?;
    Ok(answer(state, asked, &channel, rows))
}

fn answer(state: &State, asked: &HeaderMap, channel: &Channel, rows: Vec<News>) -> Response {
    etag::answer(asked, TYPE, CACHED, written(state, channel, rows))
}

fn written(state: &State, channel: &Channel, rows: Vec<News>) -> String {
    let server = &state.config.server;
    let mut text = String::from(xml::HEAD);
    text.push_str(concat!(
        "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"",
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\">\n<channel>\n"
    ));
    text.push_str(&xml::element("title", channel.title));
    text.push_str(&xml::element("link", &server.link(channel.path)));
    text.push_str(&xml::element("description", channel.about));
    text.push_str(&xml::element("language", LANGUAGES[0]));
    let own = xml::escape(&server.link(channel.own_path));
    text.push_str(&format!("<atom:link href=\"{own}\" rel=\"self\" type=\"application/rss+xml\"/>\n"));
    for row in rows {
        text.push_str(&item(state, row));
    }
    text.push_str("</channel>\n</rss>\n");
    text
}

fn item(state: &State, row: News) -> String {
    let server = &state.config.server;
    let mut text = String::from("<item>\n");
    text.push_str(&xml::element("title", &row.title));
    text.push_str(&xml::element("link", &server.link(&format!("/assets/{}", xml::segment(&row.slug)))));
    text.push_str(&format!("<guid isPermaLink=\"false\">urn:uuid:{}</guid>\n", row.id));
    if let Some(at) = row.published_at {
        text.push_str(&xml::element("pubDate", &at.to_rfc2822()));
    }
    let price = match Money::stored(row.price_from_minor, &row.currency) {
        Ok(price) if price.is_zero() => "Free".to_owned(),
        Ok(price) => price.to_string(),
        Err(_) => String::new(),
    };
    let words = [row.summary.as_str(), &price];
    let words: Vec<_> = words.into_iter().filter(|words| !words.is_empty()).collect();
    text.push_str(&xml::element("description", &words.join(" · ")));
    text.push_str(&xml::element("dc:creator", &row.seller_name));
    text.push_str(&xml::element("category", Kind::from(row.kind).name()));
    if let Some(stem) = row.stem {
        let picture = xml::escape(&server.link(&media::src(&stem, 480)));
        text.push_str(&format!("<media:thumbnail url=\"{picture}\"/>\n"));
    }
    text.push_str("</item>\n");
    text
}
