//! Words, beginnings and slips; what comes first; what could be chosen.

use prosets::db::entities::asset::{self, AssetKind};
use prosets::db::entities::category;
use sea_orm::{ActiveModelTrait, DatabaseConnection, Set};

use super::{next, previous, titles};
use crate::builders::catalog::{Listing, category as shelf, seller};
use crate::support::app::TestApp;

pub async fn found(app: &TestApp, query: &str) -> Vec<String> {
    titles(&app.client().get(&format!("/assets?{query}")).await.expect(200).text())
}

async fn workshop(db: &DatabaseConnection) {
    let (ada, bob) = (seller(db, "Ada").await, seller(db, "Bobs_Bench").await);
    let list = |title: &str, summary: &str| Listing::of(&ada).title(title).summary(summary).description("");
    list("Brass gear", "Turns slowly.").days_ago(5).save(db).await;
    list("Gearbox", "Of seven parts.").days_ago(4).save(db).await;
    list("Clock", "Driven by one gear.").tag("metal").days_ago(3).save(db).await;
    list("Planetary set", "For the bench.").tag("gear-train").days_ago(2).save(db).await;
    Listing::of(&bob).title("Écrou M3").summary("A nut.").description("").days_ago(1).save(db).await;
}

on_both!(words_are_found_wherever_they_stand, |db| async move {
    workshop(&db).await;
    let app = TestApp::start(db).await;
    for (query, expected) in [
        ("q=gear", vec!["Brass gear", "Gearbox", "Planetary set", "Clock"]),
        ("q=GEAR+brass", vec!["Brass gear"]),
        ("q=gear+nothing", vec![]),
        ("q=ecrou", vec!["Écrou M3"]),
        ("q=%C3%89CROU", vec!["Écrou M3"]),
        ("q=bobs+m3", vec!["Écrou M3"]),
        ("q=train", vec!["Planetary set"]),
        ("q=plan", vec!["Planetary set"]),
        ("q=driven&kind=model", vec!["Clock"]),
        ("q=driven&kind=snippet", vec![]),
        ("q=gear&tag=metal", vec!["Clock"]),
        ("q=gear&sort=newest", vec!["Planetary set", "Clock", "Gearbox", "Brass gear"]),
    ] {
        assert_eq!(found(&app, query).await, expected, "{query}");
    }
});

on_both!(one_slip_is_forgiven, |db| async move {
    workshop(&db).await;
    let app = TestApp::start(db).await;
    for (typed, expected) in [
        ("gaer", "Brass gear"),
        ("braas", "Brass gear"),
        ("bras", "Brass gear"),
        ("brasss", "Brass gear"),
        ("clcok", "Clock"),
        ("planetray", "Planetary set"),
        ("ecruo", "Écrou M3"),
    ] {
        assert!(found(&app, &format!("q={typed}")).await.contains(&expected.to_owned()), "{typed}");
    }
    let html = app.client().get("/assets?q=clcok").await.expect(200).text();
    assert!(html.contains("This is what “clock” found."), "{html}");
    assert!(!app.client().get("/assets?q=clock").await.text().contains("This is what"));
    for typed in ["nit", "m4", "gxxr", "clokcs"] {
        assert!(found(&app, &format!("q={typed}")).await.is_empty(), "{typed}");
    }
});

on_both!(a_better_fit_comes_first_and_then_what_is_liked, |db| async move {
    let ada = seller(&db, "Ada").await;
    let list = |title: &str| Listing::of(&ada).title(title).summary("").description("");
    list("Lamp").days_ago(9).save(&db).await;
    list("Desk lamp").days_ago(8).save(&db).await;
    list("Desk lamp of many").days_ago(7).sold(40).rated(&[5, 5, 5, 5, 4]).save(&db).await;
    list("Lampshade").days_ago(1).sold(900).save(&db).await;
    let app = TestApp::start(db).await;
    assert_eq!(found(&app, "q=lamp").await, ["Lamp", "Desk lamp of many", "Desk lamp", "Lampshade"]);
    assert_eq!(found(&app, "q=lamp&sort=best-selling").await[0], "Lampshade");
});

on_both!(results_are_paged_both_ways, |db| async move {
    let ada = seller(&db, "Ada").await;
    for i in 0..60 {
        Listing::of(&ada).title(&format!("Gear {i}")).pictures(0).sold(i % 7).days_ago(i % 3).save(&db).await;
    }
    let app = TestApp::start(db).await;
    for sort in ["", "&sort=price", "&sort=newest"] {
        let (mut pages, mut back) = (Vec::new(), None);
        let mut path = Some(format!("/assets?q=gear{sort}"));
        while let Some(here) = path {
            let html = app.client().get(&here).await.expect(200).text();
            assert!(html.contains("60 listings"), "{here}");
            pages.push(titles(&html));
            (path, back) = (next(&html), previous(&html));
        }
        let mut all = pages.concat();
        all.sort();
        all.dedup();
        assert_eq!((all.len(), pages.len()), (60, 3), "{sort}");
        let html = app.client().get(&back.unwrap()).await.expect(200).text();
        assert_eq!(titles(&html), pages[1], "{sort}");
    }
});

