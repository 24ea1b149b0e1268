//! The second factor: set up by its first code, asked for at every sign-in, lost and found again by recovery codes.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use totp_rs::{Builder, Secret};

use super::{PASSWORD, count, is_signed_in, mails, member, sign_in};
use crate::builders::staff;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

/// The app on somebody's phone.
pub struct Phone(Vec<u8>);

impl Phone {
    /// Types the key off the page.
    fn read(page: &str) -> Self {
        let (_, rest) = page.split_once("<span class=\"licence-key\">").unwrap();
        let key: String = rest.split('<').next().unwrap().chars().filter(|c| *c != ' ').collect();
        Self(Secret::try_from_base32(&key).unwrap().as_bytes().to_vec())
    }

    fn code(&self, now: DateTime<Utc>) -> String {
        let totp = Builder::new().with_secret(Secret::new(self.0.clone().into())).build().unwrap();
        totp.generate(now.timestamp().unsigned_abs()).to_string()
    }
}

const SECURITY: (&str, &str) = ("_from", "/account/security");

async fn give(client: &mut Client, action: &str, code: &str) -> Answer {
    let scope = match action {
        "renew_recovery_codes" => "renew",
        "turn_off_second_factor" => "off",
        _ => "",
    };
    let from = if action == "sign_in_code" { ("_from", "/sign-in/code") } else { SECURITY };
    client.post_form(&format!("/api/fn/{action}"), &[("code", code), ("_scope", scope), from]).await
}

pub async fn turn_on(app: &TestApp, client: &mut Client) -> (Phone, Vec<String>) {
    client.post_form("/api/fn/begin_second_factor", &[SECURITY]).await.expect(303);
    let phone = Phone::read(&client.get("/account/security").await.expect(200).text());
    give(client, "confirm_second_factor", &phone.code(app.state.clock.now())).await.expect(303);
    let page = client.get("/account/security").await.expect(200).text();
    let (_, list) = page.split_once("class=\"codes mono\">").unwrap();
    let list = list.split("</ul>").next().unwrap();
    let codes: Vec<_> =
        list.split("<li>").skip(1).map(|li| li.split('<').next().unwrap().to_owned()).collect();
    assert_eq!(codes.len(), 10, "{page}");
    // The next code is another one.
    app.state.clock.advance(TimeDelta::seconds(60));
    (phone, codes)
}

on_both!(signing_in_asks_for_the_code, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client().signed_in(ada).await;
    client.post_form("/api/fn/begin_second_factor", &[SECURITY]).await.expect(303);
    // Begun is not on.
    sign_in(&mut app.client(), "ada@example.test", PASSWORD).await.expect(303);
    let page = give(&mut client, "confirm_second_factor", "000000").await.expect(422).text();
    assert!(page.contains("This code is not right"), "{page}");
    let (phone, _) = turn_on(&app, &mut client).await;
    assert_eq!(mails(&app, "second-factor").await, 1);
    assert_eq!(count(&db, "audit_events WHERE action = 'user.second_factor_on'").await, 1);

    let mut other = app.client();
    let fields = [("email", "ada@example.test"), ("password", PASSWORD), ("next", "/cart")];
    let answer = other.post_form("/api/fn/sign_in", &fields).await.expect(303);
    assert_eq!(answer.location(), "/sign-in/code?next=%2Fcart");
    assert!(!is_signed_in(&mut other).await);
    assert!(other.get(answer.location()).await.expect(200).text().contains("Six digits"));
    let page = give(&mut other, "sign_in_code", "123").await.expect(422).text();
    assert!(page.contains("This code is not right") && !is_signed_in(&mut other).await, "{page}");

    let code = phone.code(app.state.clock.now());
    let fields = [("code", code.as_str()), ("next", "/cart")];
    assert_eq!(other.post_form("/api/fn/sign_in_code", &fields).await.expect(303).location(), "/cart");
    assert!(is_signed_in(&mut other).await);
    // A code is good once, whoever looked over the shoulder.
    let mut thief = app.client();
    sign_in(&mut thief, "ada@example.test", PASSWORD).await.expect(303);
    give(&mut thief, "sign_in_code", &code).await.expect(422);
    assert!(!is_signed_in(&mut thief).await);
});

on_both!(a_code_without_the_password_is_nothing, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let (phone, codes) = turn_on(&app, &mut app.client().signed_in(ada).await).await;
    let mut stranger = app.client();
    assert_eq!(stranger.get("/sign-in/code").await.location(), "/sign-in");
    let code = phone.code(app.state.clock.now());
    stranger.post_form("/api/fn/sign_in_code", &[("code", code.as_str())]).await.expect(409);
    stranger.post_form("/api/fn/sign_in_code", &[("code", codes[0].as_str())]).await.expect(409);

    let mut slow = app.client();
    sign_in(&mut slow, "ada@example.test", PASSWORD).await.expect(303);
    app.state.clock.advance(TimeDelta::minutes(10));
    let code = phone.code(app.state.clock.now());
    slow.post_form("/api/fn/sign_in_code", &[("code", code.as_str())]).await.expect(409);
    assert!(!is_signed_in(&mut slow).await);

    // Whoever got past a password that was changed meanwhile begins again.
    let mut thief = app.client();
    sign_in(&mut thief, "ada@example.test", PASSWORD).await.expect(303);
    let change = [("current_password", PASSWORD), ("new_password", "better horse battery"), SECURITY];
    app.client().signed_in(ada).await.post_form("/api/fn/change_password", &change).await.expect(303);
    thief.post_form("/api/fn/sign_in_code", &[("code", codes[1].as_str())]).await.expect(409);
    assert!(!is_signed_in(&mut thief).await);
});

