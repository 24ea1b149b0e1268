//! Answers no honest provider gives: each is refused with a page that says what to do, and nothing is created.

use serde_json::{Value, json};

use super::super::is_signed_in;
use super::issuer::{Grant, Issuer, Key, Signature};
use super::{come_back, counted, problem, shop, sign_in_by, visit};

type Change = fn(&mut Grant, &Issuer);

fn later(seconds: i64) -> Value {
    (chrono::Utc::now().timestamp() + seconds).into()
}

/// What is changed about a right answer, and which problem the page explains.
const CASES: [(&str, Change, &str); 17] = [
    ("alg none", |grant, _| grant.signature = Signature::None, "refused"),
    ("the public key as a secret", |grant, _| grant.signature = Signature::PublicKeyAsSecret, "refused"),
    ("a key nobody published", |grant, _| grant.signature = Signature::By(Key::RsaB), "refused"),
    (
        "another key under a known name",
        |grant, _| grant.signature = Signature::Pretending(Key::RsaB, Key::RsaA),
        "refused",
    ),
    ("another issuer", |grant, _| grant.claims["iss"] = "https://evil.example".into(), "refused"),
    ("no issuer", |grant, _| drop(grant.claims.as_object_mut().unwrap().remove("iss")), "refused"),
    ("for another client", |grant, _| grant.claims["aud"] = "another-shop".into(), "refused"),
    ("for others as well", |grant, _| grant.claims["aud"] = json!(["the-shop", "another-shop"]), "refused"),
    ("used by another client", |grant, _| grant.claims["azp"] = "another-shop".into(), "refused"),
    ("another nonce", |grant, _| grant.claims["nonce"] = "another".into(), "refused"),
    ("no nonce", |grant, _| drop(grant.claims.as_object_mut().unwrap().remove("nonce")), "refused"),
    ("expired", |grant, _| grant.claims["exp"] = later(-120), "clock"),
    ("not yet valid", |grant, _| grant.claims["nbf"] = later(300), "clock"),
    ("issued in the future", |grant, _| grant.claims["iat"] = later(300), "clock"),
    (
        "another access token's",
        |grant, _| grant.claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA".into(),
        "refused",
    ),
    (
        "userinfo of somebody else",
        |grant, _| {
            grant.claims.as_object_mut().unwrap().remove("email");
            grant.userinfo =
                json!({ "sub": "somebody-else", "email": "ada@example.test", "email_verified": true });
        },
        "refused",
    ),
    ("no subject", |grant, _| drop(grant.claims.as_object_mut().unwrap().remove("sub")), "refused"),
];

on_both!(what_no_honest_provider_says_is_refused, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    for (case, change, expected) in CASES {
        let mut client = app.client();
        let answer =
            sign_in_by(&mut client, &issuer, "/api/auth/login", |grant| change(grant, &issuer)).await;
        assert_eq!(problem(&answer), expected, "{case}");
        let page = client.get(answer.location()).await.expect(200).text();
        assert!(page.contains("role=\"alert\"") && page.contains("begin again"), "{case}");
        assert!(!is_signed_in(&mut client).await, "{case}");
        assert_eq!(counted(&db).await, (0, 0), "{case}");
    }
    // The same answer unchanged is let in: it was the change that was refused.
    let mut client = app.client();
    sign_in_by(&mut client, &issuer, "/api/auth/login", |_| {}).await.expect(303);
    assert!(is_signed_in(&mut client).await);
});

on_both!(a_code_and_an_answer_are_good_once, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    let mut client = app.client();
    let first = visit(&mut client, "/api/auth/login").await;
    let code = issuer.code(issuer.grant(&first, issuer.claims(&first)));
    come_back(&mut client, &first, &code).await.expect(303);
    assert!(is_signed_in(&mut client).await);
    client.post_form("/api/fn/sign_out", &[("_from", "/")]).await.expect(303);

    // The back button.
    let again = come_back(&mut client, &first, &code).await;
    assert_eq!(problem(&again), "stale");
    // The used code in an answer to another visit.
    let second = visit(&mut client, "/api/auth/login").await;
    assert_eq!(problem(&come_back(&mut client, &second, &code).await), "stale");
    assert!(!is_signed_in(&mut client).await);
});

