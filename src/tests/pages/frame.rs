//! Headers, errors, colours and forms, as every page has them.

use crate::support::app::TestApp;

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
    let app = TestApp::start(db).await;
    let mut client = app.client();
    client.set_cookie("prosets", "%00;=rubbish,\"");
    client.set_cookie("prosets_flash", "7b");
    client.set_cookie("prosets_theme", "mauve");
    client.get("/terms").await.expect(200);
});

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
