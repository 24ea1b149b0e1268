//! Listings a browser remembers: told to nobody until they are to be shown, and then by their names alone.

use prosets::db::entities::asset::AssetStatus;

use super::titles;
use crate::builders::catalog::{Listing, seller};
use crate::builders::shopper::Shopper;
use crate::support::app::TestApp;

const PATH: &str = "/parts/recently-viewed";

on_both!(known_names_come_back_as_cards_in_their_order, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    Listing::of(&ada).title("Gear").slug("gear").price(1250).save(&db).await;
    Listing::of(&ada).title("<script>alert(1)").slug("cog").save(&db).await;
    Listing::of(&ada).title("Draft").slug("draft").status(AssetStatus::Draft).save(&db).await;
    Listing::of(&ada).title("Gone").slug("gone").status(AssetStatus::Removed).save(&db).await;
    let answer = app.client().get(&format!("{PATH}?slugs=cog,gone,nowhere,draft,gear,cog")).await.expect(200);
    let html = answer.text();
    assert_eq!(titles(&html), ["&lt;script&gt;alert(1)", "Gear"]);
    assert!(html.contains("$12.50") && !html.contains("<html") && !html.contains("<!>"), "{html}");
    assert!(html.contains("loading=\"lazy\""), "{html}");
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "public, max-age=60");
    assert_eq!(answer.header("x-robots-tag"), "noindex");
    assert!(answer.header("set-cookie").is_empty() && !answer.header("etag").is_empty());
    assert_eq!(answer.header("x-content-type-options"), "nosniff");

    // The same for somebody signed in: nothing of theirs is in it.
    let mut ben = Shopper::new(&app, "ben").await;
    assert_eq!(ben.client.get(&format!("{PATH}?slugs=cog,gear")).await.expect(200).text(), html);
    for nothing in ["", "?slugs=", "?slugs=%00,%27,A", "?slugs=nowhere", "?other=gear"] {
        assert_eq!(app.client().get(&format!("{PATH}{nothing}")).await.expect(200).text(), "", "{nothing}");
    }
});

on_both!(pages_hold_an_empty_hidden_place, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).slug("gear").save(&db).await;
    let draft = Listing::of(&ada).slug("draft").status(AssetStatus::Draft).save(&db).await;
    let home = app.client().get("/").await.expect(200).text();
    let product = app.client().get(&gear.path()).await.expect(200).text();
    for page in [&home, &product] {
        assert!(page.contains("src=\"/recent.js\"") && page.contains(" hidden"), "{page}");
        assert!(page.contains("Only this browser remembers them."), "{page}");
    }
    assert!(product.contains("data-here=\"gear\"") && !home.contains("data-here"), "{product}");
    let own = app.client().signed_in(ada.id).await.get(&draft.path()).await.expect(200).text();
    assert!(!own.contains("data-here"), "what few see is not remembered: {own}");
});
