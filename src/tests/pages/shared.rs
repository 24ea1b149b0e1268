//! Pages strangers share: cached on the way, told apart by their tags; and everybody else's, which never are.

use axum::body::Body;
use axum::http::Method;
use prosets::server::middleware::public_pages::FOR_ALL;

use crate::builders::catalog::{Listing, category, retitle, seller};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

#[track_caller]
fn is_for_all(answer: &Answer, path: &str) {
    assert_eq!(answer.header("cache-control"), FOR_ALL, "{path}");
    assert!(answer.header("etag").starts_with("W/\""), "{path}");
    let vary = answer.header("vary").to_lowercase();
    assert!(vary.contains("cookie") && vary.contains("accept-encoding"), "{path}: {vary}");
    assert!(answer.header("set-cookie").is_empty(), "{path}");
}

#[track_caller]
fn is_ones_own(answer: &Answer, what: &str) {
    let rule = answer.header("cache-control");
    assert!(!rule.contains("public") && !rule.contains("s-maxage"), "{what}: {rule}");
    assert!(rule.contains("private") || rule.contains("no-store"), "{what}: {rule}");
    assert!(answer.header("etag").is_empty(), "{what}");
}

async fn with(client: &mut Client, path: &str, name: &str, value: &str) -> Answer {
    client.send(Method::GET, path, &[("accept", "text/html"), (name, value)], Body::empty()).await
}

on_both!(strangers_share_and_are_told_what_they_have, |db| async move {
    let ada = seller(&db, "Ada").await;
    category(&db, "tools").await;
    let listing = Listing::of(&ada).save(&db).await;
    let app = TestApp::start(db.clone()).await;
    let paths =
        ["/", "/assets", "/assets?kind=model", "/categories/tools", "/sellers/Ada", "/terms", "/privacy"];
    for path in paths.into_iter().chain([listing.path().as_str()]) {
        let first = app.client().get(path).await.expect(200);
        is_for_all(&first, path);
        let mut other = app.client();
        other.ip = ([10, 9, 8, 7], 4000).into();
        let second = with(&mut other, path, "cookie", "_ga=1; consent=yes").await.expect(200);
        assert!(first.bytes == second.bytes, "{path}");
        assert_eq!(first.header("etag"), second.header("etag"), "{path}");
        assert!(first.header("x-request-id") != second.header("x-request-id"));

        let tag = first.header("etag");
        for known in
            [tag.to_owned(), tag.trim_start_matches("W/").to_owned(), format!("\"x\", {tag}"), "*".into()]
        {
            let answer = with(&mut app.client(), path, "if-none-match", &known).await.expect(304);
            assert!(answer.bytes.is_empty() && answer.header("content-type").is_empty(), "{path}");
            is_for_all(&answer, path);
            assert_eq!(answer.header("etag"), tag);
        }
        with(&mut app.client(), path, "if-none-match", "W/\"other\"").await.expect(200);
        let head = app.client().send(Method::HEAD, path, &[], Body::empty()).await.expect(200);
        assert!(head.bytes.is_empty());
        assert_eq!(head.header("etag"), tag, "{path}");
        assert_eq!(head.header("content-length"), first.bytes.len().to_string(), "{path}");
        let packed = [("accept-encoding", "gzip")];
        let head = app.client().send(Method::HEAD, path, &packed, Body::empty()).await.expect(200);
        assert!(head.bytes.is_empty() && head.header("content-encoding") == "gzip", "{path}");
        assert_eq!(head.header("content-length"), "", "nobody knows how long it will be: {path}");
        let small = with(&mut app.client(), path, "accept-encoding", "br").await.expect(200);
        let small_tag = tag.strip_suffix('"').map(|tag| format!("{tag}-br\"")).unwrap();
        assert_eq!((small.header("content-encoding"), small.header("etag")), ("br", &*small_tag), "{path}");
        is_for_all(&small, path);
    }
    let before = app.client().get(&listing.path()).await.header("etag").to_owned();
    retitle(&db, listing.asset.id, "Another gear").await;
    let after = with(&mut app.client(), &listing.path(), "if-none-match", &before).await.expect(200);
    assert!(after.header("etag") != before && after.text().contains("Another gear"));
});

