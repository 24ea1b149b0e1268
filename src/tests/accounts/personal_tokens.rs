//! Personal access tokens: made by their owner, for some acts and some time, and shown once.

use axum::http::Method;
use chrono::TimeDelta;
use serde_json::json;

use super::{PASSWORD, count, member, sign_in};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

const TOKENS: (&str, &str) = ("_from", "/account/tokens");

async fn make(client: &mut Client, name: &str, scopes: &[&'static str], days: &str) -> Answer {
    let mut fields = vec![("name", name), ("days", days), TOKENS];
    fields.extend(scopes.iter().map(|scope| (*scope, "true")));
    client.post_form("/api/fn/make_token", &fields).await
}

async fn fresh(client: &mut Client) -> Option<String> {
    let page = client.get("/account/tokens").await.expect(200).text();
    let (_, rest) = page.split_once("<p class=\"licence-key\">")?;
    Some(rest.split('<').next().unwrap().to_owned())
}

fn program(app: &TestApp, token: &str) -> Client {
    let mut client = app.client();
    client.bearer = Some(token.to_owned());
    client
}

on_both!(a_token_does_what_its_scopes_allow, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut ada = app.client().signed_in(member(&db, "ada").await).await;
    make(&mut ada, " Backup script ", &["read"], "30").await.expect(303);
    let token = fresh(&mut ada).await.unwrap();
    assert!(token.starts_with("psp_"));
    ada.post_form("/api/fn/token_noted", &[TOKENS]).await.expect(303);
    assert_eq!(fresh(&mut ada).await, None);
    assert_eq!(count(&db, &format!("personal_tokens WHERE token_hash LIKE '%{}%'", &token[4..])).await, 0);

    let mut program = program(&app, &token);
    let me = program.get("/api/v1/auth/me").await.expect(200).json();
    assert_eq!(me["data"]["username"], "ada");
    program.get("/api/v1/orders").await.expect(200);
    let answer = program.json(Method::DELETE, "/api/v1/cart", &[], json!({})).await.expect(403).json();
    assert!(answer["error"]["message"].as_str().unwrap().contains("scope buy"), "{answer}");
    program.post_json("/api/v1/uploads", json!({})).await.expect(403);
    program.post_json("/api/v1/auth/logout", json!({})).await.expect(403);
    // Neither the pages nor their forms.
    program.get("/account").await.expect(403);
    program.post_form("/api/fn/save_profile", &[("display_name", "Eve")]).await.expect(403);
    let page = ada.get("/account/tokens").await.expect(200).text();
    assert!(page.contains("Backup script") && !page.contains("never"), "{page}");

    make(&mut ada, "Shopping", &["buy"], "7").await.expect(303);
    let mut buyer = self::program(&app, &fresh(&mut ada).await.unwrap());
    buyer.json(Method::DELETE, "/api/v1/cart", &[], json!({})).await.expect(200);
    buyer.get("/api/v1/orders").await.expect(403);
});

on_both!(a_token_ends_by_time_by_its_owner_and_with_the_password, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let bob = member(&db, "bob").await;
    let mut client = app.client().signed_in(ada).await;
    let mut tokens = Vec::new();
    for (name, days) in [("one", "7"), ("two", "90"), ("three", "90")] {
        make(&mut client, name, &["read", "sell"], days).await.expect(303);
        tokens.push(fresh(&mut client).await.unwrap());
    }
    let works = async |token: &str| program(&app, token).get("/api/v1/auth/me").await.status.as_u16();
    app.state.clock.advance(TimeDelta::days(7));
    assert_eq!([works(&tokens[0]).await, works(&tokens[1]).await], [401, 200]);

    let page = client.get("/account/tokens").await.expect(200).text();
    let (_, rest) = page.split_once("name=\"token_id\" value=\"").unwrap();
    let newest = rest.split('"').next().unwrap().to_owned();
    let fields = [("token_id", newest.as_str()), TOKENS];
    app.client().signed_in(bob).await.post_form("/api/fn/revoke_token", &fields).await.expect(303);
    assert_eq!(works(&tokens[2]).await, 200);
    client.post_form("/api/fn/revoke_token", &fields).await.expect(303);
    assert_eq!([works(&tokens[2]).await, works(&tokens[1]).await], [401, 200]);

    let change = [("current_password", PASSWORD), ("new_password", "better horse battery")];
    client.post_form("/api/fn/change_password", &change).await.expect(303);
    assert_eq!(works(&tokens[1]).await, 401);
    assert_eq!(works("psp_rubbish").await, 401);
    assert_eq!(count(&db, "audit_events WHERE action = 'user.token_made'").await, 3);
});

on_both!(what_is_no_token_is_told_at_its_field, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut client = app.client().signed_in(member(&db, "ada").await).await;
    let page = make(&mut client, " ", &[], "31").await.expect(422).text();
    for words in ["Name it, in up to 60 characters.", "Choose what it may do.", "Choose how long it lasts."] {
        assert!(page.contains(words), "{words}: {page}");
    }
    make(&mut client, &"x".repeat(61), &["read"], "7").await.expect(422);
    assert_eq!(count(&db, "personal_tokens").await, 0);

    let mut newcomer = app.client();
    let fields = [("email", "new@example.test"), ("username", "new"), ("password", PASSWORD)];
    newcomer.post_form("/api/fn/sign_up", &fields).await.expect(303);
    sign_in(&mut newcomer, "new@example.test", PASSWORD).await.expect(303);
    assert!(newcomer.get("/account/tokens").await.expect(200).text().contains("need a confirmed address"));
    make(&mut newcomer, "Script", &["read"], "7").await.expect(403);
});
