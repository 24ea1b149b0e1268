//! Templates: a live demo, what they are built with, and a page in a frame from the origin of files.

use serde_json::json;

use super::support::{HOSTILE, Shop, fault};
use crate::ports::http;
use crate::support::client::Answer;
use uuid::Uuid;

const PAGE: &[u8] = b"<!doctype html><title>Fjord</title><h1>Fjord</h1><script>1</script>";

async fn save(shop: &mut Shop, id: Uuid, fields: &[(&str, &str)]) -> Answer {
    let (id, from) = (id.to_string(), format!("/sell/{id}"));
    let fixed: &[(&str, &str)] = &[("asset_id", &id), ("_from", &from)];
    let all = [fixed, fields].concat();
    shop.client.post_form("/api/fn/set_showcase", &all).await
}

async fn template(shop: &mut Shop) -> Uuid {
    let id = shop.described("template", 900).await;
    shop.upload(id, "index.html", PAGE).await.expect(200);
    shop.picture(id, "A page").await.expect(201);
    shop.app.settle().await;
    shop.submit(id).await.expect(200);
    id
}

on_both!(a_page_is_framed_only_where_its_seller_says_so, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = template(&mut shop).await;
    let path = format!("/assets/{}", shop.asset(id).await.slug);
    let html = shop.app.client().get(&path).await.expect(200);
    assert!(!html.text().contains("<iframe"));
    assert!(!html.header("content-security-policy").contains("frame-src"));
    shop.app.client().get(&format!("{path}/preview")).await.expect(404);

    save(&mut shop, id, &[("frames", "true"), ("stack", "HTML, CSS")]).await.expect(303);
    let answer = shop.app.client().get(&path).await.expect(200);
    let html = answer.text();
    assert!(html.contains("sandbox=\"allow-scripts\"") && html.contains("loading=\"lazy\""), "{html}");
    assert!(html.contains(&format!("src=\"{path}/preview\"")) && html.contains("Built with"), "{html}");
    assert!(!html.contains("allow-same-origin") && !html.contains("<h1>Fjord"), "{html}");
    let policy = answer.header("content-security-policy").to_owned();
    let origin = shop.app.state.upload_origin.clone();
    assert!(policy.contains(&format!("frame-src 'self' {origin};")), "{policy}");
    let other = shop.app.client().get("/assets").await;
    assert!(!other.header("content-security-policy").contains("frame-src"));

    let sent = shop.app.client().get(&format!("{path}/preview")).await.expect(307);
    assert_eq!(sent.header("cache-control"), "no-store");
    let url: url::Url = sent.location().parse().unwrap();
    assert_eq!(url.origin().ascii_serialization(), origin, "never the shop's own origin");
    let framed = http::get(&url, &[]).await;
    assert_eq!(framed.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(framed.header("content-disposition"), "inline");
    assert_eq!(framed.header("content-security-policy"), "sandbox allow-scripts");

    // It is gone with the listing.
    let lock = shop.asset(id).await.lock_version.to_string();
    let off = [("asset_id", id.to_string()), ("lock_version", lock)];
    let off = off.each_ref().map(|(name, value)| (*name, value.as_str()));
    shop.client.post_form("/api/fn/unpublish_listing", &off).await.expect(303);
    shop.app.client().get(&format!("{path}/preview")).await.expect(404);
});

on_both!(a_live_demo_opens_a_tab_of_its_own, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = template(&mut shop).await;
    for bad in ["http://demo.example.com", "javascript:alert(1)", "https://localhost/", HOSTILE] {
        let page = save(&mut shop, id, &[("demo_url", bad), ("stack", "HTML")]).await.expect(422).text();
        assert!(page.contains("begins with https://") && !page.contains("<script>alert"), "{bad}: {page}");
    }
    save(&mut shop, id, &[("demo_url", "https://demo.example.com/fjord?a=1")]).await.expect(303);
    let path = format!("/assets/{}", shop.asset(id).await.slug);
    let html = shop.app.client().get(&path).await.expect(200).text();
    for part in [
        "href=\"https://demo.example.com/fjord?a=1\"",
        "target=\"_blank\"",
        "rel=\"nofollow noopener noreferrer ugc\"",
        "Opens a new tab at demo.example.com",
    ] {
        assert!(html.contains(part), "{part} is missing: {html}");
    }
    let model = shop.draft("model").await;
    save(&mut shop, model, &[("demo_url", "https://demo.example.com/")]).await.expect(409);
    assert!(!shop.editor(model).await.contains("set_showcase"));
    shop.client = shop.rival().await;
    save(&mut shop, id, &[("stack", "Mine")]).await.expect(404);
});

