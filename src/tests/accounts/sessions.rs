//! Sessions: a new id at each change of what they may do, and an end that is one.

use super::{PASSWORD, count, is_signed_in, member, sign_in};
use crate::support::app::TestApp;

on_both!(the_id_changes_at_sign_in_and_the_old_one_is_worth_nothing, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    let first = client.cookie("prosets").unwrap().to_owned();
    let mut planted = app.client();
    planted.set_cookie("prosets", &first);
    assert!(is_signed_in(&mut planted).await);

    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    assert_ne!(client.cookie("prosets").unwrap(), first);
    assert!(!is_signed_in(&mut planted).await);
    assert!(is_signed_in(&mut client).await);
    assert_eq!(count(&db, "sessions").await, 1);
});

on_both!(an_id_nobody_was_given_is_not_taken_over, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let mut client = app.client();
    client.set_cookie("prosets", "AAAAAAAAAAAAAAAAAAAAAQ");
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    assert_ne!(client.cookie("prosets").unwrap(), "AAAAAAAAAAAAAAAAAAAAAQ");
});

on_both!(signing_out_ends_the_session_itself, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    let mut copy = client.clone();
    let answer = client.post_form("/api/fn/sign_out", &[]).await.expect(303);
    assert_eq!(answer.location(), "/");
    assert_eq!(client.cookie("prosets"), None);
    assert!(!is_signed_in(&mut copy).await);
    assert_eq!(count(&db, "sessions").await, 0);
    // Twice is as good as once.
    copy.post_form("/api/fn/sign_out", &[]).await.expect(303);
});

on_both!(a_cookie_of_rubbish_is_a_stranger, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let long = "A".repeat(5000);
    for rubbish in ["x", "", "%00", "../../etc", "AAAAAAAAAAAAAAAAAAAAAA", "</script>", "' OR 1=1 --", &long]
    {
        let mut client = app.client();
        client.set_cookie("prosets", rubbish);
        assert!(!is_signed_in(&mut client).await, "{rubbish}");
        client.get("/sign-in").await.expect(200);
    }
});

on_both!(the_cookie_is_out_of_reach_of_scripts_and_other_sites, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let answer = sign_in(&mut app.client(), "ada@example.test", PASSWORD).await;
    let cookies: Vec<_> =
        answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    let cookie = cookies.iter().find(|cookie| cookie.starts_with("prosets=")).unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    // Kept as a hash: whoever reads the table cannot sign in with it.
    let id = cookie["prosets=".len()..].split(';').next().unwrap();
    assert_eq!(count(&db, &format!("sessions WHERE id = '{id}'")).await, 0);

    let app = TestApp::with(db.clone(), &[("AUTH0_BASE_URL", "https://shop.example")]).await;
    let answer = sign_in(&mut app.client(), "ada@example.test", PASSWORD).await;
    let cookies: Vec<_> =
        answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    let cookie = cookies.iter().find(|cookie| cookie.starts_with("__Host-prosets=")).unwrap();
    assert!(cookie.contains("Secure") && !cookie.contains("Domain"), "{cookie}");
});

on_both!(a_session_that_was_ended_is_not_saved_back, |db| async move {
    use prosets::server::session::{self, Store};
    use std::sync::Arc;
    use tower_sessions::Session;
    let ada = member(&db, "ada").await;
    let store = Arc::new(Store::new(db.clone()));
    let begun = Session::new(None, store.clone(), None);
    session::sign_in(&begun, ada, chrono::Utc::now()).await.unwrap();
    begun.save().await.unwrap();
    // A request under way holds the session while another ends it.
    let held = Session::new(begun.id(), store.clone(), None);
    assert_eq!(session::user_id(&held, chrono::Utc::now()).await.unwrap(), Some(ada));
    session::sign_out(&begun).await.unwrap();
    session::ensure_cart_key(&held).await.unwrap();
    held.save().await.unwrap();
    assert_eq!(count(&db, "sessions").await, 0);
});

on_both!(an_old_session_lasts_while_it_is_used, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    client.get("/account").await.expect(200);
    let quiet = client.get("/account").await.expect(200);
    assert!(quiet.headers.get("set-cookie").is_none(), "{:?}", quiet.headers);
    app.state.clock.advance(chrono::TimeDelta::minutes(61));
    let answer = client.get("/account").await.expect(200);
    assert!(answer.header("set-cookie").starts_with("prosets="), "{:?}", answer.headers);
});

on_both!(one_sign_in_is_ended_and_only_ones_own, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let bob = member(&db, "bob").await;
    let mut here = app.client().signed_in(ada).await;
    let mut there = app.client().signed_in(ada).await;
    let mut bobs = app.client().signed_in(bob).await;
    let key = |page: &str| {
        let (_, rest) = page.split_once("name=\"session\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let page = here.get("/account/sessions").await.expect(200).text();
    assert_eq!(page.matches("name=\"session\"").count(), 1, "{page}");
    let theirs = key(&page);

    bobs.post_form("/api/fn/end_session", &[("session", theirs.as_str())]).await.expect(303);
    assert!(is_signed_in(&mut there).await);
    let answer = here.post_form("/api/fn/end_session", &[("session", theirs.as_str())]).await.expect(303);
    assert_eq!(answer.location(), "/account/sessions");
    assert!(
        !is_signed_in(&mut there).await && is_signed_in(&mut here).await && is_signed_in(&mut bobs).await
    );
    assert_eq!(count(&db, "audit_events WHERE action = 'user.session_ended'").await, 1);
    here.post_form("/api/fn/end_session", &[("session", theirs.as_str())]).await.expect(303);
});

on_both!(no_sign_in_outlives_ninety_days, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    app.state.clock.advance(chrono::TimeDelta::days(89));
    assert!(is_signed_in(&mut client).await);
    app.state.clock.advance(chrono::TimeDelta::days(1));
    assert!(!is_signed_in(&mut client).await);
    assert_eq!(count(&db, "sessions WHERE user_id IS NOT NULL").await, 0);
});
