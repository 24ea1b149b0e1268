//! `/api/v1` with access tokens of the provider itself.

use chrono::Utc;
use serde_json::{Value, json};

use super::issuer::{AUDIENCE, CLIENT, Issuer, Key, Signature, signed};
use super::{shop, sign_in};
use crate::support::app::TestApp;
use crate::support::client::Answer;

fn claims(issuer: &Issuer) -> Value {
    let now = Utc::now().timestamp();
    json!({ "iss": issuer.url, "aud": [AUDIENCE, "another"], "sub": "ada-1", "iat": now, "exp": now + 300 })
}

async fn me(app: &TestApp, token: String) -> Answer {
    let mut client = app.client();
    client.bearer = Some(token);
    client.get_json("/api/v1/auth/me").await
}

on_both!(speak_for_the_person_who_signed_in_there, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    let token = |key: Key| signed(&claims(&issuer), Signature::By(key));
    // Not before there is an account to speak for.
    let refused = me(&app, token(Key::RsaA)).await.expect(403).json();
    assert!(refused["error"]["message"].as_str().unwrap().contains("Sign in once in a browser"));
    sign_in(&mut app.client(), &issuer, |_| {}).await.expect(303);
    for key in [Key::RsaA, Key::Ec] {
        let told = me(&app, token(key)).await.expect(200).json();
        assert_eq!(told["data"]["username"], "ada");
    }
    prosets::accounts::disable_person(&db, &app.state.sessions, "ada@example.test", Utc::now())
        .await
        .unwrap();
    me(&app, token(Key::RsaA)).await.expect(401);
});

on_both!(of_others_or_another_time_are_strangers, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    sign_in(&mut app.client(), &issuer, |_| {}).await.expect(303);
    let now = Utc::now().timestamp();
    let with = |name: &str, value: Value| {
        let mut claims = claims(&issuer);
        claims[name] = value;
        signed(&claims, Signature::By(Key::RsaA))
    };
    let right = claims(&issuer);
    let tokens = [
        ("no signature", signed(&right, Signature::None)),
        ("the public key as a secret", signed(&right, Signature::PublicKeyAsSecret)),
        ("a key nobody published", signed(&right, Signature::By(Key::RsaB))),
        ("another key under a known name", signed(&right, Signature::Pretending(Key::RsaB, Key::RsaA))),
        ("another kind of key", signed(&right, Signature::Pretending(Key::Ec, Key::RsaA))),
        ("another issuer", with("iss", "https://evil.example".into())),
        ("another audience", with("aud", "https://another.example/api".into())),
        ("an ID token", with("aud", CLIENT.into())),
        ("expired", with("exp", (now - 120).into())),
        ("not yet valid", with("nbf", (now + 300).into())),
        ("from the future", with("iat", (now + 300).into())),
        ("no end", with("exp", Value::Null)),
        ("nobody's", with("sub", Value::Null)),
        ("rubbish", "a.b.c".to_owned()),
    ];
    for (case, token) in tokens {
        let answer = me(&app, token).await;
        assert_eq!(answer.status.as_u16(), 401, "{case}: {}", answer.text());
    }
    me(&app, signed(&right, Signature::By(Key::RsaA))).await.expect(200);
});

on_both!(keys_may_change_and_are_not_asked_for_at_every_rubbish, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    sign_in(&mut app.client(), &issuer, |_| {}).await.expect(303);
    issuer.publish(&[Key::RsaB]);
    let new = signed(&claims(&issuer), Signature::By(Key::RsaB));
    let asked = issuer.asked_for_keys();
    // Within ten seconds of the last look nobody looks again.
    for _ in 0..5 {
        me(&app, new.clone()).await.expect(401);
    }
    assert_eq!(issuer.asked_for_keys(), asked);
    app.state.clock.advance(chrono::TimeDelta::seconds(11));
    me(&app, new).await.expect(200);
    // A key that was taken back is good no more.
    me(&app, signed(&claims(&issuer), Signature::By(Key::RsaA))).await.expect(401);
    assert_eq!(issuer.asked_for_keys(), asked + 1);
});
