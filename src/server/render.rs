//! Turns a request for a page into its HTML, whole before the first byte leaves.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::{Owner, RenderHtml, provide_context};

use crate::server::cx::Cx;
use crate::server::middleware::security;
use crate::server::site::SiteFiles;
use crate::server::{flash, http_error, speculation};
use crate::ui::form::{PagePath, Refused};
use crate::{app, cart};

/// No page of ours comes near this; a larger one is a fault.
pub const LARGEST_PAGE: usize = 8 * 1024 * 1024;

/// For the one who asked, and asked for again each time. [`crate::server::middleware::public_pages`] lifts it from pages
/// that are the same for all.
pub const PRIVATE: &str = "private, no-cache";

/// How many things the header shows in the cart.
#[derive(Clone, Copy, Debug)]
pub struct InCart(pub i64);

/// The page of `request`; with `refused`, as the answer to a form that was not accepted.
pub async fn render(cx: Cx, request: Request, refused: Option<Refused>) -> Response {
    let shown_flash = flash::take(request.headers());
    let had_flash = shown_flash.is_some();
    let status = refused.as_ref().map(|refused| http_error::status(&refused.error));
    let site = cx.state.site.clone();
    let path = PagePath(cx.request.path.clone());
    let locale = cx.person.as_ref().and_then(|person| person.locale).unwrap_or_default();
    let in_cart = InCart(cart::count(&cx).await.unwrap_or_default());
    let context = move || {
        provide_context(cx.clone());
        provide_context(in_cart);
        provide_context(locale);
        provide_context(path.clone());
        if let Some(flash) = shown_flash.clone() {
            provide_context(flash);
        }
        if let Some(refused) = refused.clone() {
            provide_context(refused);
        }
    };
    let shell_site = site.clone();
    let shell = move || app::shell(shell_site.clone());
    let head = request.method() == Method::HEAD;
    let (mut parts, body) =
        leptos_axum::render_app_async_with_context(context, shell)(request).await.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_PAGE).await else {
        tracing::error!("a page grew beyond {LARGEST_PAGE} bytes");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut html = String::from_utf8_lossy(&bytes).into_owned();
    finish(&mut html);
    if html.contains("<leptos-island") {
        wake_islands(&mut html, &boot_tag(&site.files));
        parts.headers.insert(header::CONTENT_SECURITY_POLICY, security::with_islands());
    } else {
        html = without_markers(&html);
        if html.contains("<iframe ") {
            parts.headers.insert(header::CONTENT_SECURITY_POLICY, security::with_frames());
        }
    }
    if let Some(status) = status.filter(|_| parts.status == StatusCode::OK) {
        parts.status = status;
    }
    if had_flash {
        parts.headers.append(header::SET_COOKIE, flash::clear());
    }
    parts.headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(PRIVATE));
    parts.headers.extend([speculation::header()]);
    parts.headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Encoding"));
    Response::from_parts(parts, if head { Body::empty() } else { Body::from(html) })
}

/// A piece of a page that is fetched into another, for nobody in particular.
pub fn fragment<V: RenderHtml>(build: impl FnOnce() -> V) -> String {
    let html = Owner::new().with(|| build().to_html());
    without_markers(&html)
}

/// Cuts what Leptos appends after the document: inline scripts that only hydrated resources need, and we hold none.
fn finish(html: &mut String) {
    if let Some(end) = html.rfind("</html>") {
        html.truncate(end + "</html>".len());
    }
}

/// Without the places Leptos marks for a hydration that will not come: an eighth of a page.
fn without_markers(html: &str) -> String {
    html.replace("<!>", "").replace("<!--<() />-->", "").replace("<!--HEAD-->", "")
}

fn wake_islands(html: &mut String, tag: &str) {
    if let Some(at) = html.rfind("</body>") {
        html.insert_str(at, tag);
    }
}

fn boot_tag(files: &SiteFiles) -> String {
    format!(
        r#"<script type="module" src="/boot.js" data-js="{}" data-wasm="{}"></script>"#,
        files.js, files.wasm
    )
}
