//! Whose account a sign-in with a provider is.

use prosets::db::entities::user;
use sea_orm::EntityTrait;
use serde_json::json;

use super::super::second_factor::turn_on;
use super::super::{PASSWORD, count, is_signed_in, mailed_link, mails, member};
use super::issuer::Issuer;
use super::{come_back, counted, problem, shop, sign_in, sign_in_by, visit};
use crate::support::client::{Answer, Client};

async fn link(client: &mut Client, password: &str) -> Answer {
    let fields = [("password", password), ("code", ""), ("_from", "/sign-in/link")];
    client.post_form("/api/fn/link_sign_in", &fields).await
}

on_both!(somebody_new_gets_an_account_and_comes_back_to_it, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    let mut client = app.client();
    let answer = sign_in_by(&mut client, &issuer, "/api/auth/login?next=/cart", |_| {}).await;
    assert_eq!(answer.location(), "/cart");
    assert!(client.get("/cart").await.text().contains("Welcome, Ada L."));
    let page = client.get("/account/security").await.expect(200).text();
    assert!(page.contains("Linked sign-ins") && page.contains("You have none"), "{page}");
    client.post_form("/api/fn/sign_out", &[("_from", "/")]).await.expect(303);

    // Known by issuer and subject, whatever the address is by now.
    sign_in(&mut client, &issuer, |claims| claims["email"] = "new@example.test".into()).await.expect(303);
    assert!(is_signed_in(&mut client).await);
    assert_eq!(counted(&db).await, (1, 1));
    let ada = user::Entity::find().one(&db).await.unwrap().unwrap();
    assert_eq!((ada.username.as_str(), ada.email.as_str()), ("ada", "ada@example.test"));
    assert!(ada.password_hash.is_none() && ada.email_verified_at.is_some());
});

on_both!(a_taken_name_is_given_a_number, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    member(&db, "ada").await;
    for (subject, email, expected) in [
        ("2", "two@example.test", "ada-2"),
        ("3", "three@example.test", "ada-3"),
        ("4", "4@example.test", "admin-2"),
    ] {
        let mut client = app.client();
        let answer = sign_in(&mut client, &issuer, |claims| {
            claims["sub"] = subject.into();
            claims["email"] = email.into();
            if subject == "4" {
                claims["preferred_username"] = "Admin".into();
            }
        });
        answer.await.expect(303);
        let me = client.get_json("/api/v1/auth/me").await.expect(200).json();
        assert_eq!(me["data"]["username"], expected);
    }
});

on_both!(an_account_with_the_address_is_linked_by_its_password, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    member(&db, "ada").await;
    let mut client = app.client();
    let button = "/api/auth/login?next=/wishlist";
    let answer = sign_in_by(&mut client, &issuer, button, |_| {}).await;
    assert_eq!(answer.location(), "/sign-in/link");
    assert!(!is_signed_in(&mut client).await);
    let page = client.get("/sign-in/link").await.expect(200).text();
    assert!(page.contains("ada@example.test") && page.contains("Your password here"));
    let refused = link(&mut client, "wrong horse battery").await.expect(422).text();
    assert!(refused.contains("is not right"), "{refused}");
    assert_eq!(counted(&db).await, (1, 0));
    assert_eq!(link(&mut client, PASSWORD).await.location(), "/wishlist");
    assert_eq!(counted(&db).await, (1, 1));
    assert!(is_signed_in(&mut client).await);
    assert_eq!(mails(&app, "identity-linked").await, 1);
    // A second time there is nothing to link.
    link(&mut app.client(), PASSWORD).await.expect(409);

    let mut other = app.client();
    sign_in(&mut other, &issuer, |_| {}).await.expect(303);
    assert!(is_signed_in(&mut other).await);
});

