//! Signing in: one way in, and one refusal for everybody else.

use prosets::accounts::disable_person;
use prosets::db::entities::user;
use sea_orm::{EntityTrait, Set};
use serde_json::json;

use super::{PASSWORD, count, is_signed_in, member, sign_in};
use crate::builders::catalog;
use crate::support::app::{TestApp, in_table};
use crate::support::client::Answer;

on_both!(the_right_words_lead_to_where_one_was_going, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let mut client = app.client();
    let page = client.get("/sign-in?next=%2Fcart%3Fa%3D1").await.expect(200).text();
    assert!(page.contains(r#"name="next" value="/cart?a=1""#), "{page}");
    let fields = [("email", " ADA@example.test "), ("password", PASSWORD), ("next", "/cart?a=1")];
    assert_eq!(client.post_form("/api/fn/sign_in", &fields).await.expect(303).location(), "/cart?a=1");
    assert!(is_signed_in(&mut client).await);
    assert_eq!(client.get("/sign-in").await.location(), "/library");
    assert_eq!(count(&db, "audit_events WHERE action = 'user.signed_in'").await, 1);
    assert_eq!(count(&db, "sign_in_failures").await, 0);
});

on_both!(no_other_site_is_gone_to, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    for next in [
        "https://evil.test/",
        "//evil.test",
        "/\\evil.test",
        "javascript:alert(1)",
        "/%0d%0aset-cookie:a=b\r\n",
    ] {
        let mut client = app.client();
        let query: String =
            form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
        let page = client.get(&format!("/sign-in?{query}")).await.expect(200).text();
        assert!(page.contains(r#"name="next" value="""#), "{page}");
        let fields = [("email", "ada@example.test"), ("password", PASSWORD), ("next", next)];
        assert_eq!(client.post_form("/api/fn/sign_in", &fields).await.location(), "/library", "{next}");
    }
});

/// What an outsider can tell of a refusal.
fn told(answer: Answer, email: &str) -> (u16, String) {
    let text = answer.text().replace(answer.header("x-request-id"), "").replace(email, "");
    (answer.status.as_u16(), text)
}

on_both!(every_refusal_is_the_same, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    member(&db, "gone").await;
    disable_person(&db, &in_table(&db), "gone@example.test", chrono::Utc::now()).await.unwrap();
    catalog::user(&db, "keyless").await;
    let damaged = member(&db, "damaged").await;
    let change = user::ActiveModel { password_hash: Set(Some("rubbish".into())), ..Default::default() };
    use sea_orm::{ColumnTrait, QueryFilter};
    let theirs = user::Entity::update_many().set(change).filter(user::Column::Id.eq(damaged));
    theirs.exec(&db).await.unwrap();

    let long = "x".repeat(100_000);
    let attempts = [
        ("ada@example.test", "wrong horse battery"),
        ("ada@example.test", long.as_str()),
        ("nobody@example.test", PASSWORD),
        ("gone@example.test", PASSWORD),
        ("keyless@example.test", PASSWORD),
        ("keyless@example.test", "x"),
        ("damaged@example.test", PASSWORD),
        ("no address", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
    ];
    let mut pages = Vec::new();
    let mut answers = Vec::new();
    for (email, password) in attempts {
        let page = sign_in(&mut app.client(), email, password).await;
        pages.push(told(page, email));
        let body = json!({ "email": email, "password": password });
        let answer = app.client().post_json("/api/v1/auth/login", body).await;
        assert_eq!(answer.json()["error"]["code"], "UNAUTHENTICATED");
        answers.push(told(answer, email));
    }
    assert_eq!((pages[0].0, answers[0].0), (422, 401));
    assert!(pages[0].1.contains("The email or the password is not right."), "{}", pages[0].1);
    assert!(!pages[0].1.contains("horse"), "a password is never sent back");
    assert!(pages.iter().all(|page| *page == pages[0]), "{pages:#?}");
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
});

on_both!(nul_in_json_is_refused_without_a_fault_of_ours, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let body = json!({ "email": "a\0@example.test", "password": "a\0b" });
    app.client().post_json("/api/v1/auth/login", body).await.expect(401);
    let body = json!({ "email": "a\0@example.test", "username": "a\0bc", "password": "a\0bcdefghijklmn",
        "display_name": "\0" });
    app.client().post_json("/api/v1/auth/register", body).await.expect(422);
});

on_both!(empty_fields_are_told_at_the_fields, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let page = sign_in(&mut app.client(), "", "").await.expect(422).text();
    assert!(page.contains("Enter your email address.") && page.contains("Enter your password."), "{page}");
    assert_eq!(count(&db, "sign_in_failures").await, 0);
});
