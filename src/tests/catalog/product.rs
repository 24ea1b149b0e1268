//! The product page: what it says, to whom, and what it offers them.

use prosets::db::entities::asset::AssetStatus;
use prosets::db::entities::user;
use sea_orm::{ActiveModelTrait, Set};

use crate::builders::catalog::{Listing, bought, category, review, seller, user};
use crate::support::app::TestApp;

on_both!(the_page_says_all_a_buyer_needs, |db| async move {
    let ada = seller(&db, "Ada").await;
    let tools = category(&db, "tools").await;
    let listing =
        Listing::of(&ada).title("Gear").category(&tools).tag("metal").pictures(3).rated(&[5, 4]).sold(7);
    let listing =
        listing.description("Prints **well**.").file("gear.stl", &[0; 2500]).file("read-me.txt", b"hi");
    let listing =
        listing.price(1200).licence("commercial", 4900).code("rust", "fn main() {}").save(&db).await;
    review(&db, &listing, "Eve", 5, "Turns like a dream.").await;
    Listing::of(&ada).title("Vase").category(&tools).save(&db).await;
    let app = TestApp::start(db).await;
    let html = app.client().get(&listing.path()).await.expect(200).text();
    for part in [
        "<h1>Gear</h1>",
        "<strong>well</strong>",
        "from </span>",
        "$12.00",
        "$49.00",
        "What the commercial licence allows.",
        "gear.stl",
        "2.5 KB",
        &listing.files[0].sha256,
        "First release.",
        "Ada makes things.",
        "Turns like a dream.",
        "#metal",
        "More like this",
        "c-storage",
        "data-copy=\"#code-1\"",
        "action=\"/api/fn/add_to_cart\"",
        &format!("name=\"asset_id\" value=\"{}\"", listing.asset.id),
        &format!("name=\"licence_id\" value=\"{}\" checked", listing.licences[0].id),
        "id=\"view-3\"",
        "href=\"#view-3\"",
        "fetchpriority=\"high\"",
        "<figcaption aria-hidden=\"true\">Gear, view 3</figcaption>",
        "Send by mail",
        "data-copy=\"#sha256-2\"",
        "<td>STL</td>",
        "property=\"og:image\"",
        "rel=\"canonical\"",
    ] {
        assert!(html.contains(part), "{part} is missing: {html}");
    }
    assert_eq!(html.matches("fetchpriority=\"high\"").count(), 1);
    assert_eq!(
        html.matches("fetchpriority=\"low\"").count(),
        2 + 3,
        "the slides and thumbnails after it wait"
    );
    let pictures = html.matches("<img").count();
    assert_eq!(
        html.matches(" width=\"1600\" height=\"1200\"").count(),
        pictures,
        "each picture keeps its place"
    );
});

on_both!(search_engines_get_the_product_as_data, |db| async move {
    let listing = Listing::of(&seller(&db, "Ada").await).price(1250).rated(&[5, 4, 4]).save(&db).await;
    let app = TestApp::start(db).await;
    let answer = app.client().get(&listing.path()).await.expect(200);
    let html = answer.text();
    let data = html.split_once("application/ld+json\">").unwrap().1.split_once("</script>").unwrap().0;
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["@type"], "Product");
    assert_eq!(data["offers"][0]["price"], "12.50");
    assert_eq!(data["offers"][0]["priceCurrency"], "USD");
    assert_eq!(data["aggregateRating"]["ratingValue"], "4.33");
    assert!(data["image"][0].as_str().unwrap().starts_with("http"));
});

on_both!(unpublished_work_is_seen_by_few, |db| async move {
    let ada = seller(&db, "Ada").await;
    let draft = Listing::of(&ada).status(AssetStatus::Draft).save(&db).await;
    let unpublished = Listing::of(&ada).status(AssetStatus::Unpublished).save(&db).await;
    let removed = Listing::of(&ada).status(AssetStatus::Removed).save(&db).await;
    let buyer = bought(&db, &unpublished, "Bob").await.buyer_id;
    let stranger = user(&db, "Eve").await.id;
    let mut staff: user::ActiveModel = user(&db, "Mia").await.into();
    staff.staff_role = Set(Some(user::StaffRole::Moderator));
    let staff = staff.update(&db).await.unwrap().id;
    let app = TestApp::start(db).await;
    for (who, expected) in [
        (None, [404, 404, 410]),
        (Some(stranger), [404, 404, 410]),
        (Some(buyer), [404, 200, 410]),
        (Some(ada.id), [200, 200, 200]),
        (Some(staff), [200, 200, 200]),
    ] {
        for (listing, status) in [&draft, &unpublished, &removed].into_iter().zip(expected) {
            let mut client = match who {
                Some(id) => app.client().signed_in(id).await,
                None => app.client(),
            };
            let answer = client.get(&listing.path()).await.expect(status);
            assert!(!answer.text().contains("add_to_cart"), "{who:?} could buy it");
            assert!(answer.text().contains("noindex"), "{who:?}");
            let api = client.get_json(&format!("/api/v1/assets/{}", listing.asset.id)).await;
            api.expect(if status == 410 { 404 } else { status });
        }
    }
});

on_both!(owners_and_sellers_are_not_asked_to_buy, |db| async move {
    let ada = seller(&db, "Ada").await;
    let listing = Listing::of(&ada).save(&db).await;
    let buyer = bought(&db, &listing, "Bob").await.buyer_id;
    let app = TestApp::start(db).await;
    let html = app.client().signed_in(buyer).await.get(&listing.path()).await.expect(200).text();
    assert!(html.contains("In your library") && !html.contains("add_to_cart"));
    let html = app.client().signed_in(ada.id).await.get(&listing.path()).await.expect(200).text();
    assert!(html.contains(&format!("/sell/{}", listing.asset.id)) && !html.contains("add_to_cart"));
});

on_both!(reviews_are_paged_and_hidden_ones_left_out, |db| async move {
    let listing = Listing::of(&seller(&db, "Ada").await).rated(&[5; 12]).save(&db).await;
    for i in 0..12 {
        review(&db, &listing, &format!("buyer{i}"), 5, &format!("Review no {i}.")).await;
    }
    let hidden = review(&db, &listing, "troll", 1, "Rubbish.").await;
    let mut hidden: prosets::db::entities::review::ActiveModel = hidden.into();
    hidden.hidden_at = Set(Some(crate::builders::catalog::noon()));
    hidden.update(&db).await.unwrap();
    let app = TestApp::start(db).await;
    let first = app.client().get(&listing.path()).await.expect(200).text();
    let path = crate::catalog::next(&first).unwrap();
    let second = app.client().get(path.split('#').next().unwrap()).await.expect(200).text();
    let seen = (0..12).filter(|i| {
        first.contains(&format!("Review no {i}.")) != second.contains(&format!("Review no {i}."))
    });
    assert_eq!(seen.count(), 12);
    assert!(!first.contains("Rubbish.") && !second.contains("Rubbish."));
    app.client().get(&format!("{}?reviews_after=zz", listing.path())).await.expect(422);
});

on_both!(a_listing_without_pictures_or_licences_still_has_its_page, |db| async move {
    let ada = seller(&db, "Ada").await;
    let listing = Listing::of(&ada).pictures(0).summary("").description("").save(&db).await;
    let mut licence: prosets::db::entities::licence::ActiveModel = listing.licences[0].clone().into();
    licence.active = Set(false);
    licence.update(&db).await.unwrap();
    let app = TestApp::start(db).await;
    let html = app.client().get(&listing.path()).await.expect(200).text();
    assert!(html.contains("not for sale at the moment") && html.contains("gallery-blank"));
});
