//! The front of the shop, empty and full.

use super::titles;
use crate::builders::catalog::{Listing, category, seller};
use crate::support::app::TestApp;

on_both!(an_empty_shop_invites, |db| async move {
    let app = TestApp::start(db).await;
    for path in ["/", "/assets"] {
        let html = app.client().get(path).await.expect(200).text();
        assert!(html.contains("The shelves are still empty") && html.contains("/become-a-seller"), "{path}");
    }
});

on_both!(the_front_shows_what_is_new_popular_and_free, |db| async move {
    let ada = seller(&db, "Ada").await;
    category(&db, "tools").await;
    Listing::of(&ada).title("New").days_ago(0).save(&db).await;
    Listing::of(&ada).title("Bestseller").sold(9).days_ago(5).save(&db).await;
    Listing::of(&ada).title("Gift").price(0).days_ago(9).save(&db).await;
    let app = TestApp::start(db).await;
    let html = app.client().get("/").await.expect(200).text();
    let cards = titles(&html);
    assert_eq!(cards, ["New", "Bestseller", "Gift", "Bestseller", "Gift"]);
    assert_eq!(html.matches("<h1>").count(), 1);
    assert!(html.contains("/categories/tools") && html.contains("You keep 90 %"));
    assert!(html.contains("The makers behind it") && html.contains("Ada makes things."), "{html}");
    assert!(html.contains("href=\"/sellers/Ada\"") && !html.contains("Staff picks"), "{html}");
});

on_both!(pages_of_the_catalogue_need_no_script, |db| async move {
    let listing = Listing::of(&seller(&db, "Ada").await).code("rust", "fn main() {}").save(&db).await;
    let app = TestApp::start(db).await;
    for path in ["/", "/assets", &listing.path(), "/sellers/Ada"] {
        let answer = app.client().get(path).await.expect(200);
        assert!(!answer.text().contains("boot.js") && !answer.text().contains(" style="), "{path}");
        assert!(answer.header("set-cookie").is_empty(), "{path}");
        assert_eq!(answer.text().matches("<h1>").count(), 1, "{path}");
    }
});
