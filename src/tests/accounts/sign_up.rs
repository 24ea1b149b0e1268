//! Making an account, without learning who has one.

use serde_json::json;

use super::{PASSWORD, count, is_signed_in, mailed_link, member, sign_in};
use crate::support::app::TestApp;

fn form<'a>(email: &'a str, username: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("email", email), ("username", username), ("password", PASSWORD), ("_from", "/sign-up?next=%2Fcart")]
}

on_both!(a_new_person_signs_in_afterwards, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut client = app.client();
    let page = client.get("/sign-up?next=%2Fcart").await.expect(200).text();
    assert!(page.contains(r#"name="next" value="/cart""#));
    let mut fields = form("Ada@Example.test", "Ada");
    fields.push(("next", "/cart"));
    let answer = client.post_form("/api/fn/sign_up", &fields).await.expect(303);
    assert_eq!(answer.location(), "/sign-in?next=%2Fcart");
    assert!(client.get("/sign-in").await.text().contains("We sent a mail to Ada@Example.test."));
    assert!(!is_signed_in(&mut client).await);
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    assert!(is_signed_in(&mut client).await);
    assert_eq!(
        count(&db, "users WHERE email_verified_at IS NULL AND password_hash LIKE '$argon2id$%'").await,
        1
    );
    assert_eq!(count(&db, "audit_events WHERE action = 'user.registered'").await, 1);
    assert!(mailed_link(&app, "verify-email").await.starts_with("/verify-email?token="));
});

on_both!(a_known_address_answers_like_a_new_one, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let new =
        app.client().post_form("/api/fn/sign_up", &form("new@example.test", "newcomer")).await.expect(303);
    let known =
        app.client().post_form("/api/fn/sign_up", &form("ADA@example.test", "imposter")).await.expect(303);
    assert_eq!(new.location(), known.location());
    assert_eq!(count(&db, "users").await, 2);
    assert_eq!(mailed_link(&app, "address-known").await, "/sign-in");

    let register = async |email: &str, username: &str| {
        let body = json!({ "email": email, "username": username, "password": PASSWORD });
        app.client().post_json("/api/v1/auth/register", body).await.expect(201).json()
    };
    let (new, known) =
        (register("third@example.test", "third").await, register("ada@example.test", "fourth").await);
    let shape = |answer: &serde_json::Value| {
        let user = answer["data"]["user"].as_object().unwrap();
        user.iter().map(|(key, value)| (key.clone(), value.is_string(), value.is_null())).collect::<Vec<_>>()
    };
    assert_eq!(shape(&new), shape(&known));
    assert_eq!(known["data"]["user"]["email"], "ada@example.test");
    assert_eq!(known["data"]["user"]["roles"], json!(["buyer"]));
    // The old password still is the one that counts.
    sign_in(&mut app.client(), "ada@example.test", PASSWORD).await.expect(303);
});

on_both!(a_taken_name_is_told_in_any_spelling, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    for email in ["new@example.test", "ada@example.test"] {
        let page = app.client().post_form("/api/fn/sign_up", &form(email, "ADA")).await.expect(422).text();
        assert!(page.contains("This user name is taken."), "{page}");
    }
    assert_eq!(count(&db, "users").await, 1);
});

on_both!(each_field_is_told_what_is_wrong, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let refused = [
        ("email", json!({ "email": "ada", "username": "ada", "password": PASSWORD })),
        ("username", json!({ "email": "ada@example.test", "username": "a", "password": PASSWORD })),
        ("username", json!({ "email": "ada@example.test", "username": "admin", "password": PASSWORD })),
        ("password", json!({ "email": "ada@example.test", "username": "ada", "password": "short" })),
        ("password", json!({ "email": "ada@example.test", "username": "ada", "password": "password1234" })),
        (
            "password",
            json!({ "email": "ada.lovelace@example.test", "username": "ada", "password": "ada.lovelace" }),
        ),
        (
            "display_name",
            json!({ "email": "ada@example.test", "username": "ada", "password": PASSWORD,
            "display_name": "a\u{202e}b" }),
        ),
        ("body", json!({ "email": "ada@example.test", "username": 7, "password": PASSWORD })),
        ("body", json!({ "username": "ada" })),
    ];
    for (field, body) in refused {
        let answer = app.client().post_json("/api/v1/auth/register", body.clone()).await.expect(422).json();
        assert_eq!(answer["error"]["code"], "VALIDATION_ERROR");
        assert!(answer["error"]["details"][field][0].is_string(), "{body}: {answer}");
        assert_eq!(answer["error"]["details"].as_object().unwrap().len(), 1, "{answer}");
    }
    let fields = [("email", "x"), ("username", "y"), ("password", "z"), ("_from", "/sign-up")];
    let page = app.client().post_form("/api/fn/sign_up", &fields).await.expect(422).text();
    assert_eq!(page.matches("class=\"field-error\"").count(), 3, "{page}");
    assert!(page.contains("value=\"x\"") && page.contains("value=\"y\"") && !page.contains("value=\"z\""));
    assert_eq!(count(&db, "users").await, 0);
});

on_both!(two_at_once_make_one_account, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let tasks: Vec<_> = (0..6)
        .map(|n| {
            let mut client = app.client();
            let body =
                json!({ "email": "ada@example.test", "username": format!("ada{n}"), "password": PASSWORD });
            tokio::spawn(async move { client.post_json("/api/v1/auth/register", body).await.status.as_u16() })
        })
        .collect();
    for task in tasks {
        let status = task.await.unwrap();
        assert!(status == 201 || status == 409, "{status}");
    }
    assert_eq!(count(&db, "users").await, 1);
});