on_both!(an_unconfirmed_address_opens_nothing, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    member(&db, "ada").await;
    let mut client = app.client();
    for change in [json!(false), json!(null), json!("false")] {
        let answer = sign_in(&mut client, &issuer, |claims| claims["email_verified"] = change.clone()).await;
        assert_eq!(answer.location(), "/sign-in/link", "{change}");
        let page = client.get("/sign-in/link").await.expect(200).text();
        assert!(page.contains("did not confirm an email address"), "{change}");
        assert!(!page.contains("Your password here"), "{change}");
        // Not by the password either: the provider's word is not the address's.
        link(&mut client, PASSWORD).await.expect(409);
    }
    assert_eq!(counted(&db).await, (1, 0));
    let finish =
        |email: &'static str| [("email", email), ("username", "lovelace"), ("_from", "/sign-in/link")];

    // An address somebody has: the same words, and a mail to them; no account.
    let told =
        client.post_form("/api/fn/sign_up_with_provider", &finish("ada@example.test")).await.expect(303);
    assert_eq!(counted(&db).await, (1, 0));
    assert_eq!(mails(&app, "address-known").await, 1);

    // One nobody has: an account that is still to confirm it.
    sign_in(&mut client, &issuer, |claims| claims["email_verified"] = false.into()).await.expect(303);
    let again =
        client.post_form("/api/fn/sign_up_with_provider", &finish("new@example.test")).await.expect(303);
    assert_eq!(told.location(), again.location());
    assert_eq!(counted(&db).await, (2, 1));
    assert_eq!(mails(&app, "verify-email").await, 1);
    sign_in(&mut client, &issuer, |claims| claims["email_verified"] = false.into()).await.expect(303);
    let me = client.get_json("/api/v1/auth/me").await.expect(200).json();
    assert_eq!(
        (&me["data"]["email"], &me["data"]["email_verified"]),
        (&json!("new@example.test"), &json!(false))
    );
});

on_both!(the_mailed_link_takes_an_account_back_from_whoever_squats_on_the_address, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    let mut thief = app.client();
    sign_in(&mut thief, &issuer, |claims| claims["email_verified"] = false.into()).await.expect(303);
    let fields = [("email", "ada@example.test"), ("username", "thief"), ("_from", "/sign-in/link")];
    thief.post_form("/api/fn/sign_up_with_provider", &fields).await.expect(303);
    assert_eq!(counted(&db).await, (1, 1));

    let mut ada = app.client();
    let fields = [("email", "ada@example.test"), ("_from", "/forgot-password")];
    ada.post_form("/api/fn/forgot_password", &fields).await.expect(303);
    let link = mailed_link(&app, "reset-password").await;
    let token = link.split_once("?token=").unwrap().1.to_owned();
    let fields = [("token", token.as_str()), ("password", PASSWORD), ("_from", link.as_str())];
    ada.post_form("/api/fn/reset_password", &fields).await.expect(303);
    assert_eq!(counted(&db).await, (1, 0));
    sign_in(&mut thief, &issuer, |claims| claims["email_verified"] = false.into()).await.expect(303);
    assert!(!is_signed_in(&mut thief).await);
});

on_both!(a_second_sign_in_is_linked_from_a_signed_in_session_alone, |db| async move {
    let (main, other) = (Issuer::start().await, Issuer::start().await);
    let app = shop(&db, &main, Some(&other)).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client().signed_in(ada).await;
    let stranger = |claims: &mut serde_json::Value| claims["email"] = "elsewhere@example.test".into();
    let answer = sign_in(&mut client, &main, stranger).await;
    assert_eq!(answer.location(), "/sign-in/link");
    link(&mut client, "wrong horse battery").await.expect(422);
    assert_eq!(link(&mut client, PASSWORD).await.location(), "/account/security");
    assert_eq!(counted(&db).await, (1, 1));
    let page = client.get("/account/security").await.expect(200).text();
    assert!(page.contains("elsewhere@example.test") && page.contains("Link Other"), "{page}");

    // Somebody else's cannot be taken, and one's own is linked once.
    let ben = member(&db, "ben").await;
    let mut ben = app.client().signed_in(ben).await;
    let answer = sign_in(&mut ben, &main, stranger).await;
    assert_eq!(answer.location(), "/account/security");
    assert!(ben.get("/account/security").await.text().contains("belongs to another account"));
    sign_in(&mut client, &main, stranger).await.expect(303);
    assert!(client.get("/account/security").await.text().contains("linked already"));
    assert_eq!(counted(&db).await, (2, 1));
});

