//! Opening a shop.

use super::{PASSWORD, count, member, sign_in};
use crate::support::app::TestApp;

const SHOP: [(&str, &str); 5] = [
    ("display_name", "Ada’s gears"),
    ("handle", "@Ada-Gears"),
    ("about", "Gears.\r\nMany."),
    ("country", "GB"),
    ("_from", "/become-a-seller"),
];

on_both!(a_confirmed_person_opens_a_shop_under_a_new_session, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    assert!(client.get("/become-a-seller").await.expect(200).text().contains("You keep 90 % of every sale."));
    let before = client.cookie("prosets").unwrap().to_owned();
    let answer = client.post_form("/api/fn/become_seller", &SHOP).await.expect(303);
    assert_eq!(answer.location(), "/sell/new");
    assert_ne!(client.cookie("prosets").unwrap(), before);
    assert_eq!(
        count(&db, "sellers WHERE handle = 'Ada-Gears' AND handle_key = 'ada-gears' AND country = 'GB'")
            .await,
        1
    );
    assert_eq!(count(&db, "audit_events WHERE action = 'seller.opened'").await, 1);
    assert_eq!(client.get("/become-a-seller").await.location(), "/sell");
    client.post_form("/api/fn/become_seller", &SHOP).await.expect(409);
});

on_both!(an_unconfirmed_one_is_told_to_confirm, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut client = app.client();
    let fields = [("email", "ada@example.test"), ("username", "ada"), ("password", PASSWORD)];
    client.post_form("/api/fn/sign_up", &fields).await.expect(303);
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    let page = client.get("/become-a-seller").await.expect(200).text();
    assert!(page.contains("Confirm your email address") && !page.contains("become_seller"), "{page}");
    client.post_form("/api/fn/become_seller", &SHOP).await.expect(403);
    assert_eq!(count(&db, "sellers").await, 0);
});

on_both!(strangers_sign_in_first, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let answer = app.client().get("/become-a-seller").await;
    assert_eq!(answer.location(), "/sign-in?next=%2Fbecome-a-seller");
    let answer = app.client().post_form("/api/fn/become_seller", &SHOP).await;
    assert_eq!(answer.location(), "/sign-in?next=%2Fbecome-a-seller");
});

on_both!(what_cannot_be_a_shop_is_told_at_its_field, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    member(&db, "bob").await;
    let mut ada = app.client();
    sign_in(&mut ada, "ada@example.test", PASSWORD).await.expect(303);
    ada.post_form("/api/fn/become_seller", &SHOP).await.expect(303);
    let mut bob = app.client();
    sign_in(&mut bob, "bob@example.test", PASSWORD).await.expect(303);
    let mut taken = SHOP;
    taken[1].1 = "ADA-gears";
    let page = bob.post_form("/api/fn/become_seller", &taken).await.expect(422).text();
    assert!(page.contains("This handle is taken."), "{page}");
    let long = "x".repeat(2001);
    let wrong =
        [("display_name", " "), ("handle", "a b"), ("about", long.as_str()), ("country", "XX"), SHOP[4]];
    let page = bob.post_form("/api/fn/become_seller", &wrong).await.expect(422).text();
    assert_eq!(page.matches("class=\"field-error\"").count(), 4, "{page}");
    assert_eq!(count(&db, "sellers").await, 1);
});
