//! Passkeys, made and used by a device of our own.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use prosets::db::entities::passkey;
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::{Value, json};
use uuid::Uuid;

use super::device::{Device, PRESENT, VERIFIED};
use super::{PASSWORD, count, is_signed_in, mails, member, sign_in};
use crate::builders::staff;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

/// What the shop asks the browser for, as its script hears it.
async fn options(client: &mut Client, action: &str, fields: &[(&str, &str)]) -> Value {
    let body: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let headers = [
        ("accept", "application/json"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("sec-fetch-site", "same-origin"),
    ];
    let path = format!("/api/fn/{action}");
    let answer = client.send(axum::http::Method::POST, &path, &headers, body.into()).await.expect(200).json();
    serde_json::from_str(answer.as_str().unwrap()).unwrap()
}

async fn keep(client: &mut Client, answer: &str) -> Answer {
    let fields = [("answer", answer), ("_from", "/account/security")];
    client.post_form("/api/fn/keep_passkey", &fields).await
}

async fn make(app: &TestApp, client: &mut Client) -> Device {
    let mut device = Device::of(app);
    let fields = [("name", "Phone"), ("password", PASSWORD)];
    let asked = options(client, "begin_passkey", &fields).await;
    assert_eq!(asked["rp"]["id"], "localhost");
    keep(client, &device.make(&asked)).await.expect(303);
    device
}

async fn use_it(client: &mut Client, device: &mut Device, owner: Uuid) -> Answer {
    let asked = options(client, "ask_for_passkey", &[]).await;
    let answer = device.answer(&asked, owner);
    give(client, &answer).await
}

async fn give(client: &mut Client, answer: &str) -> Answer {
    let fields = [("answer", answer), ("next", "/orders"), ("_from", "/sign-in")];
    client.post_form("/api/fn/sign_in_with_passkey", &fields).await
}

on_both!(a_passkey_signs_in_without_a_password, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client().signed_in(ada).await;
    let mut phone = make(&app, &mut client).await;
    let page = client.get("/account/security").await.expect(200).text();
    assert!(page.contains("Phone") && page.contains("Your recovery codes"), "{page}");
    assert_eq!(mails(&app, "passkey").await, 1);
    let mut other = app.client();
    for _ in 0..2 {
        assert_eq!(use_it(&mut other, &mut phone, ada).await.location(), "/orders");
        assert!(is_signed_in(&mut other).await);
        other.post_form("/api/fn/sign_out", &[("_from", "/")]).await.expect(303);
    }
});

on_both!(from_the_first_on_a_password_alone_is_not_enough, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client().signed_in(ada).await;
    let mut phone = make(&app, &mut client).await;
    let page = client.get("/account/security").await.expect(200).text();
    let (_, list) = page.split_once("class=\"codes mono\">").unwrap();
    let code = list.split("<li>").nth(1).unwrap().split('<').next().unwrap().to_owned();

    let mut other = app.client();
    assert_eq!(sign_in(&mut other, "ada@example.test", PASSWORD).await.location(), "/sign-in/code");
    assert!(!is_signed_in(&mut other).await);
    let fields = [("code", code.as_str()), ("_from", "/sign-in/code")];
    other.post_form("/api/fn/sign_in_code", &fields).await.expect(303);
    assert!(is_signed_in(&mut other).await);

    let mut third = app.client();
    sign_in(&mut third, "ada@example.test", PASSWORD).await.expect(303);
    use_it(&mut third, &mut phone, ada).await.expect(303);
    assert!(is_signed_in(&mut third).await);
    let body = json!({ "email": "ada@example.test", "password": PASSWORD });
    let refused = app.client().post_json("/api/v1/auth/login", body).await.expect(401).json();
    assert!(refused["error"]["details"]["code"].is_array());

    // The last one gone, it is as before.
    let id = page.split("name=\"passkey_id\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields = [("passkey_id", id), ("_from", "/account/security")];
    let ben = member(&db, "ben").await;
    app.client().signed_in(ben).await.post_form("/api/fn/remove_passkey", &fields).await.expect(303);
    assert_eq!(count(&db, "passkeys").await, 1);
    client.post_form("/api/fn/remove_passkey", &fields).await.expect(303);
    assert_eq!((count(&db, "passkeys").await, count(&db, "recovery_codes").await), (0, 0));
    sign_in(&mut app.client(), "ada@example.test", PASSWORD).await.expect(303);
    give(&mut app.client(), "{}").await.expect(409);
});

on_both!(the_last_way_in_is_not_removed, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    make(&app, &mut client).await;
    db.execute_unprepared("UPDATE users SET password_hash = NULL").await.unwrap();
    let key = passkey::Entity::find().one(&db).await.unwrap().unwrap();
    let fields = [("passkey_id", &*key.id.to_string()), ("_from", "/account/security")];
    client.post_form("/api/fn/remove_passkey", &fields).await.expect(409);
    assert_eq!(count(&db, "passkeys").await, 1);
});

