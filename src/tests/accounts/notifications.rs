//! Mails people choose, and the links that turn them off.

use axum::body::Body;
use axum::http::Method;

use super::{count, mailed_link, mails, token};
use crate::builders::catalog::{Listing, seller};
use crate::builders::shopper::Shopper;
use crate::support::app::TestApp;

on_both!(sellers_are_told_of_sales_until_they_do_not_want_it, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (ada, bob) = (seller(&db, "ada").await, seller(&db, "bob").await);
    let gear = Listing::of(&ada).title("Gear").price(1200).save(&db).await;
    let cog = Listing::of(&ada).title("Cog").price(800).save(&db).await;
    let nut = Listing::of(&bob).title("Nut").price(500).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    ben.add(&nut).await;
    ben.buy(&cog).await;
    assert_eq!(mails(&app, "sale").await, 2, "one a seller, however many things");
    let all = app.state.stored_mail.list(50).await.unwrap();
    let of = |to: &str| {
        all.iter().find(|m| m.message.kind == "sale" && m.message.to == to).unwrap().message.clone()
    };
    let mail = of("ada@example.test");
    assert_eq!(mail.subject, "You sold 2 things");
    assert!(mail.text.contains("Gear, Personal, version 1.0.0: $12.00"), "{}", mail.text);
    assert!(mail.text.contains("You receive: $18.00") && !mail.text.contains("Nut"), "{}", mail.text);
    assert!(!mail.text.contains("ben@example"), "who bought it is not told: {}", mail.text);
    assert_eq!(of("bob@example.test").subject, "You sold Nut");

    let mut adas = app.client().signed_in(ada.id).await;
    let page = adas.get("/account/notifications").await.expect(200).text();
    assert!(page.contains(r#"name="sale" value="true" checked"#), "{page}");
    adas.post_form("/api/fn/save_notifications", &[("_from", "/account/notifications")]).await.expect(303);
    let page = adas.get("/account/notifications").await.expect(200).text();
    assert!(!page.contains(r#"value="true" checked"#), "{page}");
    let mut eve = Shopper::new(&app, "eve").await;
    eve.buy(&gear).await;
    assert_eq!(mails(&app, "sale").await, 2);
    adas.post_form("/api/fn/save_notifications", &[("sale", "true")]).await.expect(303);
    eve.buy(&cog).await;
    assert_eq!(mails(&app, "sale").await, 3);
    assert_eq!(count(&db, "notification_settings WHERE kind = 'sale'").await, 1);
});

on_both!(the_link_shows_by_get_and_acts_by_post, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").price(1200).save(&db).await;
    Shopper::new(&app, "ben").await.buy(&gear).await;
    app.settle().await;
    let all = app.state.stored_mail.list(50).await.unwrap();
    let sale = all.iter().find(|mail| mail.message.kind == "sale").unwrap();
    let address = sale.message.unsubscribe.clone().unwrap();
    assert!(sale.message.text.contains(&address), "{}", sale.message.text);
    let eml = String::from_utf8(app.state.stored_mail.read_eml(&sale.id).await.unwrap().unwrap()).unwrap();
    let unfolded = eml.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(unfolded.contains(&format!("List-Unsubscribe: <{address}>")), "{eml}");
    assert!(unfolded.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{eml}");
    let receipt = all.iter().find(|mail| mail.message.kind == "receipt").unwrap();
    assert_eq!(receipt.message.unsubscribe, None, "receipts always go");

    let link = address.strip_prefix(&app.state.config.server.base_url).unwrap();
    let page = app.client().get(link).await.expect(200).text();
    assert!(page.contains("You made a sale") && page.contains("Turn them off"), "{page}");
    assert_eq!(count(&db, "notification_settings").await, 0, "looking changes nothing");
    let fields = [("token", token(link)), ("_from", link)];
    app.client().post_form("/api/fn/unsubscribe", &fields).await.expect(303);
    assert_eq!(count(&db, "notification_settings WHERE kind = 'sale'").await, 1);
    Shopper::new(&app, "eve").await.buy(&gear).await;
    assert_eq!(mails(&app, "sale").await, 1);
});

on_both!(one_click_works_from_everywhere_and_for_its_token_alone, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").price(1200).save(&db).await;
    Shopper::new(&app, "ben").await.buy(&gear).await;
    mailed_link(&app, "sale").await;
    let all = app.state.stored_mail.list(50).await.unwrap();
    let address = all.iter().find_map(|mail| mail.message.unsubscribe.clone()).unwrap();
    let link = address.strip_prefix(&app.state.config.server.base_url).unwrap().to_owned();
    // As RFC 8058 has it: no cookies, another origin.
    let headers = [
        ("origin", "https://mail.example"),
        ("sec-fetch-site", "cross-site"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let click = async |path: &str| {
        let body = Body::from("List-Unsubscribe=One-Click");
        app.client().send(Method::POST, path, &headers, body).await
    };
    let mut cut = link.clone();
    cut.pop();
    let foreign = prosets::server::seal::Seal::new(&[7; 32]).close(b"x sale", "unsubscribe").unwrap();
    for bad in [cut.as_str(), "/unsubscribe", "/unsubscribe?token=", &format!("/unsubscribe?token={foreign}")]
    {
        assert_eq!(click(bad).await.status.as_u16(), 400, "{bad}");
    }
    assert_eq!(count(&db, "notification_settings").await, 0);
    click(&link).await.expect(200);
    click(&link).await.expect(200);
    assert_eq!(count(&db, "notification_settings WHERE wanted").await, 0);
    assert_eq!(count(&db, "notification_settings").await, 1);
    // The same from a form of another site is refused for everything else.
    let answer =
        app.client().send(Method::POST, "/api/fn/unsubscribe", &headers, Body::from("token=x")).await;
    assert_eq!(answer.status.as_u16(), 403);
    let page = app.client().get("/unsubscribe?token=rubbish").await.expect(200).text();
    assert!(page.contains("This link does not work any more"), "{page}");
});

on_both!(buyers_choose_what_concerns_them_and_nothing_else_is_chosen_for_them, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.client.post_form("/api/fn/save_notifications", &[("new_listing", "true")]).await.expect(303);
    assert_eq!(count(&db, "notification_settings").await, 3);
    assert_eq!(count(&db, "notification_settings WHERE kind = 'sale'").await, 0, "they may sell one day");
    let page = ben.client.get("/account/notifications").await.expect(200).text();
    assert!(!page.contains(r#"name="sale""#), "{page}");
    assert!(page.contains(r#"name="new_listing" value="true" checked"#), "{page}");
    assert!(page.contains(r#"name="price_drop""#) && page.matches(" checked").count() == 1, "{page}");
    assert!(page.contains("Receipts and what becomes of your orders"), "{page}");
});
