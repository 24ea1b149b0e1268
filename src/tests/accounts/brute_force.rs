//! Ten thousand guesses at one account, from one address and from a thousand: ten passwords are looked at in fifteen
//! minutes, and the owner gets in all the same.

use std::sync::atomic::Ordering;

use chrono::TimeDelta;
use serde_json::json;

use super::{PASSWORD, is_signed_in, mailed_link, member, sign_in, token};
use crate::support::app::TestApp;

const GUESSES: u32 = 10_000;
/// So many in each minute of the fifteen, roughly.
const A_MINUTE: u32 = 720;

fn checks(app: &TestApp) -> u64 {
    app.state.password_checks.load(Ordering::Relaxed)
}

/// Guesses for a quarter of an hour, from so many addresses in turn; the statuses that were answered.
async fn guess(app: &TestApp, addresses: u32) -> Vec<u16> {
    let mut statuses = Vec::new();
    for n in 0..GUESSES {
        if n % A_MINUTE == A_MINUTE - 1 {
            app.state.clock.advance(TimeDelta::seconds(60));
        }
        let mut client = app.client();
        let [.., high, low] = (n % addresses).to_be_bytes();
        client.ip = ([10, 1, high, low], 4000).into();
        let body = json!({ "email": "ada@example.test", "password": format!("guess number {n}") });
        let status = client.post_json("/api/v1/auth/login", body).await.status.as_u16();
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    statuses
}

on_both!(ten_thousand_guesses_are_ten, |db| async move {
    let app = TestApp::with(db.clone(), &[("PROSETS_RATE_LIMITS", "on")]).await;
    member(&db, "ada").await;
    // To the beginning of a quarter of an hour, so that each flood is in one.
    let into = app.state.clock.now().timestamp().rem_euclid(15 * 60);
    app.state.clock.advance(TimeDelta::seconds(15 * 60 - into));
    for (addresses, most) in [(1, 3), (1000, 10)] {
        let before = checks(&app);
        let statuses = guess(&app, addresses).await;
        let looked_at = checks(&app) - before;
        assert_eq!(looked_at, most, "from {addresses} addresses");
        assert!(statuses.iter().all(|status| [401, 429].contains(status)), "{statuses:?}");
        if addresses == 1 {
            // What failed is forgotten: the next flood may look at ten again.
            app.state.clock.advance(TimeDelta::minutes(17));
        }
    }

    // While it goes on, the right password is worth nothing to a stranger, and the link lets its owner in.
    let link = mailed_link(&app, "account-locked").await;
    let mut owner = app.client();
    sign_in(&mut owner, "ada@example.test", PASSWORD).await;
    assert!(!is_signed_in(&mut owner).await);
    owner.post_form("/api/fn/lift_lockout", &[("token", token(&link))]).await.expect(303);
    sign_in(&mut owner, "ada@example.test", PASSWORD).await.expect(303);
    assert!(is_signed_in(&mut owner).await);
});
