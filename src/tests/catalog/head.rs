//! What pages say of themselves to search engines.

use serde_json::Value;

use crate::builders::catalog::{Listing, category, seller};
use crate::support::app::TestApp;

/// The attribute of each `<link>` with this `rel`.
pub(super) fn links(html: &str, rel: &str, attribute: &str) -> Vec<String> {
    let tags = html.split("<link ").skip(1).map(|tag| tag.split_once('>').unwrap().0);
    let tags = tags.filter(|tag| tag.contains(&format!("rel=\"{rel}\"")));
    let value = |tag: &str| Some(tag.split_once(&format!("{attribute}=\""))?.1.split_once('"')?.0.to_owned());
    tags.filter_map(value).collect()
}

fn data(html: &str) -> Vec<Value> {
    let blocks = html.split("application/ld+json\">").skip(1);
    blocks.map(|block| serde_json::from_str(block.split_once("</script>").unwrap().0).unwrap()).collect()
}

on_both!(every_public_page_has_one_true_address, |db| async move {
    let ada = seller(&db, "Ada").await;
    let tools = category(&db, "tools").await;
    let listing = Listing::of(&ada).category(&tools).tag("metal").save(&db).await;
    for i in 0..30 {
        Listing::of(&ada).category(&tools).price(100 + i).save(&db).await;
    }
    let app = TestApp::start(db).await;
    let base = app.state.config.server.base_url.clone();
    let page = async |path: &str| app.client().get(path).await.expect(200).text();
    let (product, by_id) = (listing.path(), format!("/assets/{}", listing.asset.id));
    for (path, address) in [
        ("/", "/"),
        ("/?utm_source=mail", "/"),
        ("/assets", "/assets"),
        ("/assets?utm_source=mail", "/assets"),
        ("/assets?sort=price", "/assets"),
        ("/assets?kind=model&sort=price", "/assets?kind=model"),
        ("/assets?tag=metal", "/assets?tag=metal"),
        ("/assets?category=tools", "/categories/tools"),
        ("/categories/tools?sort=price", "/categories/tools"),
        (product.as_str(), product.as_str()),
        (by_id.as_str(), product.as_str()),
        ("/sellers/ada", "/sellers/Ada"),
        ("/terms", "/terms"),
        ("/privacy", "/privacy"),
        ("/api/docs", "/api/docs"),
        ("/sign-up", "/sign-up"),
    ] {
        let html = page(path).await;
        assert_eq!(links(&html, "canonical", "href"), [format!("{base}{address}")], "{path}");
        assert!(html.contains("hreflang=\"x-default\""), "{path}");
        assert!(!html.contains("noindex"), "{path}");
    }
    let later = |html: &str| crate::catalog::next(html).unwrap().split('#').next().unwrap().to_owned();
    let more = later(&page("/assets?sort=price").await);
    let of_seller = later(&page("/sellers/Ada").await);
    for path in ["/assets?q=gear", "/assets?kind=model&tag=metal", "/assets?price_max=500", &more, &of_seller]
    {
        let html = page(path).await;
        let escaped = format!("{base}{path}").replace('&', "&amp;");
        assert_eq!(links(&html, "canonical", "href"), [escaped], "{path}");
        assert!(html.contains("noindex"), "{path}");
    }
    for path in ["/assets/none", "/categories/none", "/sellers/none", "/none"] {
        let html = app.client().get(path).await.expect(404).text();
        assert!(links(&html, "canonical", "href").is_empty() && html.contains("noindex"), "{path}");
    }
});

