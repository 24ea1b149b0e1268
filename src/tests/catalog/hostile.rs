//! What nobody means well: endless, damaged and poisonous input is answered in words, never with 500.

use prosets::catalog::rules::sort::{Mark, Sort};
use prosets::kit::paging;
use sea_orm::{ActiveModelTrait, Set};
use uuid::Uuid;

use super::titles;
use crate::builders::catalog::{Listing, review, seller};
use crate::support::app::TestApp;

on_both!(hostile_addresses_get_a_clear_answer, |db| async move {
    Listing::of(&seller(&db, "Ada").await).save(&db).await;
    let app = TestApp::start(db).await;
    let cursor = paging::encode(&Mark { sort: Sort::Newest, key: i64::MAX, id: Uuid::max() });
    let lowest = paging::encode(&Mark { sort: Sort::Price, key: i64::MIN, id: Uuid::nil() });
    let swapped = cursor.replace("6e65", "6e66");
    for (path, status) in [
        (format!("/assets?q={}", "a".repeat(10_000)), 422),
        (format!("/assets?q={}", "%F0%9F%A6%80".repeat(200)), 200),
        ("/assets?q=%25".into(), 200),
        ("/assets?q=%27%22%3B--%5C_%25".into(), 200),
        ("/assets?q=%F0%9F%A6%80".into(), 200),
        ("/assets?q=%00".into(), 422),
        ("/assets?q=%FF%FE".into(), 200),
        ("/assets?q=%".into(), 200),
        ("/assets?kind=book".into(), 422),
        ("/assets?sort=random()".into(), 422),
        ("/assets?price_min=abc".into(), 422),
        ("/assets?price_min=5&price_max=4".into(), 422),
        ("/assets?price_max=99999999999999999999".into(), 422),
        ("/assets?tag=%27".into(), 422),
        ("/assets?category=..%2F".into(), 422),
        ("/assets?after=zz".into(), 422),
        (format!("/assets?after={}", "ab".repeat(5000)), 422),
        (format!("/assets?after={cursor}"), 200),
        (format!("/assets?sort=price&after={lowest}"), 200),
        (format!("/assets?sort=price&after={cursor}"), 422),
        (format!("/assets?after={swapped}"), 422),
        (format!("/assets?before={cursor}"), 200),
        ("/assets?before=zz".into(), 422),
        (format!("/assets?q=gear&after={cursor}"), 422),
        (format!("/assets?q=gear&sort=newest&after={cursor}"), 200),
        ("/assets?format=..%2F".into(), 422),
        ("/assets?format=xyz".into(), 200),
        ("/assets?rating=6".into(), 422),
        ("/assets?new=maybe".into(), 422),
        ("/assets?seller=nobody".into(), 200),
        ("/assets?seller=%27".into(), 422),
        ("/assets?nonsense=1&kind%5B%5D=model".into(), 200),
        (format!("/assets?q={}", "%22".repeat(200)), 200),
        ("/assets?q=%D7%A9%D7%9C%D7%95%D7%9D+%E2%80%AE%D9%85%D8%B1".into(), 200),
        ("/assets/%00".into(), 404),
        ("/assets/Gear%27--".into(), 404),
        (format!("/assets/{}", "a".repeat(5000)), 404),
        ("/categories/%00".into(), 404),
        ("/sellers/%00".into(), 404),
        ("/sellers/%F0%9F%A6%80".into(), 404),
        ("/sellers/ada?after=zz".into(), 422),
        ("/api/v1/assets?limit=0".into(), 422),
        ("/api/v1/assets?limit=101".into(), 422),
        ("/api/v1/assets?limit=x".into(), 422),
        ("/api/v1/assets?after=zz".into(), 422),
        ("/api/v1/assets/%00".into(), 404),
    ] {
        let answer = app.client().get(&path).await;
        let shown: String = path.chars().take(80).collect();
        assert_eq!(answer.status.as_u16(), status, "{shown}: {}", answer.text());
        if status == 422 && !path.starts_with("/api") {
            assert!(answer.text().contains("This address does not work"), "{shown}");
            assert!(answer.text().contains("Browse the shop"), "{shown}");
        }
    }
});

on_both!(operators_mean_nothing_and_signs_alone_find_nothing, |db| async move {
    let ada = seller(&db, "Ada").await;
    Listing::of(&ada).title("100% wool").save(&db).await;
    Listing::of(&ada).title("ÉCROU 🦀").save(&db).await;
    let app = TestApp::start(db).await;
    for (q, expected) in [
        ("100%25", vec!["100% wool"]),
        ("%C3%A9crou", vec!["ÉCROU 🦀"]),
        ("%F0%9F%A6%80", vec!["ÉCROU 🦀"]),
        ("%22wool%22+AND+(100)", vec![]),
        ("%22wool%22+*(100)-%5E", vec!["100% wool"]),
        ("words%3Awool", vec![]),
        ("wool%27+%7C+%27x", vec![]),
    ] {
        let html = app.client().get(&format!("/assets?q={q}")).await.expect(200).text();
        assert_eq!(titles(&html), expected, "{q}");
    }
    for q in ["%25", "%5C", "_", "%22%22", "%27", "*", "%28%29", "%E2%80%8F", "%7C%26%21", "%3A%2A"] {
        let html = app.client().get(&format!("/assets?q={q}")).await.expect(200).text();
        assert!(titles(&html).is_empty() && html.contains("Search by letters or digits"), "{q}");
    }
});

const POISON: &str = "</script></title></textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

on_both!(whatever_sellers_and_buyers_write_stays_text, |db| async move {
    let ada = seller(&db, "Ada").await;
    let mut shop: prosets::db::entities::seller::ActiveModel = ada.clone().into();
    shop.display_name = Set(POISON.into());
    shop.about = Set(POISON.into());
    let ada = shop.update(&db).await.unwrap();
    let listing =
        Listing::of(&ada).title(POISON).summary(POISON).description(POISON).slug("gear").tag("metal");
    let listing = listing.file(POISON, b"x").code("rust", POISON).rated(&[5]).save(&db).await;
    let mut licence: prosets::db::entities::licence::ActiveModel = listing.licences[0].clone().into();
    licence.name = Set(POISON.into());
    licence.terms = Set(POISON.into());
    licence.update(&db).await.unwrap();
    let mut picture: prosets::db::entities::preview::ActiveModel = listing.previews[0].clone().into();
    picture.alt = Set(POISON.into());
    picture.update(&db).await.unwrap();
    let review = review(&db, &listing, "Eve", 5, POISON).await;
    let mut review: prosets::db::entities::review::ActiveModel = review.into();
    review.title = Set(POISON.into());
    review.update(&db).await.unwrap();
    let app = TestApp::start(db).await;
    let query = "/assets?q=%3C%2Fscript%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    for path in ["/", "/assets", query, "/assets/gear", "/sellers/Ada"] {
        let html = app.client().get(path).await.expect(200).text();
        assert!(!html.contains("<script>") && !html.contains("<img src=x"), "{path}: {html}");
        let scripts = html.matches("<script").count();
        let ends = html.matches("</script>").count();
        assert_eq!(scripts, ends, "{path}");
        assert!(html.contains("<title>") && html.matches("</title>").count() == 1, "{path}");
    }
    let html = app.client().get("/assets/gear").await.text();
    let data = html.split_once("application/ld+json\">").unwrap().1.split_once("</script>").unwrap().0;
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["name"], POISON);
});