on_both!(programs_set_and_clear_what_the_editor_does, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = template(&mut shop).await;
    let demo = "https://demo.example.com/fjord";
    let body =
        json!({ "demo_url": format!(" {demo} "), "stack": ["HTML", "Tailwind  4", "html"], "frames": true });
    let told = shop.patch(id, body).await.expect(200).json();
    let shown = |told: &serde_json::Value| {
        let data = &told["data"];
        (data["demo_url"].clone(), data["stack"].clone(), data["frames"].clone())
    };
    assert_eq!(shown(&told), (json!(demo), json!(["HTML", "Tailwind 4"]), json!(true)));
    let path = format!("/api/v1/assets/{id}");
    let open = shop.app.client().get_json(&path).await.expect(200).json();
    assert_eq!(
        (&open["data"]["demo_url"], &open["data"]["stack"]),
        (&json!(demo), &json!(["HTML", "Tailwind 4"]))
    );
    let page = shop.app.client().get(&format!("/assets/{}", shop.asset(id).await.slug)).await.text();
    assert!(page.contains(&format!("href=\"{demo}\"")) && page.contains("<iframe"), "{page}");

    // What is left out stays, also beside other changes; what is empty goes.
    let told = shop.patch(id, json!({ "stack": [], "summary": "Changed." })).await.expect(200).json();
    assert_eq!(shown(&told), (json!(demo), json!([]), json!(true)));
    let told = shop.patch(id, json!({ "demo_url": "" })).await.expect(200).json();
    assert_eq!(shown(&told), (json!(null), json!([]), json!(true)));
    let open = shop.app.client().get_json(&path).await.expect(200).json();
    assert_eq!((&open["data"]["demo_url"], &open["data"]["stack"]), (&json!(null), &json!([])));
});

on_both!(programs_are_told_what_is_wrong_and_nothing_is_half_done, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = template(&mut shop).await;
    shop.patch(id, json!({ "demo_url": "https://demo.example.com/" })).await.expect(200);
    let many: Vec<String> = (0..9).map(|n| format!("Part {n}")).collect();
    let body = json!({ "summary": "Changed.", "demo_url": "http://localhost/", "stack": many });
    let refused = shop.patch(id, body).await.expect(422);
    assert!(fault(&refused, "demo_url").contains("https://"), "{}", refused.text());
    assert_eq!(fault(&refused, "stack"), "Name 8 things at most.");
    assert_eq!(refused.json()["error"]["code"], "VALIDATION_ERROR");
    let long = json!({ "stack": ["x".repeat(31)] });
    assert!(fault(&shop.patch(id, long).await.expect(422), "stack").contains("30 characters"));
    let before = shop.asset(id).await;
    assert_eq!(before.summary, "A gear that turns.");
    let stale = json!({ "stack": ["CSS"], "lock_version": before.lock_version - 1 });
    shop.patch(id, stale).await.expect(409);
    let fresh = json!({ "summary": "New.", "stack": ["CSS"], "lock_version": before.lock_version });
    let told = shop.patch(id, fresh).await.expect(200).json();
    assert_eq!(
        (&told["data"]["stack"], &told["data"]["demo_url"]),
        (&json!(["CSS"]), &json!("https://demo.example.com/"))
    );

    let model = shop.described("model", 900).await;
    let refused = shop.patch(model, json!({ "summary": "Changed.", "stack": ["CSS"] })).await.expect(409);
    assert!(refused.text().contains("Only templates"), "{}", refused.text());
    assert_eq!(shop.asset(model).await.summary, "A gear that turns.");
    let begun = json!({ "kind": "model", "title": "Cog", "frames": true });
    shop.client.post_json("/api/v1/assets", begun).await.expect(409);
    let begun = json!({ "kind": "template", "title": "Fjord", "stack": ["CSS"] });
    let told = shop.client.post_json("/api/v1/assets", begun).await.expect(201).json();
    assert_eq!(told["data"]["stack"], json!(["CSS"]));

    shop.client = shop.rival().await;
    shop.patch(id, json!({ "stack": ["Mine"] })).await.expect(404);
});
