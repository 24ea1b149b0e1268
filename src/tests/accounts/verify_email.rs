//! The link that confirms an address: shown by GET, used by POST, once, for a day.

use chrono::TimeDelta;

use super::{PASSWORD, count, mailed_link, sign_in, token};
use crate::support::app::TestApp;
use crate::support::client::Client;

async fn newcomer(app: &TestApp) -> Client {
    let mut client = app.client();
    let fields = [("email", "ada@example.test"), ("username", "ada"), ("password", PASSWORD)];
    client.post_form("/api/fn/sign_up", &fields).await.expect(303);
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    client
}

const CONFIRMED: &str = "users WHERE email_verified_at IS NOT NULL";

on_both!(looking_changes_nothing_and_pressing_confirms_once, |db| async move {
    let app = TestApp::start(db.clone()).await;
    newcomer(&app).await;
    let link = mailed_link(&app, "verify-email").await;
    for _ in 0..3 {
        assert!(app.client().get(&link).await.expect(200).text().contains("Confirm my address"));
    }
    assert_eq!(count(&db, CONFIRMED).await, 0);

    // Elsewhere than where the account is used.
    let mut phone = app.client();
    let fields = [("token", token(&link)), ("_from", link.as_str())];
    let answer = phone.post_form("/api/fn/verify_email", &fields).await.expect(303);
    assert_eq!(answer.location(), "/sign-in");
    assert_eq!(count(&db, CONFIRMED).await, 1);
    assert_eq!(count(&db, "audit_events WHERE action = 'user.email_verified'").await, 1);

    let again = phone.post_form("/api/fn/verify_email", &fields).await.expect(409).text();
    assert!(again.contains("used already") && again.contains("does not work any more"), "{again}");
    // Neither the token nor the mail that carried it is kept.
    let token = token(&link);
    assert_eq!(count(&db, &format!("email_tokens WHERE token_hash LIKE '%{token}%'")).await, 0);
    assert_eq!(count(&db, &format!("jobs WHERE CAST(payload AS text) LIKE '%{token}%'")).await, 0);
});

on_both!(a_link_is_good_for_a_day_and_until_the_next, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut client = newcomer(&app).await;
    let first = mailed_link(&app, "verify-email").await;
    app.state.clock.advance(TimeDelta::seconds(1));
    client.post_form("/api/fn/send_verification", &[("_from", "/account")]).await.expect(303);
    let second = mailed_link(&app, "verify-email").await;
    assert_ne!(first, second);
    let press = async |link: &str| {
        let fields = [("token", token(link)), ("_from", "/verify-email")];
        app.client().post_form("/api/fn/verify_email", &fields).await
    };
    press(&first).await.expect(409);
    app.state.clock.advance(TimeDelta::hours(24));
    assert!(app.client().get(&second).await.expect(200).text().contains("does not work any more"));
    press(&second).await.expect(409);
    press("?token=rubbish").await.expect(409);
    press("?token=").await.expect(409);
    assert_eq!(count(&db, CONFIRMED).await, 0);

    client.post_form("/api/fn/send_verification", &[("_from", "/account")]).await.expect(303);
    press(&mailed_link(&app, "verify-email").await).await.expect(303);
    assert_eq!(count(&db, CONFIRMED).await, 1);
    client.post_form("/api/fn/send_verification", &[("_from", "/account")]).await.expect(409);
});
