//! An account that goes: what goes with it, what stays, and what has to be done first.

use axum::body::Bytes;
use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use prosets::db::entities::{order, seller, user};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::{PASSWORD, count, is_signed_in, linked, mailed_link, mails, member, sign_in, token};
use crate::accounts::second_factor::turn_on;
use crate::builders::catalog::{Listing, review, seller as open_shop, shop_of};
use crate::builders::shopper::{Shopper, store_files};
use crate::builders::staff;
use crate::ports::http;
use crate::sell::support::{Shop, multipart, png};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

async fn delete(client: &mut Client, password: &str) -> Answer {
    with(client, &[("password", password)]).await
}

async fn with(client: &mut Client, proof: &[(&str, &str)]) -> Answer {
    let fields: Vec<_> =
        [("_scope", "end"), ("_from", "/account/data")].iter().chain(proof).copied().collect();
    client.post_form("/api/fn/delete_account", &fields).await
}

async fn row(db: &DatabaseConnection, id: Uuid) -> user::Model {
    user::Entity::find_by_id(id).one(db).await.unwrap().unwrap()
}

on_both!(what_is_of_use_to_the_person_alone_goes, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let maker = open_shop(&db, "maker").await;
    let gear = Listing::of(&maker).title("Gear").price(0).save(&db).await;
    let cog = Listing::of(&maker).title("Cog").price(700).save(&db).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    let mut shopper = Shopper { app: &app, user: row(&db, ada).await, client: client.clone() };
    shopper.add(&gear).await;
    let form = shopper.form().await;
    shopper.send(&form).await.expect(303);
    shopper.add(&cog).await;
    let said = review(&db, &gear, "other", 4, "Fine.").await;
    let sql = match db.get_database_backend() {
        sea_orm::DatabaseBackend::Postgres => format!("UPDATE reviews SET user_id = '{ada}'"),
        _ => format!("UPDATE reviews SET user_id = x'{}'", ada.simple()),
    };
    db.execute_unprepared(&sql).await.unwrap();
    multipart(&mut client, "/account/avatar", &[("file", Some("me.png"), &png())]).await.expect(303);
    let stem = row(&db, ada).await.avatar.unwrap();
    let token = [("name", "Script"), ("read", "true"), ("days", "7")];
    client.post_form("/api/fn/make_token", &token).await.expect(303);
    let body = json!({ "email": "ada@example.test", "password": PASSWORD });
    let tokens = app.client().post_json("/api/v1/auth/login", body).await.expect(200).json();
    let search = [("name", "Gears"), ("query", "q=gear")];
    client.post_form("/api/fn/save_search", &search).await.expect(303);
    let mut program = app.client();
    program.bearer = tokens["data"]["access_token"].as_str().map(str::to_owned);
    let ask = [("password", PASSWORD), ("_scope", "copy")];
    client.post_form("/api/fn/ask_for_data", &ask).await.expect(303);
    app.settle().await;
    let mut elsewhere = app.client().signed_in(ada).await;
    let (_, codes) = turn_on(&app, &mut elsewhere).await;
    linked(&db, ada).await;

    let page = client.get("/account/data").await.expect(200).text();
    assert!(page.contains("What goes") && page.contains("What stays"), "{page}");
    let proof = [("password", PASSWORD), ("code", codes[0].as_str())];
    assert_eq!(with(&mut client, &proof).await.expect(303).location(), "/");
    assert!(client.get("/").await.text().contains("Your account is deleted."));
    assert!(!is_signed_in(&mut client).await && !is_signed_in(&mut elsewhere).await);
    program.get_json("/api/v1/auth/me").await.expect(401);
    app.settle().await;

    let gone = row(&db, ada).await;
    assert_eq!(gone.display_name, "Deleted person");
    assert_eq!((gone.password_hash, gone.avatar, gone.email_verified_at), (None, None, None));
    assert!(gone.deleted_at.is_some() && gone.disabled_at.is_some());
    assert!(gone.email.ends_with("@deleted.invalid") && !gone.username.contains("ada"), "{}", gone.email);
    for table in [
        "authenticators",
        "recovery_codes",
        "identities",
        "refresh_tokens",
        "personal_tokens",
        "known_devices",
        "email_tokens",
        "notification_settings",
        "data_exports",
        "confirmations",
        "carts",
        "wishlist_items",
        "saved_searches",
        "sign_in_failures",
    ] {
        assert_eq!(count(&db, table).await, 0, "{table}");
    }
    assert_eq!(count(&db, "sessions WHERE user_id IS NOT NULL").await, 0);
    for key in prosets::kit::avatar::keys(&stem) {
        assert!(app.state.storage.head(&key).await.unwrap().is_none(), "{key}");
    }
    // Records stay, and what was said, without the name.
    assert_eq!(count(&db, "orders").await, 2);
    assert_eq!(count(&db, "entitlements").await, 2);
    assert_eq!(count(&db, "audit_events WHERE action = 'user.deleted'").await, 1);
    let page = app.client().get(&gear.path()).await.expect(200).text();
    assert!(page.contains("Deleted person") && page.contains("Fine."), "{page}");
    assert_eq!(said.stars, 4);
    let farewell = app.state.stored_mail.list(20).await.unwrap();
    let farewell = farewell.iter().find(|mail| mail.message.kind == "account-deleted").unwrap();
    assert_eq!(farewell.message.to, "ada@example.test");

    // Address and name are free.
    sign_in(&mut app.client(), "ada@example.test", PASSWORD).await.expect(422);
    let again = [("email", "ada@example.test"), ("username", "ada"), ("password", PASSWORD)];
    app.client().post_form("/api/fn/sign_up", &again).await.expect(303);
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    assert!(
        client.get("/library").await.expect(200).text().contains("Nothing here yet"),
        "what it owned does not come back"
    );
});

