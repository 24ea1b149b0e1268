//! The list of a seller's own.

use serde_json::json;

use super::support::Shop;

on_both!(a_new_seller_is_shown_the_way, |db| async move {
    let mut shop = Shop::open(db).await;
    let page = shop.client.get("/sell").await.expect(200).text();
    assert!(page.contains("Your first listing") && page.contains("href=\"/sell/new\""));
});

on_both!(listings_are_filtered_by_state_and_paged, |db| async move {
    let mut shop = Shop::open(db).await;
    let published = shop.published().await;
    shop.patch(published, json!({ "title": "On the shelf" })).await.expect(200);
    for n in 0..25 {
        let body = json!({ "kind": "template", "title": format!("Draft {n:02}") });
        shop.client.post_json("/api/v1/assets", body).await.expect(201);
    }
    let titles = |page: &str| -> Vec<String> {
        let rows = page.split("class=\"shelf-words\"").skip(1);
        rows.map(|row| row.split("\">").nth(1).unwrap().split("</a>").next().unwrap().to_owned()).collect()
    };
    let first = shop.client.get("/sell").await.expect(200).text();
    assert_eq!((titles(&first).len(), titles(&first)[0].as_str()), (24, "Draft 24"));
    let next = first.split("href=\"/sell?after=").nth(1).unwrap().split('"').next().unwrap();
    let second = shop.client.get(&format!("/sell?after={next}")).await.expect(200).text();
    assert_eq!(titles(&second), ["Draft 00", "On the shelf"]);

    let page = shop.client.get("/sell?status=published").await.expect(200).text();
    assert_eq!(titles(&page), ["On the shelf"]);
    let page = shop.client.get("/sell?status=removed").await.expect(200).text();
    assert!(titles(&page).is_empty() && page.contains("None of your listings is in this state."));
});
