//! Headers, errors, colours and forms, as every page has them.

use std::net::SocketAddr;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderValue, Method, Request};
use tower::ServiceExt;

use crate::builders::catalog::{Listing, seller};
use crate::support::app::TestApp;
use crate::support::client::Answer;

on_both!(pages_carry_the_security_headers_and_no_inline_script, |db| async move {
    let app = TestApp::start(db).await;
    let answer = app.client().get("/terms").await.expect(200);
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("referrer-policy"), "same-origin");
    assert_eq!(answer.header("x-request-id").len(), 32);
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    let html = answer.text();
    assert!(html.starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>"), "{html}");
    assert!(!html.contains("<script>") && !html.contains(" style=") && !html.contains("boot.js"));
});

on_both!(an_unknown_page_is_the_houses_404, |db| async move {
    let app = TestApp::start(db).await;
    let answer = app.client().get("/no/such/page").await.expect(404);
    assert!(answer.text().contains("This page is not here"));
    assert!(answer.text().contains(answer.header("x-request-id")));
    let answer = app.client().get("/api/v1/nothing").await.expect(404);
    assert_eq!(answer.json()["error"]["code"], "NOT_FOUND");
    assert_eq!(answer.json()["error"]["request_id"], answer.header("x-request-id"));
});

on_both!(rubbish_cookies_are_strangers, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = Listing::of(&seller(&db, "ada").await).price(1200).save(&db).await;
    let flash = hex::encode(r#"{"tone":"done","text":"<script>alert(1)</script>"}"#);
    // As good as a real one, and of nobody.
    let well_formed = tower_sessions::session::Id::default().to_string();
    let rubbish: [&[u8]; 9] = [
        b"",
        b"%00;=rubbish,\"",
        b"7b7d",
        b"\xff\xfe\xe9",
        b"\"</script><script>alert(1)</script>",
        &[b'a'; 8192],
        &b"7b".repeat(4096),
        flash.as_bytes(),
        well_formed.as_bytes(),
    ];
    let names = ["prosets", "__Host-prosets", "prosets_flash", "prosets_theme", "unknown"];
    for value in rubbish {
        for name in names {
            let cookie = [name.as_bytes(), b"=", value].concat();
            let shown = String::from_utf8_lossy(&cookie[..cookie.len().min(60)]).into_owned();
            for (path, status) in [("/", 200), ("/cart", 200), ("/account", 302), ("/api/v1/auth/me", 401)] {
                let answer = with_cookie(&app, Method::GET, path, &cookie, "").await;
                assert_eq!(answer.status.as_u16(), status, "{path} with {shown}: {}", answer.text());
                assert!(!answer.text().contains("<script>alert"), "{path} with {shown}");
            }
            // Such a browser can still begin a cart.
            let form = format!("asset_id={}&_from=/cart", gear.asset.id);
            let answer = with_cookie(&app, Method::POST, "/api/fn/add_to_cart", &cookie, &form).await;
            assert_eq!(answer.status.as_u16(), 303, "{shown}: {}", answer.text());
            let begun = answer.headers.get_all("set-cookie").iter();
            let begun = begun.filter(|cookie| cookie.as_bytes().starts_with(b"prosets=")).count();
            assert_eq!(begun, 1, "{shown}");
        }
    }
});

async fn with_cookie(app: &TestApp, method: Method, path: &str, cookie: &[u8], form: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost")
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", HeaderValue::from_bytes(cookie).unwrap())
        .extension(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4000))))
        .body(Body::from(form.to_owned()));
    let (parts, body) = app.entry.clone().oneshot(request.unwrap()).await.unwrap().into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

on_both!(the_chosen_colours_are_in_the_first_byte, |db| async move {
    let app = TestApp::start(db).await;
    let mut client = app.client();
    let answer = client.post_form("/theme", &[("theme", "dark"), ("_from", "//evil.test")]).await;
    assert_eq!(answer.location(), "/");
    assert!(client.get("/terms").await.text().contains("data-theme=\"ink\""));
    client.post_form("/theme", &[("theme", "system"), ("_from", "/terms")]).await;
    assert!(!client.get("/terms").await.text().contains("data-theme"));
});

on_both!(posts_from_other_sites_are_refused, |db| async move {
    let app = TestApp::start(db).await;
    let foreign = [("sec-fetch-site", "cross-site"), ("origin", "https://evil.test")];
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let headers: Vec<_> = foreign.iter().chain(&form).copied().collect();
    let body = axum::body::Body::from("theme=dark");
    app.client().send(axum::http::Method::POST, "/theme", &headers, body).await.expect(403);
});