on_both!(what_is_somebodys_own_is_never_shared, |db| async move {
    let ada = seller(&db, "Ada").await;
    let listing = Listing::of(&ada).save(&db).await;
    let app = TestApp::start(db.clone()).await;
    let anonymous = app.client().get("/assets").await.expect(200);
    let tag = anonymous.header("etag").to_owned();

    let signed_in = app.client().signed_in(ada.id).await;
    let mut filled = app.client();
    let form = [("asset_id", listing.asset.id.to_string()), ("_from", "/assets".into())];
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    filled.post_form("/api/fn/add_to_cart", &form).await.expect(303);
    assert!(filled.cookie("prosets_flash").is_some());
    let mut flashed = app.client();
    flashed.set_cookie("prosets_flash", filled.cookie("prosets_flash").unwrap());
    let mut dark = app.client();
    dark.post_form("/theme", &[("theme", "dark"), ("_from", "/")]).await.expect(303);
    let mut rubbish = app.client();
    rubbish.set_cookie("prosets", "rubbish");
    let visitors = [
        ("signed in", &signed_in, "Account of Ada"),
        ("flash", &flashed, "class=\"flash"),
        ("cart", &filled, "Cart, 1 item"),
        ("colours", &dark, "data-theme=\"ink\""),
        ("rubbish", &rubbish, "Sign in"),
    ];
    for (who, client, own) in visitors {
        for path in ["/assets", "/", "/terms"] {
            // The message is shown once, and rubbish is taken away.
            let answer = with(&mut client.clone(), path, "if-none-match", &tag).await.expect(200);
            is_ones_own(&answer, who);
            assert!(answer.text().contains(own), "{who} at {path}");
            assert!(who == "rubbish" || answer.bytes != anonymous.bytes, "{who}");
        }
    }
    is_ones_own(&with(&mut app.client(), "/assets", "cookie", "prosets_device=abc").await, "device");
    let bearer = with(&mut app.client(), "/assets", "authorization", "Bearer x").await;
    assert!(!bearer.header("cache-control").contains("public") && bearer.header("etag").is_empty());
    // And the strangers' page is still the strangers'.
    let still = with(&mut app.client(), "/assets", "if-none-match", &tag).await;
    assert_eq!(still.status, 304);
});

on_both!(no_page_but_the_public_face_is_shared, |db| async move {
    let ada = seller(&db, "Ada").await;
    let listing = Listing::of(&ada).save(&db).await;
    let app = TestApp::start(db.clone()).await;
    let mut shared = Vec::new();
    for path in prosets::app::page_paths() {
        let address =
            path.replace("/assets/{slug}", &listing.path()).replace("/sellers/{handle}", "/sellers/Ada");
        let answer = app.client().get(&address).await;
        if answer.header("cache-control").contains("public") {
            is_for_all(&answer, &path);
            shared.push(path);
        } else {
            assert!(answer.header("etag").is_empty(), "{path}");
        }
    }
    shared.sort_unstable();
    let face = ["/", "/api/docs", "/assets", "/assets/{slug}", "/privacy", "/sellers/{handle}", "/terms"];
    assert_eq!(shared, face);
    // Errors carry the request's id, and drafts are for their sellers.
    for (path, status) in [("/assets/none", 404), ("/assets?kind=book", 422), ("/sellers/none", 404)] {
        is_ones_own(&app.client().get(path).await.expect(status), path);
    }
    let post =
        app.client().send(Method::POST, "/", &[("sec-fetch-site", "same-origin")], Body::empty()).await;
    assert!(!post.header("cache-control").contains("public"));
});

on_both!(browsers_may_fetch_the_catalogue_ahead, |db| async move {
    let app = TestApp::start(db).await;
    let page = app.client().get("/").await.expect(200);
    assert_eq!(page.header("speculation-rules"), "\"/speculation-rules.json\"");
    assert!(page.header("content-security-policy").contains("script-src 'self';"));
    let rules = app.client().get("/speculation-rules.json").await.expect(200);
    assert_eq!(rules.header("content-type"), "application/speculationrules+json");
    let text = rules.text();
    for closed in ["/api", "/admin", "sign", "/account", "/theme", "/library", "/media", "\"/*\""] {
        assert!(!text.contains(closed), "{closed}");
    }
    assert!(app.client().get("/sitemap.xml").await.header("speculation-rules").is_empty());
});