on_both!(only_whoever_proves_to_be_themselves_goes, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client().signed_in(ada).await;
    assert!(delete(&mut client, "").await.expect(422).text().contains("Enter your password."));
    let page = delete(&mut client, "wrong horse battery").await.expect(422).text();
    assert!(page.contains("This is not your password."), "{page}");
    let code = turn_on(&app, &mut client).await.1.remove(0);
    assert!(client.get("/account/data").await.text().contains("Code of your second factor"));
    let page = delete(&mut client, PASSWORD).await.expect(422).text();
    assert!(page.contains("field-error"), "{page}");
    with(&mut client, &[("password", PASSWORD), ("code", "000000")]).await.expect(422);
    assert!(row(&db, ada).await.deleted_at.is_none());
    with(&mut client, &[("password", PASSWORD), ("code", &code)]).await.expect(303);
    assert_eq!(count(&db, "authenticators").await + count(&db, "recovery_codes").await, 0);

    // Without a password: by a link.
    let ben = Shopper::new(&app, "ben").await;
    let mut client = ben.client.clone();
    delete(&mut client, "").await.expect(422);
    client.post_form("/api/fn/send_confirmation", &[]).await.expect(303);
    let link = mailed_link(&app, "prove-self").await;
    assert!(client.get(&link).await.expect(200).text().contains("delete_account"));
    with(&mut client, &[("token", token(&link))]).await.expect(303);
    assert!(row(&db, ben.user.id).await.deleted_at.is_some());
});

on_both!(two_clicks_are_one_deletion, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let mut clients = Vec::new();
    for _ in 0..4 {
        clients.push(app.client().signed_in(ada).await);
    }
    let clicks = clients.iter_mut().map(|client| delete(client, PASSWORD));
    let answers = futures::future::join_all(clicks).await;
    let done = answers.iter().filter(|answer| answer.header("location") == "/").count();
    assert_eq!(done, 1, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    assert!(answers.iter().all(|answer| answer.status.as_u16() < 500));
    assert_eq!(mails(&app, "account-deleted").await, 1);
    assert_eq!(count(&db, "audit_events WHERE action = 'user.deleted'").await, 1);
});

on_both!(what_was_bought_of_a_seller_who_goes_can_be_downloaded, |db| async move {
    let mut shop = Shop::open(db.clone()).await;
    let draft = shop.draft("model").await;
    shop.upload(draft, "gear.stl", crate::sell::support::STL).await.expect(200);
    let draft_file = shop.draft_files(draft).await.remove(0);
    let app = &shop.app;
    let gear = Listing::of(&shop.seller).title("Gear").slug("gear").price(0).save(&db).await;
    store_files(app, &gear, b"solid gear").await;
    let mut ben = Shopper::new(app, "ben").await;
    ben.add(&gear).await;
    let form = ben.form().await;
    ben.send(&form).await.expect(303);
    shop.client
        .post_form("/api/fn/save_shop", &[("handle", "gears"), ("links", "https://a.example")])
        .await
        .expect(303);
    shop.client.post_form("/api/fn/send_confirmation", &[]).await.expect(303);
    let link = mailed_link(app, "prove-self").await;
    let page = shop.client.get(&link).await.expect(200).text();
    assert!(page.contains("Your listings leave the shelves at once"), "{page}");
    with(&mut shop.client, &[("token", token(&link))]).await.expect(303);
    app.settle().await;

    app.client().get("/assets/gear").await.expect(410);
    for handle in ["gears", "ada"] {
        app.client().get(&format!("/sellers/{handle}")).await.expect(410);
    }
    let closed = seller::Entity::find_by_id(shop.seller.id).one(&db).await.unwrap().unwrap();
    assert_eq!(
        (closed.display_name.as_str(), closed.about.as_str(), closed.links.as_str()),
        ("Deleted person", "", "")
    );
    assert_eq!(count(&db, "assets WHERE status = 'draft'").await, 0);
    assert!(!shop.is_stored(&draft_file.storage_key).await, "drafts go with their files");
    assert_eq!(count(&db, "assets WHERE status = 'unpublished' AND search_text = ''").await, 1);

    let entry = ben.owned().await.remove(0);
    assert!(ben.client.get("/library").await.expect(200).text().contains("Gear"));
    let id = entry.id.to_string();
    ben.client.post_form("/api/fn/give_waiver", &[("entitlement_id", id.as_str())]).await;
    let path = format!("/api/v1/files/download/{}", gear.files[0].id);
    let granted = ben.client.get_json(&path).await.expect(200).json();
    let url = granted["data"]["download_url"].as_str().unwrap().parse().unwrap();
    let file = http::send(Method::GET, &url, &[], Bytes::new()).await;
    assert_eq!((file.status, file.body.as_ref()), (StatusCode::OK, b"solid gear".as_slice()));

    // Nobody poses as the shop.
    let mut eve = app.client().signed_in(member(&db, "eve").await).await;
    for handle in ["gears", "ada"] {
        let open = [("display_name", "Eve"), ("handle", handle), ("_from", "/become-a-seller")];
        let page = eve.post_form("/api/fn/become_seller", &open).await.expect(422).text();
        assert!(page.contains("This handle is taken."), "{handle}: {page}");
    }
});

