//! The catalogue for programs.

use crate::builders::catalog::{Listing, review, seller};
use crate::support::app::TestApp;

on_both!(lists_are_filtered_and_paged_like_the_page, |db| async move {
    let ada = seller(&db, "Ada").await;
    for i in 0..5 {
        Listing::of(&ada).title(&format!("No {i}")).price(i * 100).rated(&[4, 5]).days_ago(i).save(&db).await;
    }
    let app = TestApp::start(db).await;
    let first =
        app.client().get_json("/api/v1/assets?limit=2&sort=price&price_min=100").await.expect(200).json();
    assert_eq!(first["success"], true);
    let item = &first["data"][0];
    assert_eq!((item["title"].as_str(), item["price_minor"].as_i64()), (Some("No 1"), Some(100)));
    assert_eq!((item["currency"].as_str(), item["rating"].as_f64()), (Some("USD"), Some(4.5)));
    assert_eq!((item["kind"].as_str(), item["seller"]["handle"].as_str()), (Some("model"), Some("Ada")));
    let next = first["page"]["next"].as_str().unwrap();
    let rest = format!("/api/v1/assets?limit=100&sort=price&price_min=100&after={next}");
    let rest = app.client().get_json(&rest).await.expect(200).json();
    assert_eq!((rest["data"].as_array().unwrap().len(), rest["page"]["next"].is_null()), (2, true));
    let bad = app.client().get_json("/api/v1/assets?kind=book&limit=5").await.expect(422).json();
    assert_eq!(bad["error"]["code"], "VALIDATION_ERROR");
    assert!(bad["error"]["details"]["kind"][0].as_str().unwrap().contains("model"));
});

on_both!(a_listing_is_found_by_id_and_by_slug, |db| async move {
    let listing =
        Listing::of(&seller(&db, "Ada").await).tag("metal").licence("commercial", 900).save(&db).await;
    review(&db, &listing, "Eve", 4, "Good.").await;
    let app = TestApp::start(db).await;
    for name in [listing.asset.id.to_string(), listing.asset.slug.clone()] {
        let body = app.client().get_json(&format!("/api/v1/assets/{name}")).await.expect(200).json();
        let data = &body["data"];
        assert_eq!(data["id"], listing.asset.id.to_string());
        assert_eq!(data["slug"], listing.asset.slug);
        assert_eq!(data["licences"][0]["code"], "commercial");
        assert_eq!(data["files"][0]["sha256"], listing.files[0].sha256);
        assert_eq!(data["version"], "1.0.0");
        assert_eq!(data["tags"][0], "metal");
        let reviews =
            app.client().get_json(&format!("/api/v1/assets/{name}/reviews")).await.expect(200).json();
        assert_eq!(
            (reviews["data"][0]["stars"].as_i64(), reviews["data"][0]["author"].as_str()),
            (Some(4), Some("Eve"))
        );
        assert!(reviews["data"][0].get("user_id").is_none());
    }
    app.client().get_json("/api/v1/assets/nothing").await.expect(404);
    app.client().get_json("/api/v1/assets/nothing/reviews").await.expect(404);
});
