//! The landing pages of categories and of shops.

use prosets::db::entities::asset::{AssetKind, AssetStatus};
use prosets::db::entities::{category, review};
use sea_orm::{ActiveModelTrait, DatabaseConnection, Set};

use super::titles;
use crate::builders::catalog::{Listing, category, noon, review, seller};
use crate::support::app::TestApp;

async fn within(db: &DatabaseConnection, slug: &str, parent: &category::Model) -> category::Model {
    let mut row: category::ActiveModel = category(db, slug).await.into();
    row.parent_id = Set(Some(parent.id));
    row.update(db).await.unwrap()
}

/// What stands between two words of a page.
fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = html.split_once(from).unwrap_or_else(|| panic!("no {from} in {html}"));
    rest.split_once(to).unwrap().0
}

on_both!(a_category_tells_what_it_holds_and_leads_on, |db| async move {
    let ada = seller(&db, "ada").await;
    let tools = category(&db, "tools").await;
    let clamps = within(&db, "clamps", &tools).await;
    let tiny = within(&db, "tiny", &clamps).await;
    within(&db, "saws", &tools).await;
    let mut told: category::ActiveModel = tools.clone().into();
    told.description = Set("For <hands> that make.".into());
    told.update(&db).await.unwrap();
    Listing::of(&ada).title("Vice").category(&tools).sold(2).days_ago(3).save(&db).await;
    Listing::of(&ada).title("Clamp").category(&clamps).sold(9).days_ago(2).save(&db).await;
    Listing::of(&ada).title("Pin").category(&tiny).days_ago(1).save(&db).await;
    Listing::of(&ada).title("Draft").category(&tools).status(AssetStatus::Draft).save(&db).await;
    Listing::of(&ada).title("Elsewhere").sold(90).save(&db).await;
    let app = TestApp::start(db.clone()).await;
    let html = app.client().get("/categories/tools").await.expect(200).text();
    assert!(html.contains("<h1>tools</h1>") && html.contains("For &lt;hands&gt; that make."), "{html}");
    assert_eq!(titles(&html), ["Clamp", "Vice", "Pin", "Clamp", "Vice"]);
    assert!(html.contains("Filter 3 listings") && html.contains("href=\"/assets?category=tools\""), "{html}");
    let tiles = between(&html, "aria-label=\"Narrower categories\"", "</ul>");
    assert!(tiles.contains("/categories/clamps") && tiles.contains("2 listings"), "{tiles}");
    assert!(tiles.contains("/categories/saws") && tiles.contains("0 listings"), "{tiles}");
    assert!(!tiles.contains("/categories/tiny"), "{tiles}");
    for (slug, expected) in
        [("tools", vec!["Pin", "Clamp", "Vice"]), ("clamps", vec!["Pin", "Clamp"]), ("tiny", vec!["Pin"])]
    {
        let html = app.client().get(&format!("/categories/{slug}")).await.expect(200).text();
        let href = format!("/assets?category={slug}");
        let filtered = html.contains(&format!("href=\"{href}\""))
            && html.contains(&format!("Filter {} listing", expected.len()));
        assert!(filtered, "{html}");
        // By the tree, and by what search knows.
        for href in [href.clone(), format!("{href}&q=gear&sort=newest")] {
            let html = app.client().get(&href).await.expect(200).text();
            assert_eq!(titles(&html), expected, "{href}");
        }
    }
    let html = app.client().get("/assets").await.expect(200).text();
    let facet = between(&html, "<legend>Category</legend>", "</fieldset>");
    let options: Vec<_> = facet.split("<label").skip(2).collect();
    for (option, (class, slug, count)) in options.iter().zip([
        ("facet-option", "tools", 3),
        ("facet-option facet-within", "clamps", 2),
        ("facet-option facet-within-twice", "tiny", 1),
    ]) {
        let words = [format!("class=\"{class}\""), format!("value=\"{slug}\""), format!(">{count}<")];
        assert!(words.iter().all(|words| option.contains(words)), "{words:?} in {option}");
    }
    assert_eq!(options.len(), 3, "{facet}");

    let html = app.client().get("/categories/tiny").await.expect(200).text();
    assert!(!html.contains("Best selling") && !html.contains("Narrower categories"), "{html}");
    let trail = between(&html, "aria-label=\"Breadcrumbs\"", "</nav>");
    let places = ["/assets", "/categories/tools", "/categories/clamps"].map(|path| trail.find(path).unwrap());
    assert!(places.is_sorted(), "{trail}");
    let html = app.client().get("/categories/saws").await.expect(200).text();
    assert!(html.contains("This shelf is still empty") && html.contains("href=\"/assets\""), "{html}");
    let html = app.client().get("/categories/nowhere").await.expect(404).text();
    assert!(html.contains("This page is not here"), "{html}");
});

on_both!(a_shop_tells_what_it_sells_and_what_buyers_say, |db| async move {
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").slug("gear").sold(3).rated(&[5, 4]).save(&db).await;
    Listing::of(&ada).title("Cog").kind(AssetKind::Snippet).sold(4).rated(&[3]).save(&db).await;
    let hidden = Listing::of(&ada).title("Draft").status(AssetStatus::Draft).sold(50).save(&db).await;
    let bob = seller(&db, "bob").await;
    let nut = Listing::of(&bob).title("Nut").save(&db).await;
    for (i, stars) in [5, 4, 3, 2].into_iter().enumerate() {
        let said = review(&db, &gear, &format!("b{i}"), stars, &format!("Word {i}.")).await;
        let mut row: review::ActiveModel = said.into();
        row.created_at = Set(noon() + chrono::TimeDelta::hours(i64::try_from(i).unwrap()));
        row.hidden_at = Set((i == 3).then(noon));
        row.update(&db).await.unwrap();
    }
    review(&db, &hidden, "eve", 1, "Of a draft.").await;
    review(&db, &nut, "zoe", 1, "Of another shop.").await;
    let app = TestApp::start(db.clone()).await;
    let html = app.client().get("/sellers/ada").await.expect(200).text();
    assert!(html.contains("2 listings") && html.contains("7 sold"), "{html}");
    assert!(html.contains("4.0 of 5 stars from 3 reviews"), "{html}");
    assert!(
        html.contains("href=\"/assets?seller=ada&amp;kind=model\"") && html.contains("3D models (1)"),
        "{html}"
    );
    let search = between(&html, "aria-label=\"Search this shop\"", "</form>");
    assert!(search.contains("name=\"seller\" value=\"ada\"") && search.contains("name=\"q\""), "{search}");
    let said = between(&html, "What buyers say", "</section>");
    let places = ["Word 2.", "Word 1.", "Word 0."].map(|words| said.find(words).unwrap());
    assert!(places.is_sorted() && said.contains("/assets/gear#review-"), "{said}");
    for unsaid in ["Word 3.", "Of a draft.", "Of another shop."] {
        assert!(!html.contains(unsaid), "{unsaid}");
    }

    let quiet = seller(&db, "quiet").await;
    Listing::of(&quiet).title("One").save(&db).await;
    let html = app.client().get("/sellers/quiet").await.expect(200).text();
    assert!(html.contains("1 listing<") && !html.contains("sold<"), "{html}");
    for absent in ["What buyers say", "Search this shop", "Kinds in this shop"] {
        assert!(!html.contains(absent), "{absent}");
    }
    seller(&db, "empty").await;
    let html = app.client().get("/sellers/empty").await.expect(200).text();
    assert!(html.contains("Nothing listed yet") && !html.contains("seller-facts"), "{html}");
});
