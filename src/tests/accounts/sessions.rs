//! Sessions: a new id at each change of what they may do, and an end that is one, wherever they are kept.

use super::{PASSWORD, count, is_signed_in, member, sign_in};

on_each_store!(the_id_changes_at_sign_in_and_the_old_one_is_worth_nothing, |db, home| async move {
    let app = home.start().await;
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
    assert_eq!(home.sessions().await, 1);
});

on_each_store!(an_id_nobody_was_given_is_not_taken_over, |db, home| async move {
    let app = home.start().await;
    member(&db, "ada").await;
    let mut client = app.client();
    client.set_cookie("prosets", "AAAAAAAAAAAAAAAAAAAAAQ");
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    assert_ne!(client.cookie("prosets").unwrap(), "AAAAAAAAAAAAAAAAAAAAAQ");
});

on_each_store!(signing_out_ends_the_session_itself, |db, home| async move {
    let app = home.start().await;
    member(&db, "ada").await;
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    let mut copy = client.clone();
    let answer = client.post_form("/api/fn/sign_out", &[]).await.expect(303);
    assert_eq!(answer.location(), "/");
    assert_eq!(client.cookie("prosets"), None);
    assert!(!is_signed_in(&mut copy).await);
    assert_eq!(home.sessions().await, 0);
    // Twice is as good as once.
    copy.post_form("/api/fn/sign_out", &[]).await.expect(303);
});

on_each_store!(a_cookie_of_rubbish_is_a_stranger, |_db, home| async move {
    let app = home.start().await;
    let long = "A".repeat(5000);
    for rubbish in ["x", "", "%00", "../../etc", "AAAAAAAAAAAAAAAAAAAAAA", "</script>", "' OR 1=1 --", &long]
    {
        let mut client = app.client();
        client.set_cookie("prosets", rubbish);
        assert!(!is_signed_in(&mut client).await, "{rubbish}");
        client.get("/sign-in").await.expect(200);
    }
});

on_each_store!(the_cookie_is_out_of_reach_of_scripts_and_other_sites, |db, home| async move {
    let app = home.start().await;
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
    assert!(!home.holds(id).await);

    let app = home.with(&[("AUTH0_BASE_URL", "https://shop.example")]).await;
    let answer = sign_in(&mut app.client(), "ada@example.test", PASSWORD).await;
    let cookies: Vec<_> =
        answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    let cookie = cookies.iter().find(|cookie| cookie.starts_with("__Host-prosets=")).unwrap();
    assert!(cookie.contains("Secure") && !cookie.contains("Domain"), "{cookie}");
});

on_each_store!(a_session_that_was_ended_is_not_saved_back, |db, home| async move {
    use prosets::server::session;
    use std::sync::Arc;
    use tower_sessions::Session;
    let app = home.start().await;
    let ada = member(&db, "ada").await;
    let store = Arc::new(app.state.sessions.clone());
    let begun = Session::new(None, store.clone(), None);
    session::sign_in(&begun, ada, chrono::Utc::now()).await.unwrap();
    begun.save().await.unwrap();
    // A request under way holds the session while another ends it.
    let held = Session::new(begun.id(), store.clone(), None);
    assert_eq!(session::user_id(&held, chrono::Utc::now()).await.unwrap(), Some(ada));
    session::sign_out(&begun).await.unwrap();
    session::ensure_cart_key(&held).await.unwrap();
    held.save().await.unwrap();
    assert_eq!(home.sessions().await, 0);
});

on_each_store!(an_old_session_lasts_while_it_is_used, |db, home| async move {
    let app = home.start().await;
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

on_each_store!(one_sign_in_is_ended_and_only_ones_own, |db, home| async move {
    let app = home.start().await;
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

on_each_store!(no_sign_in_outlives_ninety_days, |db, home| async move {
    let app = home.start().await;
    member(&db, "ada").await;
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    app.state.clock.advance(chrono::TimeDelta::days(89));
    assert!(is_signed_in(&mut client).await);
    app.state.clock.advance(chrono::TimeDelta::days(1));
    assert!(!is_signed_in(&mut client).await);
    assert_eq!(home.sign_ins().await, 0);
});

on_each_store!(everything_that_ends_all_sign_ins_ends_them, |db, home| async move {
    use prosets::accounts::{disable_person, set_staff_role};
    use prosets::db::entities::user::StaffRole;
    let app = home.start().await;
    let ada = member(&db, "ada").await;
    let bob = member(&db, "bob").await;
    let mut bobs = app.client().signed_in(bob).await;
    let mut here = app.client().signed_in(ada).await;
    let mut there = app.client().signed_in(ada).await;
    here.post_form("/api/fn/sign_out_everywhere", &[]).await.expect(303);
    assert!(is_signed_in(&mut here).await && !is_signed_in(&mut there).await);

    let mut there = app.client().signed_in(ada).await;
    let fields = [("current_password", PASSWORD), ("new_password", "another horse battery")];
    here.post_form("/api/fn/change_password", &fields).await.expect(303);
    assert!(is_signed_in(&mut here).await && !is_signed_in(&mut there).await);
    assert_eq!(home.sign_ins().await, 2);

    let (sessions, now) = (&app.state.sessions, chrono::Utc::now());
    set_staff_role(&db, sessions, "ada@example.test", Some(StaffRole::Moderator), now).await.unwrap();
    assert!(!is_signed_in(&mut here).await);
    let mut here = app.client().signed_in(ada).await;
    disable_person(&db, sessions, "ada@example.test", now).await.unwrap();
    assert!(!is_signed_in(&mut here).await && is_signed_in(&mut bobs).await);
    assert_eq!(home.sign_ins().await, 1);
});

on_each_store!(one_list_shows_them_all_the_last_used_first, |db, home| async move {
    let app = home.start().await;
    let ada = member(&db, "ada").await;
    member(&db, "bob").await;
    for (host, email) in [(1, "ada"), (2, "ada"), (3, "bob"), (4, "ada")] {
        let mut client = app.client();
        client.ip = ([10, 0, 0, host], 4000).into();
        sign_in(&mut client, &format!("{email}@example.test"), PASSWORD).await.expect(303);
    }
    let found = app.state.sessions.of(ada, app.state.clock.now()).await.unwrap();
    let addresses: Vec<_> = found.iter().filter_map(|begun| begun.ip.as_deref()).collect();
    assert_eq!(addresses, ["10.0.0.4", "10.0.0.2", "10.0.0.1"]);
    // Past their time they are not listed, whatever is still kept.
    let later = app.state.clock.now() + chrono::TimeDelta::days(15);
    assert!(app.state.sessions.of(ada, later).await.unwrap().is_empty());
});
