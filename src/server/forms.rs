//! Server functions over HTTP. A plain form that is accepted answers 303; one that is refused gets its own page
//! back with 422, the words at the fields and everything that was typed.

use axum::body::{Body, to_bytes};
use axum::extract::{Extension, Request};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;

use crate::kit::error::AppError;
use crate::server::cx::Cx;
use crate::server::{flash, http_error, render, reply};
use crate::ui::flash::Flash;
use crate::ui::form::{FROM, PagePath, Refused};

/// Bytes of a form or of an island's call; files go straight to storage.
const LARGEST_FORM: usize = 512 * 1024;

pub async fn handle(Extension(cx): Extension<Cx>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let wants_page = header_contains(&parts.headers, header::ACCEPT, "text/html");
    let is_form = header_contains(&parts.headers, header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let action = parts.uri.path().to_owned();
    let Ok(bytes) = to_bytes(body, LARGEST_FORM).await else {
        return http_error_answer(AppError::too_large("This form is larger than 512 KB."));
    };
    let values: Vec<(String, String)> =
        if is_form { form_urlencoded::parse(&bytes).into_owned().collect() } else { Vec::new() };
    if values.iter().any(|(_, value)| value.contains('\0')) {
        return http_error_answer(AppError::conflict("The form holds characters that cannot be stored."));
    }
    let from = values.iter().find(|(key, _)| key == FROM).map_or("", |(_, value)| value);
    let from = reply::same_site(from, "/").to_owned();
    // Leptos would redirect refused forms to a Referer anyone can forge; it does so only for `text/html`.
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let page_parts = parts.clone();
    let (context_cx, context_from) = (cx.clone(), PagePath(from.clone()));
    let call = Request::from_parts(parts, Body::from(bytes));
    let context = move || {
        provide_context(context_cx.clone());
        provide_context(context_from.clone());
    };
    let answer = leptos_axum::handle_server_fns_with_context(context, call).await.into_response();
    let (mut head, body) = answer.into_parts();
    let failed = head.headers.contains_key("serverfnerror") || head.status.is_server_error();
    if !failed {
        if wants_page {
            let location = head.headers.get(header::LOCATION).cloned();
            head.headers.remove("serverfnredirect");
            let location = location.or_else(|| HeaderValue::from_str(&from).ok());
            head.status = StatusCode::SEE_OTHER;
            head.headers.remove(header::CONTENT_TYPE);
            head.headers.remove(header::CONTENT_LENGTH);
            if let Some(location) = location {
                head.headers.insert(header::LOCATION, location);
            }
            return Response::from_parts(head, Body::empty());
        }
        return Response::from_parts(head, body);
    }
    let bytes = to_bytes(body, LARGEST_FORM).await.unwrap_or_default();
    let error = serde_json::from_slice::<AppError>(&bytes).unwrap_or(AppError::Internal);
    if !wants_page {
        head.status = http_error::status(&error);
        return Response::from_parts(head, Body::from(bytes));
    }
    if error == AppError::Unauthenticated {
        let query: String =
            form_urlencoded::Serializer::new(String::new()).append_pair("next", &from).finish();
        return (StatusCode::SEE_OTHER, [(header::LOCATION, format!("/sign-in?{query}"))]).into_response();
    }
    let mut page = Request::from_parts(page_parts, Body::empty());
    *page.method_mut() = Method::GET;
    *page.uri_mut() = from.parse::<Uri>().unwrap_or_else(|_| Uri::from_static("/"));
    let cx = cx.at_path(&from);
    render::render(cx, page, Some(Refused { action, values, error })).await
}

/// The page a form with files stood on, with what was wrong.
pub async fn refuse(cx: Cx, path: &str, headers: HeaderMap, refused: Refused) -> Response {
    if refused.error == AppError::Unauthenticated {
        let query: String =
            form_urlencoded::Serializer::new(String::new()).append_pair("next", path).finish();
        return redirect(&format!("/sign-in?{query}"), None);
    }
    let mut page = Request::new(Body::empty());
    *page.uri_mut() = path.parse().unwrap_or_else(|_| Uri::from_static("/"));
    *page.headers_mut() = headers;
    render::render(cx.at_path(path), page, Some(refused)).await
}

/// Sends the browser on after such a form, with words to show there.
pub fn redirect(path: &str, message: Option<Flash>) -> Response {
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, path.to_owned())]).into_response();
    if let Some(cookie) = message.as_ref().and_then(flash::set) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn header_contains(headers: &HeaderMap, name: header::HeaderName, part: &str) -> bool {
    headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(part))
}

fn http_error_answer(error: AppError) -> Response {
    (http_error::status(&error), error.to_string()).into_response()
}
