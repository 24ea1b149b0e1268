//! Another address: asked for with the password, agreed to at both ends.

use chrono::TimeDelta;

use super::{PASSWORD, count, mailed_link, mails, member, sign_in, token};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

const NEW: &str = "ada@elsewhere.test";

async fn ask(client: &mut Client, email: &str, password: &str) -> Answer {
    let fields = [("email", email), ("password", password), ("_from", "/account/security")];
    client.post_form("/api/fn/change_email", &fields).await
}

async fn agree(app: &TestApp, link: &str) -> Answer {
    let fields = [("token", token(link)), ("_from", link)];
    app.client().post_form("/api/fn/agree_to_email", &fields).await
}

on_both!(both_addresses_agree_in_either_order, |db| async move {
    let app = TestApp::start(db.clone()).await;
    for (name, kinds) in
        [("ada", ["leave-address", "take-address"]), ("bob", ["take-address", "leave-address"])]
    {
        let mut client = app.client().signed_in(member(&db, name).await).await;
        let new = format!("{name}@elsewhere.test");
        ask(&mut client, &new, PASSWORD).await.expect(303);
        let page = client.get("/account/security").await.expect(200).text();
        assert!(page.contains("is under way") && page.contains(&new), "{page}");
        let mut links = Vec::new();
        for kind in kinds {
            links.push(mailed_link(&app, kind).await);
        }
        for link in &links {
            assert!(app.client().get(link).await.expect(200).text().contains("Agree to the change"));
        }
        agree(&app, &links[0]).await.expect(303);
        agree(&app, &links[0]).await.expect(303);
        assert_eq!(count(&db, &format!("users WHERE email_key = '{new}'")).await, 0);
        agree(&app, &links[1]).await.expect(303);
        assert_eq!(count(&db, &format!("users WHERE email_key = '{new}' AND email = '{new}'")).await, 1);
        agree(&app, &links[1]).await.expect(409);
        sign_in(&mut app.client(), &format!("{name}@example.test"), PASSWORD).await.expect(422);
        sign_in(&mut app.client(), &new, PASSWORD).await.expect(303);
    }
    assert_eq!(mails(&app, "address-changed").await, 2);
    assert_eq!(count(&db, "audit_events WHERE action = 'user.email_changed'").await, 2);
});

on_both!(what_cannot_be_is_told_at_its_field, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut client = app.client().signed_in(member(&db, "ada").await).await;
    for (email, password, words) in [
        ("no address", PASSWORD, "This does not look like an email address."),
        ("ADA@example.test", PASSWORD, "This is your address already."),
        (NEW, "", "Enter your password."),
        (NEW, "wrong horse battery", "This is not your password."),
    ] {
        let page = ask(&mut client, email, password).await.expect(422).text();
        assert!(page.contains(words), "{email}: {page}");
    }
    assert_eq!(count(&db, "email_changes").await, 0);
});

on_both!(a_change_ends_by_itself_and_by_its_owner, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut client = app.client().signed_in(member(&db, "ada").await).await;
    ask(&mut client, NEW, PASSWORD).await.expect(303);
    let old = mailed_link(&app, "leave-address").await;
    client.post_form("/api/fn/cancel_email_change", &[("_from", "/account/security")]).await.expect(303);
    agree(&app, &old).await.expect(409);

    app.state.clock.advance(TimeDelta::seconds(1));
    ask(&mut client, NEW, PASSWORD).await.expect(303);
    let old = mailed_link(&app, "leave-address").await;
    agree(&app, &old).await.expect(303);
    app.state.clock.advance(TimeDelta::hours(24));
    agree(&app, &mailed_link(&app, "take-address").await).await.expect(409);
    assert!(!client.get("/account/security").await.expect(200).text().contains("is under way"));
});

on_both!(an_address_with_an_account_is_neither_told_nor_taken, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "bob").await;
    let mut client = app.client().signed_in(member(&db, "ada").await).await;
    ask(&mut client, "bob@example.test", PASSWORD).await.expect(303);
    agree(&app, &mailed_link(&app, "leave-address").await).await.expect(303);
    agree(&app, &mailed_link(&app, "take-address").await).await.expect(409);
    assert_eq!(count(&db, "users WHERE email_key = 'ada@example.test'").await, 1);
});