on_both!(choices_say_how_many_they_leave, |db| async move {
    let ada = seller(&db, "Ada").await;
    let tools = shelf(&db, "tools").await;
    let clamps: category::ActiveModel = shelf(&db, "clamps").await.into();
    let clamps = category::ActiveModel { parent_id: Set(Some(tools.id)), ..clamps };
    let clamps = clamps.update(&db).await.unwrap();
    let model = Listing::of(&ada).category(&clamps).tag("metal").file("a.STL", b"x").file("b.obj", b"x");
    model.clone().title("One").price(1200).rated(&[5, 5]).save(&db).await;
    model.title("Two").price(0).days_ago(300).rated(&[3]).save(&db).await;
    let snippet =
        Listing::of(&ada).title("Three").kind(AssetKind::Snippet).file("main.rs", b"x").days_ago(90);
    snippet.licence("mit", 500).save(&db).await;
    let app = TestApp::start(db).await;
    let html = app.client().get("/assets?kind=model").await.expect(200).text();
    for (value, words, count) in [
        ("model", "3D models", "2"),
        ("snippet", "Code snippets", "1"),
        ("tools", "tools", "2"),
        ("clamps", "clamps", "2"),
        ("stl", "STL", "2"),
        ("obj", "OBJ", "2"),
        ("metal", "#metal", "2"),
        ("4", "4 stars and up", "1"),
        ("personal", "Personal", "2"),
    ] {
        let option =
            html.split("<label").find(|label| label.contains(&format!("value=\"{value}\""))).unwrap();
        assert!(option.contains(words) && option.contains(&format!(">{count}<")), "{value}: {option}");
    }
    for (query, free) in [
        ("kind=model", "Free (1)"),
        ("kind=snippet", "Free (0)"),
        ("price_max=1200", "Free (1)"),
        ("price_min=0&price_max=0", "Free (1)"),
        // The two together would be refused.
        ("price_min=500", "Free"),
    ] {
        let html = app.client().get(&format!("/assets?{query}")).await.expect(200).text();
        let option = html.split("<option").find(|option| option.contains("value=\"0\"")).unwrap();
        assert!(option.contains(&format!(">{free}<")), "{query}: {option}");
    }
    for (query, expected) in [
        ("format=stl", vec!["One", "Two"]),
        ("format=rs", vec!["Three"]),
        ("rating=4", vec!["One"]),
        ("category=tools&rating=3", vec!["One", "Two"]),
        ("new=1", vec!["One"]),
        ("price_max=0", vec!["Two"]),
        ("seller=ADA&licence=mit", vec!["Three"]),
        ("seller=bob", vec![]),
    ] {
        assert_eq!(found(&app, query).await, expected, "{query}");
        let api = app.client().get(&format!("/api/v1/assets?{query}")).await.expect(200).json();
        assert_eq!(api["data"].as_array().unwrap().len(), expected.len(), "{query}");
    }
});

on_both!(who_begins_to_type_is_told_what_may_be_meant, |db| async move {
    workshop(&db).await;
    shelf(&db, "gears").await;
    let app = TestApp::start(db).await;
    let options = async |q: &str| {
        let answer = app.client().get(&format!("/parts/suggestions?q={q}")).await.expect(200);
        assert_eq!(answer.header("cache-control"), "public, max-age=60");
        let html = answer.text();
        let option = |part: &str| {
            let href = part.split_once("data-href=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
            let words = part.split_once("<span>").unwrap().1.split_once('<').unwrap().0.to_owned();
            (words, href)
        };
        html.split("<li").skip(1).map(option).collect::<Vec<_>>()
    };
    let found = options("gea").await;
    for (words, href) in [
        ("gear", "/assets?q=gear"),
        ("gears", "/categories/gears"),
        ("#gear-train", "/assets?tag=gear-train"),
    ] {
        assert!(found.contains(&(words.into(), href.into())), "{words}: {found:?}");
    }
    assert!(
        found.iter().any(|(words, href)| words == "Brass gear" && href.starts_with("/assets/brass-gear"))
    );
    assert_eq!(options("brass+clcok").await[0], ("brass clock".into(), "/assets?q=brass+clock".into()));
    assert!(
        options("zzzz").await.is_empty() && options("%25").await.is_empty() && options("").await.is_empty()
    );
    app.client().get(&format!("/parts/suggestions?q={}", "a".repeat(5000))).await.expect(204);
    app.client().get("/parts/suggestions?q=%00").await.expect(204);
    app.client().get("/parts/suggestions").await.expect(200);
});

on_both!(what_is_free_is_free_in_any_currency, |db| async move {
    let ada = seller(&db, "Ada").await;
    let list = |title: &str, minor: i64| Listing::of(&ada).title(title).price(minor);
    list("Ours", 300).save(&db).await;
    for (title, minor, days) in [("Free there", 0, 1), ("Cheap there", 300, 2)] {
        let listed = list(title, minor).days_ago(days).save(&db).await;
        let mut row: asset::ActiveModel = listed.asset.into();
        row.currency = Set("JPY".into());
        row.update(&db).await.unwrap();
    }
    let app = TestApp::start(db).await;
    for (query, expected) in [
        ("price_max=0", vec!["Free there"]),
        ("price_max=500", vec!["Ours", "Free there"]),
        ("price_min=0&price_max=100", vec!["Free there"]),
        ("price_min=100", vec!["Ours"]),
    ] {
        assert_eq!(found(&app, query).await, expected, "{query}");
        let api = app.client().get(&format!("/api/v1/assets?{query}")).await.expect(200).json();
        let titles: Vec<_> =
            api["data"].as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap()).collect();
        assert_eq!(titles, expected, "{query}");
    }
});