on_both!(what_has_to_be_done_first_is_told, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let cog = Listing::of(&shop_of(&db, ada, "ada").await).title("Cog").price(1000).save(&db).await;
    let maker = open_shop(&db, "maker").await;
    let gear = Listing::of(&maker).title("Gear").price(700).save(&db).await;
    let mut client = app.client().signed_in(ada).await;
    let mut refused = async |words: &str| {
        let page = client.get("/account/data").await.expect(200).text();
        assert!(page.contains(words) && !page.contains("/api/fn/delete_account"), "{words}: {page}");
        let page = delete(&mut client, PASSWORD).await.expect(409).text();
        assert!(page.contains(words), "{words}: {page}");
        assert!(row(&db, ada).await.deleted_at.is_none());
        assert_eq!(count(&db, "assets WHERE status = 'published'").await, 2, "nothing was half done");
    };

    let mut shopper =
        Shopper { app: &app, user: row(&db, ada).await, client: app.client().signed_in(ada).await };
    shopper.add(&gear).await;
    let (order, _) = shopper.order().await;
    refused("You have an order that is not paid").await;
    shopper.cancel(order).await.expect(303);

    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&cog).await;
    let (order, checkout) = ben.order().await;
    refused("Somebody is about to pay for something of yours").await;
    ben.press("pay", &checkout).await;
    app.settle().await;
    assert_eq!(ben.status(order).await, order::OrderStatus::Paid);
    refused("The shop still owes you $9.00").await;

    let sql = "UPDATE orders SET held_for_review_reason = 'Odd.' WHERE status = 'paid'";
    db.execute_unprepared(sql).await.unwrap();
    refused("still looking into an order of yours").await;
    let held = order::Entity::find().filter(order::Column::HeldForReviewReason.is_not_null());
    assert_eq!(held.all(&db).await.unwrap().len(), 1);
});

on_both!(the_last_admin_stays, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (root, mona) = (staff::admin(&db, "root").await, staff::admin(&db, "mona").await);
    let mut clients = Vec::new();
    for person in [&root, &mona] {
        let mut client = app.client().signed_in(person.id).await;
        client.post_form("/api/fn/send_confirmation", &[]).await.expect(303);
        let link = mailed_link(&app, "prove-self").await;
        clients.push((client, token(&link).to_owned()));
        app.state.clock.advance(TimeDelta::seconds(1));
    }
    let both = clients.iter_mut().map(|(client, token)| async move {
        with(client, &[("token", token.as_str())]).await.status.as_u16()
    });
    let mut answers = futures::future::join_all(both).await;
    answers.sort_unstable();
    assert_eq!(answers, [303, 409], "of two who go at once, one stays");
    assert_eq!(count(&db, "users WHERE staff_role = 'admin'").await, 1);
});

on_both!(staff_cannot_bring_it_back, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let root = staff::admin(&db, "root").await;
    let ada = member(&db, "ada").await;
    let answer = app.client().signed_in(ada).await;
    let mut ada_client = answer;
    let body = json!({ "password": PASSWORD });
    ada_client.json(Method::DELETE, "/api/v1/auth/me", &[], body).await.expect(200);
    let id = ada.to_string();
    let enable = [("user_id", id.as_str()), ("reason", "Please."), ("_from", "/admin/users")];
    let mut admin = app.client().signed_in(root.id).await;
    assert!(admin.post_form("/api/fn/enable_user", &enable).await.expect(409).text().contains("was deleted"));
    assert!(admin.get("/admin/users").await.expect(200).text().contains("Deleted person"));
});
