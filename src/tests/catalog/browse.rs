//! Filters, chips and counts.

use prosets::db::entities::asset::{self, AssetKind, AssetStatus};
use sea_orm::{ActiveModelTrait, Set};

use super::titles;
use crate::builders::catalog::{Listing, category, seller};
use crate::support::app::TestApp;

/// Four listings that differ in everything one can filter by.
async fn shelves(db: &sea_orm::DatabaseConnection) {
    let (ada, bob) = (seller(db, "Ada").await, seller(db, "Bob").await);
    let (tools, art) = (category(db, "tools").await, category(db, "art").await);
    let gear =
        Listing::of(&ada).title("Gear").category(&tools).tag("metal").price(1200).licence("commercial", 4900);
    gear.days_ago(4).save(db).await;
    let vase =
        Listing::of(&bob).title("Vase").summary("For one flower.").category(&art).price(800).days_ago(3);
    vase.save(db).await;
    let retry = Listing::of(&ada)
        .title("Retry")
        .kind(AssetKind::Snippet)
        .tag("metal")
        .price(0)
        .pictures(0)
        .days_ago(2);
    retry.code("rust", "fn main() {}").save(db).await;
    Listing::of(&bob).title("Invoice").kind(AssetKind::Template).price(2500).days_ago(1).save(db).await;
}

on_both!(each_filter_narrows_the_shelves, |db| async move {
    shelves(&db).await;
    let app = TestApp::start(db).await;
    for (query, expected) in [
        ("", vec!["Invoice", "Retry", "Vase", "Gear"]),
        ("?kind=snippet", vec!["Retry"]),
        ("?category=tools", vec!["Gear"]),
        ("?category=nowhere", vec![]),
        ("?tag=metal", vec!["Retry", "Gear"]),
        ("?price_min=800&price_max=1200", vec!["Vase", "Gear"]),
        ("?price_max=0", vec!["Retry"]),
        ("?licence=commercial", vec!["Gear"]),
        ("?q=FLOWER+one", vec!["Vase"]),
        ("?q=flower+gear", vec![]),
        ("?q=ada&kind=model", vec!["Gear"]),
        (
            "?q=&kind=&category=&price_min=&price_max=&licence=&sort=",
            vec!["Invoice", "Retry", "Vase", "Gear"],
        ),
    ] {
        let answer = app.client().get(&format!("/assets{query}")).await.expect(200);
        assert_eq!(titles(&answer.text()), expected, "{query}");
        let count =
            if expected.len() == 1 { "1 listing<".into() } else { format!("{} listings<", expected.len()) };
        assert!(answer.text().contains(&count), "{query}: {count}");
    }
});

on_both!(a_category_holds_what_stands_within_it, |db| async move {
    let ada = seller(&db, "Ada").await;
    let tools = category(&db, "tools").await;
    let clamps = category(&db, "clamps").await;
    let mut within: prosets::db::entities::category::ActiveModel = clamps.clone().into();
    within.parent_id = sea_orm::Set(Some(tools.id));
    sea_orm::ActiveModelTrait::update(within, &db).await.unwrap();
    Listing::of(&ada).title("Clamp").category(&clamps).save(&db).await;
    let app = TestApp::start(db).await;
    for path in
        ["/assets?category=tools", "/assets?category=clamps", "/categories/tools", "/categories/clamps"]
    {
        assert_eq!(titles(&app.client().get(path).await.expect(200).text()), ["Clamp"], "{path}");
    }
    app.client().get("/categories/nowhere").await.expect(404);
});

on_both!(filters_in_force_are_chips_that_drop_them, |db| async move {
    shelves(&db).await;
    let app = TestApp::start(db).await;
    let html =
        app.client().get("/assets?q=gear&kind=model&category=tools&price_max=5000").await.expect(200).text();
    assert!(html.contains("href=\"/assets?q=gear&amp;category=tools&amp;price_max=5000\""), "{html}");
    assert!(html.contains("aria-label=\"Remove the filter 3D models\""));
    assert!(html.contains("aria-label=\"Remove the filter Up to $50.00\""));
    assert!(html.contains("Clear all"));
    assert!(html.contains("value=\"tools\" checked"));
    assert!(!app.client().get("/assets").await.text().contains("class=\"chips\""));
});

on_both!(prices_of_several_currencies_are_sorted_by_their_number_and_never_filtered_by_it, |db| async move {
    let ada = seller(&db, "Ada").await;
    // Each seller chooses a currency for each listing.
    for (title, minor, currency) in [
        ("Five dollars", 500, "USD"),
        ("Nine hundred yen", 900, "JPY"),
        ("Twelve dollars", 1200, "USD"),
        ("Thirty euros", 3000, "EUR"),
        ("Free", 0, "JPY"),
    ] {
        let listed = Listing::of(&ada).title(title).price(minor).save(&db).await;
        let change = asset::ActiveModel {
            id: Set(listed.asset.id),
            currency: Set(currency.into()),
            ..Default::default()
        };
        change.update(&db).await.unwrap();
    }
    let by_number = ["Free", "Five dollars", "Nine hundred yen", "Twelve dollars", "Thirty euros"];
    // Where the shop's own currency becomes another, what is listed keeps its own.
    for (own, dear) in [("USD", vec!["Five dollars", "Twelve dollars"]), ("EUR", vec!["Thirty euros"])] {
        let app = TestApp::with(db.clone(), &[("PROSETS_CURRENCY", own)]).await;
        let found = async |query: &str| {
            titles(&app.client().get(&format!("/assets?{query}")).await.expect(200).text())
        };
        // From the shelves themselves, and among what was found.
        for narrowed in ["", "&kind=model", "&q=ada"] {
            assert_eq!(found(&format!("sort=price{narrowed}")).await, by_number, "{own}{narrowed}");
            let mut down = found(&format!("sort=price-desc{narrowed}")).await;
            down.reverse();
            assert_eq!(down, by_number, "{own}{narrowed}");
            assert_eq!(found(&format!("sort=price&price_min=1{narrowed}")).await, dear, "{own}{narrowed}");
        }
    }
});

on_both!(an_empty_result_says_what_to_try, |db| async move {
    shelves(&db).await;
    let app = TestApp::start(db).await;
    let html = app.client().get("/assets?q=flower&kind=snippet").await.expect(200).text();
    assert!(
        html.contains("Nothing fits all of that") && html.contains("href=\"/assets?q=flower\""),
        "{html}"
    );
});

on_both!(only_what_is_published_is_on_the_shelves, |db| async move {
    let ada = seller(&db, "Ada").await;
    for (title, status) in [
        ("Draft", AssetStatus::Draft),
        ("Unpublished", AssetStatus::Unpublished),
        ("Removed", AssetStatus::Removed),
        ("Published", AssetStatus::Published),
    ] {
        Listing::of(&ada).title(title).status(status).save(&db).await;
    }
    let app = TestApp::start(db).await;
    for path in ["/", "/assets", "/sellers/ada", "/assets?q=ada"] {
        let found = titles(&app.client().get(path).await.expect(200).text());
        assert!(found.iter().all(|title| title == "Published") && !found.is_empty(), "{path}: {found:?}");
    }
});