on_both!(guessing_codes_ends_after_ten, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let (phone, _) = turn_on(&app, &mut app.client().signed_in(ada).await).await;
    let mut thief = app.client();
    sign_in(&mut thief, "ada@example.test", PASSWORD).await.expect(303);
    for _ in 0..10 {
        give(&mut thief, "sign_in_code", "000000").await.expect(422);
    }
    let page = give(&mut thief, "sign_in_code", &phone.code(app.state.clock.now())).await.expect(422).text();
    assert!(page.contains("Too many wrong codes"), "{page}");
});

on_both!(a_recovery_code_works_once, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client().signed_in(ada).await;
    let (phone, codes) = turn_on(&app, &mut client).await;
    assert_eq!(count(&db, &format!("recovery_codes WHERE code_hash LIKE '%{}%'", &codes[0][..4])).await, 0);
    for (times, expected) in [303, 422].into_iter().enumerate() {
        let mut lost = app.client();
        sign_in(&mut lost, "ada@example.test", PASSWORD).await.expect(303);
        give(&mut lost, "sign_in_code", &codes[0].to_uppercase()).await.expect(expected);
        assert_eq!(is_signed_in(&mut lost).await, times == 0);
    }
    client.post_form("/api/fn/forget_recovery_codes", &[SECURITY]).await.expect(303);
    let page = client.get("/account/security").await.expect(200).text();
    assert!(page.contains("9 left") && !page.contains(&codes[1]), "{page}");

    let code = phone.code(app.state.clock.now());
    give(&mut client, "renew_recovery_codes", &code).await.expect(303);
    let mut lost = app.client();
    sign_in(&mut lost, "ada@example.test", PASSWORD).await.expect(303);
    give(&mut lost, "sign_in_code", &codes[1]).await.expect(422);
});

on_both!(turning_it_off_takes_a_code, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client().signed_in(ada).await;
    let (phone, _) = turn_on(&app, &mut client).await;
    client.post_form("/api/fn/begin_second_factor", &[SECURITY]).await.expect(409);
    let page = give(&mut client, "turn_off_second_factor", "000000").await.expect(422).text();
    assert!(page.contains("This code is not right"), "{page}");
    give(&mut client, "turn_off_second_factor", &phone.code(app.state.clock.now())).await.expect(303);
    assert_eq!(count(&db, "authenticators").await + count(&db, "recovery_codes").await, 0);
    let mut other = app.client();
    sign_in(&mut other, "ada@example.test", PASSWORD).await.expect(303);
    assert!(is_signed_in(&mut other).await);
});

on_both!(programs_bring_the_code_along, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let (phone, codes) = turn_on(&app, &mut app.client().signed_in(ada).await).await;
    let login = async |code: Option<&str>, password: &str| {
        let body = json!({ "email": "ada@example.test", "password": password, "code": code });
        app.client().post_json("/api/v1/auth/login", body).await
    };
    for code in [None, Some(""), Some("000000"), Some("</script>")] {
        let answer = login(code, PASSWORD).await.expect(401).json();
        assert_eq!(answer["error"]["code"], "UNAUTHENTICATED");
        assert!(answer["error"]["details"]["code"].is_array(), "{answer}");
    }
    // Whoever lacks the password learns nothing of the second factor.
    let answer = login(None, "wrong horse battery").await.expect(401).json();
    assert!(answer["error"]["details"].get("code").is_none(), "{answer}");
    login(Some(&phone.code(app.state.clock.now())), PASSWORD).await.expect(200);
    login(Some(&codes[3]), PASSWORD).await.expect(200);
});

on_both!(a_shop_may_ask_its_staff_for_it, |db| async move {
    let app = TestApp::with(db.clone(), &[("PROSETS_REQUIRE_ADMIN_2FA", "on")]).await;
    for name in ["root", "mod"] {
        let person = match name {
            "root" => staff::admin(&db, name).await,
            _ => staff::moderator(&db, name).await,
        };
        let mut client = app.client().signed_in(person.id).await;
        assert!(client.get("/admin").await.expect(403).text().contains("Account, Security"));
        client.get("/api/v1/admin/users").await.expect(403);
        turn_on(&app, &mut client).await;
        assert!(!client.get("/admin").await.expect(200).text().contains("Set up a second factor"));
        client.get("/api/v1/admin/users").await.expect(200);
    }
    // Nobody else is bothered.
    let ada = member(&db, "ada").await;
    app.client().signed_in(ada).await.get("/library").await.expect(200);
});

on_both!(staff_are_urged_where_it_is_not_asked_for, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let root = staff::admin(&db, "root").await;
    let page = app.client().signed_in(root.id).await.get("/admin").await.expect(200).text();
    assert!(page.contains("Set up a second factor"), "{page}");
});

on_both!(roles_are_given_by_code, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let root = staff::admin(&db, "root").await;
    let ada = member(&db, "ada").await.to_string();
    let mut client = app.client().signed_in(root.id).await;
    let (phone, _) = turn_on(&app, &mut client).await;
    assert!(client.get("/admin/users").await.expect(200).text().contains("Your code"));
    let code = phone.code(app.state.clock.now());
    for (code, expected) in [("", 422), ("000000", 422), (code.as_str(), 303)] {
        let fields = [("user_id", ada.as_str()), ("role", "moderator"), ("reason", "Helps."), ("code", code)];
        client.post_form("/api/fn/set_staff_role", &fields).await.expect(expected);
    }
    assert_eq!(count(&db, "users WHERE staff_role = 'moderator'").await, 1);
});