on_both!(an_answer_to_another_browser_is_worth_nothing, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    let (mut thief, mut victim) = (app.client(), app.client());
    let theirs = visit(&mut thief, "/api/auth/login").await;
    let code = issuer.code(issuer.grant(&theirs, issuer.claims(&theirs)));
    // Without a visit of one's own, and with one.
    assert_eq!(problem(&come_back(&mut victim, &theirs, &code).await), "cookies");
    let own = visit(&mut victim, "/api/auth/login").await;
    assert_eq!(problem(&come_back(&mut victim, &theirs, &code).await), "stale");
    // One's own code, under a state nobody gave out.
    let mine = issuer.code(issuer.grant(&own, issuer.claims(&own)));
    let answer = victim.get(&format!("/api/auth/callback?code={mine}&state=another")).await;
    assert_eq!(problem(&answer), "stale");
    // Their code smuggled into one's own visit: it was asked for with another PKCE challenge.
    assert_eq!(problem(&come_back(&mut victim, &own, &code).await), "stale");
    assert_eq!(counted(&db).await, (0, 0));
    for client in [&mut thief, &mut victim] {
        assert!(!is_signed_in(client).await);
    }
});

on_both!(every_visit_has_its_own_state_nonce_and_challenge, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    let mut client = app.client();
    let (one, two) =
        (visit(&mut client, "/api/auth/login").await, visit(&mut client, "/api/auth/login").await);
    assert_eq!(one.value("code_challenge_method"), "S256");
    assert_eq!(one.value("response_type"), "code");
    for name in ["state", "nonce", "code_challenge"] {
        assert!(one.value(name).len() >= 20, "{name}");
        assert_ne!(one.value(name), two.value(name), "{name}");
    }
    // A code asked for without PKCE is another one's, for our provider binds every code to its challenge.
    let mut grant = issuer.grant(&one, issuer.claims(&one));
    grant.signature = Signature::By(Key::Ec);
    let code = issuer.code(grant);
    come_back(&mut client, &one, &code).await.expect(303);
    assert!(is_signed_in(&mut client).await);
});

on_both!(one_providers_answer_is_not_anothers, |db| async move {
    let (main, evil) = (Issuer::start().await, Issuer::start().await);
    let app = shop(&db, &main, Some(&evil)).await;
    let mut client = app.client();

    // Begun with the one, answered at the other's address.
    let visit_main = visit(&mut client, "/api/auth/login").await;
    let code = main.code(main.grant(&visit_main, main.claims(&visit_main)));
    let state = visit_main.value("state");
    let answer = client.get(&format!("/api/auth/callback/other?code={code}&state={state}")).await;
    assert_eq!(problem(&answer), "stale");

    // Answered in the name of another, as the answer itself says.
    let visit_main = visit(&mut client, "/api/auth/login").await;
    let code = main.code(main.grant(&visit_main, main.claims(&visit_main)));
    let state = visit_main.value("state");
    let answer = client.get(&format!("/api/auth/callback?code={code}&state={state}&iss={}", evil.url)).await;
    assert_eq!(problem(&answer), "refused");

    // The evil one vouches for a subject of the good one.
    let answer = sign_in_by(&mut client, &evil, "/api/auth/login/other", |grant| {
        grant.claims["iss"] = main.url.clone().into();
    });
    assert_eq!(problem(&answer.await), "refused");
    assert_eq!(counted(&db).await, (0, 0));
    assert!(!is_signed_in(&mut client).await);
});

on_both!(whoever_announces_to_say_their_name_must_say_it, |db| async move {
    let issuer = Issuer::start().await;
    issuer.names_itself();
    let app = shop(&db, &issuer, None).await;
    let mut client = app.client();
    let answer = sign_in_by(&mut client, &issuer, "/api/auth/login", |_| {}).await;
    assert_eq!(problem(&answer), "refused");
    let visit = visit(&mut client, "/api/auth/login").await;
    let code = issuer.code(issuer.grant(&visit, issuer.claims(&visit)));
    let state = visit.value("state");
    let iss: String = form_urlencoded::byte_serialize(issuer.url.as_bytes()).collect();
    client.get(&format!("/api/auth/callback?code={code}&state={state}&iss={iss}")).await.expect(303);
    assert!(is_signed_in(&mut client).await);
});

on_both!(nobody_is_sent_to_another_host, |db| async move {
    let (issuer, elsewhere) = (Issuer::start().await, Issuer::start().await);
    let app = shop(&db, &issuer, None).await;
    let mut client = app.client();
    // The person, after signing in.
    for next in ["https://evil.example", "//evil.example", "/\\evil.example"] {
        let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let button = format!("/api/auth/login?next={next}");
        let answer = sign_in_by(&mut client, &issuer, &button, |_| {}).await;
        assert_eq!(answer.location(), "/library", "{next}");
        client.post_form("/api/fn/sign_out", &[("_from", "/")]).await.expect(303);
    }
    let before = counted(&db).await;
    // Code and secret, by the token endpoint.
    issuer.sends_elsewhere(&format!("{}/token", elsewhere.url));
    let answer = sign_in_by(&mut client, &issuer, "/api/auth/login", |_| {}).await;
    assert_eq!(problem(&answer), "refused");
    assert_eq!(counted(&db).await, before);
});