on_both!(what_a_right_device_does_not_answer_is_refused, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let ben = member(&db, "ben").await;
    let mut client = app.client().signed_in(ada).await;
    let mut phone = make(&app, &mut client).await;

    let mut guest = app.client();
    phone.flags = PRESENT;
    use_it(&mut guest, &mut phone, ada).await.expect(409);
    phone.flags = VERIFIED;
    use_it(&mut guest, &mut phone, ada).await.expect(409);
    phone.flags = PRESENT | VERIFIED;
    use_it(&mut guest, &mut phone, ben).await.expect(409);
    let origin = std::mem::replace(&mut phone.origin, "http://evil.localhost:3000".into());
    use_it(&mut guest, &mut phone, ada).await.expect(409);
    phone.origin = origin;
    phone.rp = "evil.example";
    use_it(&mut guest, &mut phone, ada).await.expect(409);
    phone.rp = "localhost";
    // A copy of the device, behind the real one.
    use_it(&mut app.client(), &mut phone, ada).await.expect(303);
    phone.counter = 1;
    use_it(&mut guest, &mut phone, ada).await.expect(409);
    phone.counter = 100;
    // Another key under its name.
    let mut forged = Device::of(&app);
    (forged.id, forged.counter) = (phone.id, 200);
    use_it(&mut guest, &mut forged, ada).await.expect(409);
    // One nobody knows.
    use_it(&mut guest, &mut Device::of(&app), ada).await.expect(409);

    // An answer to another question, or to one answered before.
    let asked = options(&mut guest, "ask_for_passkey", &[]).await;
    let answer = phone.answer(&asked, ada);
    options(&mut guest, "ask_for_passkey", &[]).await;
    give(&mut guest, &answer).await.expect(409);
    give(&mut app.client(), &answer).await.expect(409);
    let asked = options(&mut guest, "ask_for_passkey", &[]).await;
    app.state.clock.advance(chrono::TimeDelta::minutes(6));
    give(&mut guest, &phone.answer(&asked, ada)).await.expect(409);
    for rubbish in ["", "{}", "[]", "null", "\"", "💥", &"[".repeat(10_000)] {
        options(&mut guest, "ask_for_passkey", &[]).await;
        give(&mut guest, rubbish).await.expect(409);
    }
    assert!(!is_signed_in(&mut guest).await);

    let asked = options(&mut guest, "ask_for_passkey", &[]).await;
    let answer = phone.answer(&asked, ada);
    give(&mut guest, &answer).await.expect(303);
    give(&mut guest, &answer).await.expect(409);

    prosets::accounts::disable_person(&db, &app.state.sessions, "ada@example.test", chrono::Utc::now())
        .await
        .unwrap();
    let mut late = app.client();
    use_it(&mut late, &mut phone, ada).await.expect(409);
});

on_both!(making_one_takes_the_password_and_a_right_device, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client().signed_in(ada).await;
    for password in ["", "wrong horse battery"] {
        let fields = [("name", "Phone"), ("password", password), ("_from", "/account/security")];
        client.post_form("/api/fn/begin_passkey", &fields).await.expect(422);
    }
    let fields = [("name", "Phone"), ("password", PASSWORD)];
    let mut device = Device::of(&app);
    keep(&mut client, &device.make(&json!({ "challenge": "AAAA" }))).await.expect(409);
    for spoil in [
        |device: &mut Device| device.origin = "http://evil.localhost:3000".into(),
        |device: &mut Device| device.rp = "evil.example",
        |device: &mut Device| device.flags = PRESENT,
    ] {
        let mut device = Device::of(&app);
        spoil(&mut device);
        let asked = options(&mut client, "begin_passkey", &fields).await;
        keep(&mut client, &device.make(&asked)).await.expect(409);
    }
    assert_eq!(count(&db, "passkeys").await, 0);
    let asked = options(&mut client, "begin_passkey", &fields).await;
    keep(&mut client, &device.make(&asked)).await.expect(303);
    // The browser is told which ones there are, and the same one is not kept twice.
    let asked = options(&mut client, "begin_passkey", &fields).await;
    assert_eq!(asked["excludeCredentials"][0]["id"], BASE64.encode(device.id));
    keep(&mut client, &device.make(&asked)).await.expect(409);
    assert_eq!(count(&db, "passkeys").await, 1);
});

on_both!(a_passkey_stands_in_for_the_code_before_roles_are_given, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let root = staff::admin(&db, "root").await.id;
    let ben = member(&db, "ben").await.to_string();
    let mut client = app.client().signed_in(root).await;
    let mut device = Device::of(&app);
    let asked = options(&mut client, "begin_passkey", &[("name", "Key")]).await;
    keep(&mut client, &device.make(&asked)).await.expect(303);
    let give_role =
        [("user_id", ben.as_str()), ("role", "moderator"), ("reason", "Helps."), ("_from", "/admin/users")];
    client.post_form("/api/fn/set_staff_role", &give_role).await.expect(422);
    let asked = options(&mut client, "ask_for_passkey", &[]).await;
    let answer = device.answer(&asked, root);
    let fields = [("answer", answer.as_str()), ("next", "/admin/users"), ("_from", "/admin/users")];
    assert_eq!(client.post_form("/api/fn/prove_with_passkey", &fields).await.location(), "/admin/users");
    client.post_form("/api/fn/set_staff_role", &give_role).await.expect(303);
    app.state.clock.advance(chrono::TimeDelta::minutes(6));
    client.post_form("/api/fn/set_staff_role", &give_role).await.expect(422);
});
