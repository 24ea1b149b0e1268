//! The API's tokens: short, rotated, and revoked as one when anything is odd.

use chrono::TimeDelta;
use prosets::accounts::disable_person;
use serde_json::{Value, json};

use super::{PASSWORD, count, member};
use crate::support::app::{TestApp, in_table};
use crate::support::client::Answer;

async fn login(app: &TestApp) -> Value {
    let body = json!({ "email": "ada@example.test", "password": PASSWORD });
    let answer = app.client().post_json("/api/v1/auth/login", body).await.expect(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    answer.json()["data"].clone()
}

async fn me(app: &TestApp, tokens: &Value) -> Answer {
    let mut client = app.client();
    client.bearer = tokens["access_token"].as_str().map(str::to_owned);
    client.get_json("/api/v1/auth/me").await
}

async fn refresh(app: &TestApp, tokens: &Value) -> Answer {
    let body = json!({ "refresh_token": tokens["refresh_token"] });
    app.client().post_json("/api/v1/auth/refresh", body).await
}

on_both!(signing_in_gives_tokens_that_say_who, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let tokens = login(&app).await;
    assert_eq!(tokens["expires_in"], 900);
    assert_eq!(tokens["token_type"], "Bearer");
    assert_eq!(tokens["user"]["id"], ada.to_string());
    let answer = me(&app, &tokens).await.expect(200).json();
    assert_eq!(answer["data"], tokens["user"]);
    assert_eq!(answer["data"]["roles"], json!(["buyer"]));
    app.client().get_json("/api/v1/auth/me").await.expect(401);
    // A browser's session serves as well.
    app.client().signed_in(ada).await.get_json("/api/v1/auth/me").await.expect(200);
    let refresh = tokens["refresh_token"].as_str().unwrap();
    assert_eq!(count(&db, &format!("refresh_tokens WHERE token_hash = '{refresh}'")).await, 0);
});

on_both!(an_access_token_lasts_fifteen_minutes, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let tokens = login(&app).await;
    app.state.clock.advance(TimeDelta::seconds(890));
    me(&app, &tokens).await.expect(200);
    app.state.clock.advance(TimeDelta::seconds(10));
    let answer = me(&app, &tokens).await.expect(401).json();
    assert_eq!(answer["error"]["code"], "UNAUTHENTICATED");
    for rubbish in ["", "x", "a.b.c"] {
        me(&app, &json!({ "access_token": rubbish })).await.expect(401);
    }
});

on_both!(a_refresh_token_works_once_and_its_return_ends_the_sign_in, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let first = login(&app).await;
    let other = login(&app).await;
    let second = refresh(&app, &first).await.expect(200).json()["data"].clone();
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    me(&app, &second).await.expect(200);

    refresh(&app, &first).await.expect(401);
    refresh(&app, &second).await.expect(401);
    me(&app, &second).await.expect(401);
    me(&app, &first).await.expect(401);
    assert_eq!(count(&db, "audit_events WHERE action = 'user.token_reused'").await, 1);
    // Another sign-in of the same person is another family.
    me(&app, &other).await.expect(200);
    refresh(&app, &other).await.expect(200);
});

on_both!(of_two_at_once_one_is_the_second, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let tokens = login(&app).await;
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let mut client = app.client();
            let body = json!({ "refresh_token": tokens["refresh_token"] });
            tokio::spawn(async move { client.post_json("/api/v1/auth/refresh", body).await.status.as_u16() })
        })
        .collect();
    let mut renewed = 0;
    for task in tasks {
        match task.await.unwrap() {
            200 => renewed += 1,
            status => assert_eq!(status, 401),
        }
    }
    assert_eq!(renewed, 1);
    me(&app, &tokens).await.expect(401);
});

on_both!(a_refresh_token_lasts_seven_days, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let tokens = login(&app).await;
    app.state.clock.advance(TimeDelta::days(6));
    let tokens = refresh(&app, &tokens).await.expect(200).json()["data"].clone();
    app.state.clock.advance(TimeDelta::days(7));
    refresh(&app, &tokens).await.expect(401);
    refresh(&app, &json!({ "refresh_token": "psr_rubbish" })).await.expect(401);
    let answer = app.client().post_json("/api/v1/auth/refresh", json!({})).await.expect(422).json();
    assert_eq!(answer["error"]["code"], "VALIDATION_ERROR");
});

on_both!(signing_out_ends_the_whole_sign_in, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let tokens = login(&app).await;
    let mut program = app.client();
    program.bearer = tokens["access_token"].as_str().map(str::to_owned);
    program.post_json("/api/v1/auth/logout", json!({})).await.expect(200);
    me(&app, &tokens).await.expect(401);
    refresh(&app, &tokens).await.expect(401);
    app.client().post_json("/api/v1/auth/logout", json!({})).await.expect(401);
    let mut browser = app.client().signed_in(ada).await;
    browser.post_json("/api/v1/auth/logout", json!({})).await.expect(200);
    browser.get_json("/api/v1/auth/me").await.expect(401);
});

on_both!(a_locked_out_person_has_no_tokens, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let tokens = login(&app).await;
    disable_person(&db, &in_table(&db), "ada@example.test", app.state.clock.now()).await.unwrap();
    me(&app, &tokens).await.expect(401);
    refresh(&app, &tokens).await.expect(401);
});

on_both!(anyone_can_check_a_token_with_the_public_key, |db| async move {
    use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::JwkSet};
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let tokens = login(&app).await;
    let token = tokens["access_token"].as_str().unwrap();
    let keys = app.client().get_json("/.well-known/jwks.json").await.expect(200);
    let keys: JwkSet = serde_json::from_slice(&keys.bytes).unwrap();
    let key = keys.find(&decode_header(token).unwrap().kid.unwrap()).unwrap();
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.set_audience(&["prosets-api"]);
    rules.set_issuer(&[&app.state.config.server.base_url]);
    let claims = decode::<Value>(token, &DecodingKey::from_jwk(key).unwrap(), &rules).unwrap().claims;
    assert_eq!(claims["sub"], ada.to_string());
});

on_both!(a_worn_out_token_does_not_stand_in_the_way_of_a_new_one, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let tokens = login(&app).await;
    app.state.clock.advance(TimeDelta::minutes(20));
    me(&app, &tokens).await.expect(401);
    let expired = tokens["access_token"].as_str().unwrap().to_owned();
    let refresh = json!({ "refresh_token": tokens["refresh_token"] });
    let login = json!({ "email": "ada@example.test", "password": PASSWORD });
    let register = json!({ "email": "ben@example.test", "username": "ben", "password": PASSWORD });
    let forgot = json!({ "email": "ada@example.test" });
    for (path, body, status) in [
        ("refresh", refresh, 200),
        ("login", login, 200),
        ("register", register, 201),
        ("forgot-password", forgot, 200),
        ("reset-password", json!({ "token": "rubbish", "password": PASSWORD }), 409),
        ("verify-email", json!({ "token": "rubbish" }), 409),
    ] {
        let mut client = app.client();
        client.bearer = Some(expired.clone());
        client.post_json(&format!("/api/v1/auth/{path}"), body).await.expect(status);
    }
    for rubbish in ["", "rubbish", "a.b.c"] {
        let mut client = app.client();
        client.bearer = Some(rubbish.into());
        let body = json!({ "email": "ada@example.test", "password": PASSWORD });
        client.post_json("/api/v1/auth/login", body).await.expect(200);
        client.get_json("/api/v1/library").await.expect(401);
    }
});
