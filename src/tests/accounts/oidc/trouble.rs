//! What goes wrong with such a set-up elsewhere: impossible here, or told in one sentence.

use super::super::{PASSWORD, is_signed_in, member, sign_in as by_password};
use super::issuer::{Grant, Issuer, Key, SECRET, Signature};
use super::{come_back, faults, problem, settings, shop, sign_in, sign_in_by, visit};
use crate::support::app::TestApp;

on_both!(nothing_is_there_while_no_provider_is_configured, |db| async move {
    let app = TestApp::start(db.clone()).await;
    for path in
        ["/api/auth/login", "/api/auth/callback?code=a&state=b", "/api/auth/logout", "/api/auth/login/google"]
    {
        app.client().get(path).await.expect(404);
    }
    assert!(!app.client().get("/sign-in").await.text().contains("Continue with Auth0"));
});

on_both!(keys_may_change_between_two_sign_ins, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    sign_in(&mut app.client(), &issuer, |_| {}).await.expect(303);
    issuer.publish(&[Key::RsaB]);
    app.state.clock.advance(chrono::TimeDelta::seconds(11));
    let mut client = app.client();
    let by_new = |grant: &mut Grant| grant.signature = Signature::By(Key::RsaB);
    sign_in_by(&mut client, &issuer, "/api/auth/login", by_new).await.expect(303);
    assert!(is_signed_in(&mut client).await);
});

on_both!(cookies_blocked_and_answers_that_come_late_are_told_apart, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    let mut client = app.client();
    let begun = visit(&mut client, "/api/auth/login?next=/cart").await;
    let code = issuer.code(issuer.grant(&begun, issuer.claims(&begun)));
    let answer = come_back(&mut app.client(), &begun, &code).await;
    assert_eq!(problem(&answer), "cookies");
    let page = app.client().get(answer.location()).await.expect(200).text();
    assert!(page.contains("allow cookies for this site"), "{page}");

    app.state.clock.advance(chrono::TimeDelta::minutes(16));
    let answer = come_back(&mut client, &begun, &code).await;
    assert_eq!(problem(&answer), "stale");
    let page = client.get(answer.location()).await.expect(200).text();
    assert!(page.contains("the back button does that"), "{page}");
});

on_both!(a_no_at_the_provider_is_told_and_keeps_where_one_was_going, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    let mut client = app.client();
    for (error, expected) in [("access_denied", "denied"), ("invalid_scope", "setup")] {
        let begun = visit(&mut client, "/api/auth/login?next=/cart").await;
        let state = begun.value("state");
        let answer = client.get(&format!("/api/auth/callback?error={error}&state={state}")).await;
        assert_eq!(problem(&answer), expected);
        assert!(answer.location().ends_with("&next=%2Fcart"), "{}", answer.location());
    }
});

on_both!(another_name_of_the_shop_leads_to_the_right_one, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    let at = async |host: &str, path: &str| {
        let mut client = app.client();
        client.host = host.to_owned();
        client.get(path).await.location().to_owned()
    };
    let moved = at("127.0.0.1:3000", "/api/auth/login?next=/cart").await;
    assert_eq!(moved, "http://localhost:3000/api/auth/login?next=/cart&moved=1");
    // Once: behind a proxy that hides the name it would go round for ever.
    assert!(at("127.0.0.1:3000", "/api/auth/login?moved=1").await.starts_with(&issuer.url));
    assert!(at("localhost:3100", "/api/auth/login").await.starts_with(&issuer.url));
});

on_both!(a_provider_that_is_down_or_set_up_wrong_locks_nobody_else_out, |db| async move {
    let issuer = Issuer::start().await;
    let nobody = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let elsewhere = format!("{}/realms/none", issuer.url);
    for (url, secret, expected) in [
        (&nobody, SECRET, "unavailable"),
        (&elsewhere, SECRET, "setup"),
        (&issuer.url, "a wrong one", "setup"),
    ] {
        let wrong = [("AUTH0_ISSUER_BASE_URL", url.as_str()), ("AUTH0_CLIENT_SECRET", secret)];
        let app = TestApp::with(db.clone(), &[&settings(&issuer)[..], &wrong].concat()).await;
        let mut client = app.client();
        let answer = match *url == issuer.url {
            true => sign_in(&mut client, &issuer, |_| {}).await,
            false => client.get("/api/auth/login").await,
        };
        assert_eq!(problem(&answer), expected, "{url}");
        client.get(answer.location()).await.expect(200);
    }
    member(&db, "ada").await;
    let app = TestApp::start(db.clone()).await;
    by_password(&mut app.client(), "ada@example.test", PASSWORD).await.expect(303);
});

