//! A shop's name, handle and links.

use axum::http::Method;
use serde_json::json;

use super::{count, member};
use crate::builders::catalog::{Listing, seller};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

async fn save(client: &mut Client, more: &[(&str, &str)]) -> Answer {
    let fields: Vec<_> = [("_from", "/account"), ("_scope", "shop")].iter().chain(more).copied().collect();
    client.post_form("/api/fn/save_shop", &fields).await
}

on_both!(an_old_handle_leads_to_the_shop_for_ever, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let bob = seller(&db, "bob").await;
    let mut client = app.client().signed_in(ada.id).await;
    save(&mut client, &[("handle", "Gears")]).await.expect(303);
    let answer = app.client().get("/sellers/ada").await.expect(301);
    assert_eq!(answer.header("location"), "/sellers/Gears");
    assert!(app.client().get("/sellers/gears").await.expect(200).text().contains("@Gears"));
    save(&mut client, &[("handle", "cogs")]).await.expect(303);
    assert_eq!(app.client().get("/sellers/ADA").await.expect(301).header("location"), "/sellers/cogs");
    assert_eq!(app.client().get("/sellers/gears").await.expect(301).header("location"), "/sellers/cogs");
    assert_eq!(count(&db, "audit_events WHERE action = 'seller.handle_changed'").await, 2);

    // Nobody else gets it: not another shop, nor one that opens.
    let mut bobs = app.client().signed_in(bob.id).await;
    for taken in ["ada", "GEARS", "cogs"] {
        let page = save(&mut bobs, &[("handle", taken)]).await.expect(422).text();
        assert!(page.contains("This handle is taken."), "{taken}: {page}");
    }
    let mut eve = app.client().signed_in(member(&db, "eve").await).await;
    let shop = [("display_name", "Eve"), ("handle", "ada"), ("_from", "/become-a-seller")];
    let page = eve.post_form("/api/fn/become_seller", &shop).await.expect(422).text();
    assert!(page.contains("This handle is taken."), "{page}");

    // Its shop may have it back, and write it another way.
    save(&mut client, &[("handle", "ada")]).await.expect(303);
    app.client().get("/sellers/ada").await.expect(200);
    save(&mut client, &[("handle", "Ada")]).await.expect(303);
    assert_eq!(app.client().get("/sellers/cogs").await.expect(301).header("location"), "/sellers/Ada");
    assert_eq!(count(&db, "former_handles").await, 2);
});

on_both!(handles_are_not_hoarded, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut client = app.client().signed_in(seller(&db, "ada").await.id).await;
    for n in 0..10 {
        save(&mut client, &[("handle", &format!("ada-{n}"))]).await.expect(303);
    }
    let page = save(&mut client, &[("handle", "ada-10")]).await.expect(422).text();
    assert!(page.contains("changed ten times"), "{page}");
    save(&mut client, &[("handle", "ada")]).await.expect(303);
});

on_both!(one_of_two_who_want_a_handle_gets_it, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut clients = Vec::new();
    for name in ["ada", "bob", "eve"] {
        clients.push(app.client().signed_in(seller(&db, name).await.id).await);
    }
    let asked = clients.iter_mut().map(|client| save(client, &[("handle", "gears")]));
    let mut answers: Vec<_> =
        futures::future::join_all(asked).await.iter().map(|answer| answer.status.as_u16()).collect();
    answers.sort_unstable();
    assert_eq!(answers, [303, 422, 422]);
    assert_eq!(count(&db, "former_handles").await, 1);
});

on_both!(what_the_shop_says_stands_on_its_page, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    Listing::of(&ada).title("Gear").slug("gear").save(&db).await;
    let mut client = app.client().signed_in(ada.id).await;
    let links = "https://ada.example/\r\nhttps://git.example.org/ada?a=1&b=2";
    let more = [("display_name", "Wheelwright"), ("about", "Gears.\r\nMany."), ("links", links)];
    save(&mut client, &more).await.expect(303);
    let page = app.client().get("/sellers/ada").await.expect(200).text();
    assert!(page.contains("<h1>Wheelwright</h1>") && page.contains("Many."), "{page}");
    assert!(page.contains(r#"href="https://git.example.org/ada?a=1&amp;b=2""#), "{page}");
    assert!(page.contains(r#"rel="nofollow ugc noopener""#), "{page}");
    let page = app.client().get("/assets?q=wheelwright").await.expect(200).text();
    assert!(page.contains("/assets/gear"), "its listings are found by the new name: {page}");
    let page = app.client().get("/assets?q=ada").await.expect(200).text();
    assert!(page.contains("/assets/gear"), "and by the handle, which is the same: {page}");
    save(&mut client, &[("display_name", "Cartwright")]).await.expect(303);
    let page = app.client().get("/assets?q=wheelwright").await.expect(200).text();
    assert!(!page.contains("/assets/gear"), "not by a name the shop had: {page}");

    let more =
        [("display_name", " "), ("handle", "a b"), ("links", "javascript:alert(1)"), ("currency", "DEM")];
    let page = save(&mut client, &more).await.expect(422).text();
    assert_eq!(page.matches("class=\"field-error\"").count(), 4, "{page}");
    assert!(page.contains("javascript:alert(1)"), "what was typed stays: {page}");
    let body = json!({ "links": ["https://one.example"], "about": "Short." });
    client.json(Method::PATCH, "/api/v1/auth/me/shop", &[], body).await.expect(200);
    assert_eq!(count(&db, "sellers WHERE links = 'https://one.example' AND about = 'Short.'").await, 1);
});

on_both!(new_listings_begin_in_the_sellers_currency, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let mut client = app.client().signed_in(ada.id).await;
    save(&mut client, &[("currency", "EUR")]).await.expect(303);
    let page = client.get("/sell/new").await.expect(200).text();
    assert!(page.contains(r#"<option value="EUR" selected"#), "{page}");
    let body = json!({ "kind": "model", "title": "Gear" });
    client.post_json("/api/v1/assets", body).await.expect(201);
    let chosen = json!({ "kind": "model", "title": "Cog", "currency": "GBP" });
    client.post_json("/api/v1/assets", chosen).await.expect(201);
    client
        .post_json("/api/v1/assets", json!({ "kind": "model", "title": "Nut", "currency": "DEM" }))
        .await
        .expect(422);
    assert_eq!(count(&db, "assets WHERE title = 'Gear' AND currency = 'EUR'").await, 1);
    assert_eq!(count(&db, "assets WHERE title = 'Cog' AND currency = 'GBP'").await, 1);

    // Prices of different currencies are not compared.
    let dear = Listing::of(&ada).title("Dear").slug("dear").price(9900).save(&db).await;
    let sql = format!("UPDATE assets SET currency = 'EUR' WHERE slug = '{}'", dear.asset.slug);
    sea_orm::ConnectionTrait::execute_unprepared(&db, &sql).await.unwrap();
    Listing::of(&ada).title("Same").slug("same").price(9900).save(&db).await;
    let page = app.client().get("/assets?price_min=5000").await.expect(200).text();
    assert!(page.contains("/assets/same") && !page.contains("/assets/dear"), "{page}");
});