on_both!(the_last_way_in_is_not_unlinked, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    let mut client = app.client();
    sign_in(&mut client, &issuer, |_| {}).await.expect(303);
    let page = client.get("/account/security").await.expect(200).text();
    let id =
        page.split("name=\"identity_id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [("identity_id", id.as_str()), ("_from", "/account/security")];
    client.post_form("/api/fn/unlink_sign_in", &fields).await.expect(409);
    assert_eq!(counted(&db).await, (1, 1));

    // Somebody else's is not theirs to unlink.
    let ben = member(&db, "ben").await;
    app.client().signed_in(ben).await.post_form("/api/fn/unlink_sign_in", &fields).await.expect(303);
    assert_eq!(counted(&db).await, (2, 1));

    let ask = [("email", "ada@example.test"), ("_from", "/forgot-password")];
    client.post_form("/api/fn/forgot_password", &ask).await.expect(303);
    let link = mailed_link(&app, "reset-password").await;
    let token = link.split_once("?token=").unwrap().1.to_owned();
    let set = [("token", token.as_str()), ("password", PASSWORD), ("_from", link.as_str())];
    client.post_form("/api/fn/reset_password", &set).await.expect(303);
    sign_in(&mut client, &issuer, |_| {}).await.expect(303);
    client.post_form("/api/fn/unlink_sign_in", &fields).await.expect(303);
    assert_eq!(counted(&db).await, (2, 0));
    assert_eq!(mails(&app, "identity-linked").await, 1);
});

on_both!(the_second_factor_is_asked_for_here_too, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    let mut client = app.client();
    sign_in(&mut client, &issuer, |_| {}).await.expect(303);
    let (_, codes) = turn_on(&app, &mut client).await;
    let mut other = app.client();
    let answer = sign_in_by(&mut other, &issuer, "/api/auth/login?next=/orders", |grant| {
        let later = app.state.clock.now().timestamp();
        grant.claims["iat"] = later.into();
        grant.claims["exp"] = (later + 300).into();
    });
    assert_eq!(answer.await.location(), "/sign-in/code?next=%2Forders");
    assert!(!is_signed_in(&mut other).await);
    let fields = [("code", codes[0].as_str()), ("next", "/orders"), ("_from", "/sign-in/code")];
    assert_eq!(other.post_form("/api/fn/sign_in_code", &fields).await.location(), "/orders");
    assert!(is_signed_in(&mut other).await);
});

on_both!(roles_follow_the_main_providers_word_when_it_changes, |db| async move {
    let (main, other) = (Issuer::start().await, Issuer::start().await);
    let app = shop(&db, &main, Some(&other)).await;
    let roles = async |claim: &str, told: serde_json::Value| {
        let mut client = app.client();
        let name = claim.to_owned();
        sign_in(&mut client, &main, |claims| claims[name] = told).await.expect(303);
        let me = client.get_json("/api/v1/auth/me").await.expect(200).json();
        (client, me["data"]["roles"].as_array().unwrap().len())
    };
    let claim = "https://prosets/roles";
    assert_eq!(roles("nothing", json!(1)).await.1, 1);
    let (mut admin, held) = roles(claim, json!(["admin"])).await;
    assert_eq!(held, 3);
    admin.get("/admin/users").await.expect(200);
    assert_eq!(roles("permissions", json!(["prosets:moderator", "admin"])).await.1, 2);
    // Sign-ins under the role before have ended.
    assert!(!is_signed_in(&mut admin).await);
    // Silence changes nothing; an empty list takes the role away.
    assert_eq!(roles("nothing", json!(1)).await.1, 2);
    assert_eq!(roles(claim, json!([])).await.1, 1);
    assert_eq!(count(&db, "audit_events WHERE action = 'user.role_changed'").await, 3);

    // A further provider's word on roles is nobody's, be the account new or known.
    for _ in 0..2 {
        let mut client = app.client();
        let answer = sign_in_by(&mut client, &other, "/api/auth/login/other", |grant| {
            grant.claims[claim] = json!(["admin"]);
            grant.claims["email"] = "eve@example.test".into();
        });
        answer.await.expect(303);
        client.get("/admin/users").await.expect(403);
    }
});

on_both!(a_disabled_account_is_told_so, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    sign_in(&mut app.client(), &issuer, |_| {}).await.expect(303);
    prosets::accounts::disable_person(&db, &app.state.sessions, "ada@example.test", chrono::Utc::now())
        .await
        .unwrap();
    let mut client = app.client();
    assert_eq!(problem(&sign_in(&mut client, &issuer, |_| {}).await), "disabled");
    assert!(!is_signed_in(&mut client).await);
});

on_both!(the_cart_comes_along_and_the_visit_is_not_lost_in_another_tab, |db| async move {
    let issuer = Issuer::start().await;
    let app = shop(&db, &issuer, None).await;
    let mut client = app.client();
    let first = visit(&mut client, "/api/auth/login").await;
    for _ in 0..4 {
        visit(&mut client, "/api/auth/login").await;
    }
    let code = issuer.code(issuer.grant(&first, issuer.claims(&first)));
    come_back(&mut client, &first, &code).await.expect(303);
    assert!(is_signed_in(&mut client).await);
});