on_both!(the_secret_may_have_to_stand_in_the_body, |db| async move {
    let issuer = Issuer::start().await;
    issuer.wants_secret_in_body();
    let app = shop(&db, &issuer, None).await;
    sign_in(&mut app.client(), &issuer, |_| {}).await.expect(303);
});

on_both!(without_passwords_the_provider_is_the_only_way, |db| async move {
    let issuer = Issuer::start().await;
    let off = [("PROSETS_LOCAL_SIGNIN", "off")];
    let app = TestApp::with(db.clone(), &[&settings(&issuer)[..], &off].concat()).await;
    member(&db, "ben").await;
    let mut client = app.client();
    for path in ["/sign-in", "/sign-up"] {
        let page = client.get(path).await.expect(200).text();
        assert!(page.contains("/api/auth/login") && !page.contains("type=\"password\""), "{path}");
    }
    assert_eq!(client.get("/forgot-password").await.location(), "/sign-in");
    by_password(&mut client, "ben@example.test", PASSWORD).await.expect(403);
    for (path, body) in [
        ("/api/v1/auth/login", serde_json::json!({ "email": "ben@example.test", "password": PASSWORD })),
        ("/api/v1/auth/forgot-password", serde_json::json!({ "email": "ben@example.test" })),
    ] {
        client.post_json(path, body).await.expect(403);
    }
    sign_in(&mut client, &issuer, |_| {}).await.expect(303);
    assert!(is_signed_in(&mut client).await);
    // One from before is of no use, and not asked for.
    let old = member(&db, "old").await;
    let mut client = app.client().signed_in(old).await;
    let page = client.get("/account/data").await.expect(200).text();
    assert!(!page.contains("type=\"password\""), "{page}");
});

#[test]
fn settings_that_do_not_fit_are_told_one_by_one() {
    let base =
        [("AUTH0_BASE_URL", "https://shop.example.com"), ("AUTH0_ISSUER_BASE_URL", "https://t.auth0.com")];
    let told = |more: &[(&str, &str)]| faults(&[&base[..], more].concat()).join("\n");
    let all = told(&[]);
    for missing in ["AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET", "AUTH0_SECRET"] {
        assert!(all.contains(&format!("{missing} is missing: signing in with an issuer needs")), "{all}");
    }
    let whole = [("AUTH0_CLIENT_ID", "a"), ("AUTH0_CLIENT_SECRET", "b")];
    let secret = ("AUTH0_SECRET", "0123456789abcdef0123456789abcdef");
    let with = |more: &[(&'static str, &'static str)]| told(&[&whole[..], more].concat());
    assert!(with(&[("AUTH0_SECRET", "short")]).contains("AUTH0_SECRET has 5 bytes, but needs at least 32"));
    assert!(with(&[secret, ("AUTH0_AUDIENCE", "a")]).contains("AUTH0_AUDIENCE is the client's id"));
    assert!(
        with(&[secret, ("AUTH0_DOMAIN", "t.auth0.com")]).contains("its name here is AUTH0_ISSUER_BASE_URL")
    );
    assert!(with(&[secret, ("AUTH0_CLIENTID", "a")]).contains("did you mean AUTH0_CLIENT_ID?"));
    let half = with(&[secret, ("OIDC_GOOGLE_ISSUER", "https://accounts.google.com")]);
    assert!(half.contains("OIDC_GOOGLE_CLIENT_ID is missing: the provider GOOGLE needs"), "{half}");
    assert!(
        with(&[secret, ("OIDC_GOOGLE_SECRET", "x")])
            .contains("OIDC_GOOGLE_SECRET is not a setting of ProSets")
    );
    for (issuer, words) in [
        ("t.auth0.com", "has no https:// in front"),
        ("http://t.auth0.com", "is http, but must be https"),
        ("https://t.auth0.com/?a=b", "must be the issuer's address"),
    ] {
        let told = faults(&[("AUTH0_ISSUER_BASE_URL", issuer)]).join("\n");
        assert!(told.contains(words), "{told}");
    }
    assert!(faults(&[("AUTH0_AUDIENCE", "x")]).join("").contains("is set without an issuer"));
    assert!(faults(&[("PROSETS_LOCAL_SIGNIN", "off")]).join("").contains("there is no other way to sign in"));
}