on_both!(a_list_of_nothing_is_no_page_to_be_found, |db| async move {
    let ada = seller(&db, "Ada").await;
    let tools = category(&db, "tools").await;
    category(&db, "toys").await;
    Listing::of(&ada).category(&tools).tag("metal").save(&db).await;
    let app = TestApp::start(db).await;
    for query in [
        "category=nowhere",
        "category=nowhere&sort=price",
        "category=toys",
        "tag=nowhere",
        "seller=nowhere",
        "licence=nowhere",
        "format=none",
        "kind=module",
        "kind=module&category=nowhere",
        "q=nowhere",
        "price_min=99999999",
    ] {
        let html = app.client().get(&format!("/assets?{query}")).await.expect(200).text();
        assert!(html.contains("content=\"noindex\""), "{query}");
        assert!(links(&html, "canonical", "href").is_empty(), "{query}");
        assert!(!html.contains("hreflang") && !html.contains("og:url"), "{query}");
    }
    for found in ["category=tools", "tag=metal", "kind=model"] {
        let html = app.client().get(&format!("/assets?{found}")).await.expect(200).text();
        assert!(!html.contains("noindex"), "{found}");
        assert_eq!(links(&html, "canonical", "href").len(), 1, "{found}");
    }
});

on_both!(a_shop_with_nothing_in_it_waits_to_be_found, |db| async move {
    let app = TestApp::start(db).await;
    let html = app.client().get("/assets").await.expect(200).text();
    assert!(html.contains("content=\"noindex\""));
    let base = &app.state.config.server.base_url;
    assert_eq!(links(&html, "canonical", "href"), [format!("{base}/assets")]);
});

on_both!(products_tell_every_price_and_where_they_stand, |db| async move {
    let ada = seller(&db, "Ada").await;
    let tools = category(&db, "tools").await;
    let listing =
        Listing::of(&ada).title("Gear </script>").category(&tools).price(0).licence("commercial", 4900);
    let listing = listing.save(&db).await;
    let bare = Listing::of(&ada).pictures(0).save(&db).await;
    let app = TestApp::start(db).await;
    let base = app.state.config.server.base_url.clone();
    let found = data(&app.client().get(&listing.path()).await.expect(200).text());
    let product = &found[0];
    assert_eq!(
        (product["@type"].as_str(), product["name"].as_str()),
        (Some("Product"), Some("Gear </script>"))
    );
    let offers = product["offers"].as_array().unwrap();
    let prices: Vec<_> = offers.iter().map(|offer| offer["price"].as_str().unwrap()).collect();
    assert_eq!(prices, ["0.00", "49.00"]);
    for offer in offers {
        assert_eq!(offer["priceCurrency"], "USD");
        assert_eq!(offer["availability"], "https://schema.org/InStock");
        assert_eq!(offer["url"], format!("{base}{}", listing.path()));
        assert_eq!(offer["seller"]["url"], format!("{base}/sellers/Ada"));
    }
    assert!(product.get("aggregateRating").is_none(), "nobody rated it: {product}");
    let trail = found.iter().find(|block| block["@type"] == "BreadcrumbList").unwrap();
    let items: Vec<_> = trail["itemListElement"].as_array().unwrap().iter().collect();
    assert_eq!(items.len(), 3);
    assert_eq!(items[1]["item"], format!("{base}/categories/tools"));
    assert_eq!((&items[2]["position"], items[2]["name"].as_str()), (&Value::from(3), Some("Gear </script>")));
    let found = data(&app.client().get(&bare.path()).await.expect(200).text());
    assert!(found[0]["image"][0].as_str().unwrap().starts_with(&format!("{base}/media/social/")));
});

on_both!(pages_rendered_at_once_keep_their_own_heads, |db| async move {
    let ada = seller(&db, "Ada").await;
    let mut paths = Vec::new();
    for i in 0..24 {
        paths.push(Listing::of(&ada).title(&format!("Gear {i}")).save(&db).await.path());
    }
    paths.push("/sign-in".into());
    paths.push("/assets/not-there".into());
    let app = TestApp::start(db).await;
    let count = |html: &str, part: &str| html.matches(part).count();
    let page = async |path: &String| app.client().get(path).await.text();
    let htmls = futures::future::join_all(paths.iter().map(page)).await;
    for (path, html) in paths.iter().zip(htmls) {
        assert_eq!((count(&html, "<title"), count(&html, "og:title")), (1, 1), "{path}: {html}");
        assert_eq!(count(&html, "og:site_name"), 1, "{path}");
        if path.starts_with("/assets/gear") {
            assert_eq!(links(&html, "canonical", "href").len(), 1, "{path}");
            assert!(links(&html, "canonical", "href")[0].ends_with(path), "{path}");
        }
    }
});
