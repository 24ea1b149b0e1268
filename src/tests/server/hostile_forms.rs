//! Every form of every page, found on the pages themselves, with `</textarea><script>` in every field: what comes
//! back is text, what was typed is kept, and nothing of ours fails.

use std::collections::BTreeSet;

use axum::http::Method;
use prosets::db::entities::{category, job, passkey};
use prosets::kit::ids::new_id;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use serde_json::json;
use uuid::Uuid;

use super::hostile_places::{guard, opinions, vouch, wishes};
use crate::accounts::oidc::{self, issuer::Issuer};
use crate::accounts::{mailed_link, member, sign_in};
use crate::builders::catalog::{Listing, noon, user};
use crate::builders::shopper::Shopper;
use crate::builders::staff;
use crate::sell::support::{STL, Shop, multipart, png};
use crate::support::client::Client;
use crate::support::forms::{self, Form};

const HOSTILE: &str = "\"'></textarea></title></select><script>alert(1)</script>&amp;";

/// Whose page it is, and where.
pub type Place = (Who, String);

#[derive(Clone)]
pub enum Who {
    Stranger,
    Person(Uuid),
    /// Somebody whose session knows more than who they are.
    Under(Box<Client>),
}

/// A house in which every form stands somewhere, and the pages they stand on; those of staff last, for they lock
/// people out.
async fn furnish(shop: &mut Shop, provider: &Issuer) -> Vec<Place> {
    let db = shop.db().clone();
    let ada = Who::Person(shop.seller.id);
    let mut places: Vec<Place> = Vec::new();

    let draft = shop.draft("snippet").await;
    shop.upload(draft, "main.rs", b"fn main() {}").await.expect(200);
    shop.picture(draft, "One").await.expect(201);
    shop.picture(draft, "Two").await.expect(201);
    let template = shop.draft("template").await;
    let released = shop.published().await;
    let renewed = shop.published().await;
    let versions = format!("/api/v1/assets/{renewed}/versions");
    shop.client.post_json(&versions, json!({ "number": "1.1.0" })).await.expect(201);
    shop.upload(renewed, "gear.stl", STL).await.expect(200);
    for path in [
        "/sell".into(),
        "/sell/new".into(),
        "/dashboard".into(),
        "/account".into(),
        "/account/notifications".into(),
        format!("/sell/{draft}"),
        format!("/sell/{template}"),
        format!("/sell/{released}"),
        format!("/sell/{released}/versions/new"),
        format!("/sell/{renewed}"),
    ] {
        places.push((ada.clone(), path));
    }

    let picture = png();
    let fields = [("file", Some("me.png"), picture.as_slice())];
    multipart(&mut shop.client, "/account/avatar", &fields).await.expect(303);
    let dear = Listing::of(&shop.seller).title("Cog").slug("cog").licence("personal", 500);
    let dear = dear.licence("commercial", 900).save(&db).await;
    let free = Listing::of(&shop.seller).title("Nut").price(0).save(&db).await;
    let taken = Listing::of(&shop.seller).title("Copied").save(&db).await;
    let mut ben = Shopper::new(&shop.app, "ben").await;
    ben.add(&free).await;
    let form = ben.form().await;
    ben.send(&form).await.expect(303);
    shop.app.settle().await;
    let mails = shop.app.state.stored_mail.list(20).await.unwrap();
    let unsubscribe = mails.into_iter().find_map(|mail| mail.message.unsubscribe).unwrap();
    let unsubscribe = unsubscribe.strip_prefix(&shop.app.state.config.server.base_url).unwrap().to_owned();
    places.push((Who::Stranger, unsubscribe));
    let entry = ben.owned().await[0].id;
    ben.add(&dear).await;
    let (order, checkout) = ben.order().await;
    ben.add(&dear).await;
    let ben = Who::Person(ben.user.id);
    for path in [
        "/cart".into(),
        "/checkout".into(),
        "/orders".into(),
        format!("/orders/{order}"),
        checkout,
        "/library".into(),
        format!("/library/{entry}?file={}", free.files[0].id),
        "/account".into(),
        "/account/data".into(),
        "/account/security".into(),
        "/become-a-seller".into(),
    ] {
        places.push((ben.clone(), path));
    }
    opinions(shop, &free, &ben, &mut places).await;
    let mut newcomer = user(&db, "newcomer").await.into_active_model();
    newcomer.email_verified_at = Set(None);
    let newcomer = newcomer.update(&db).await.unwrap().id;
    places.push((Who::Person(newcomer), "/account".into()));
    let mut client = shop.app.client().signed_in(newcomer).await;
    client.post_form("/api/fn/send_verification", &[("_from", "/account")]).await.expect(303);
    places.push((Who::Stranger, mailed_link(&shop.app, "verify-email").await));
    let open = [
        "/",
        "/assets",
        "/assets/cog",
        "/sellers/ada",
        "/categories/gears",
        "/sign-in",
        "/sign-up",
        "/forgot-password",
    ];
    places.extend(open.map(|path| (Who::Stranger, path.into())));
    member(&db, "forgetful").await;
    let forgetful = "forgetful@example.test";
    let ask = [("email", forgetful), ("_from", "/forgot-password")];
    shop.app.client().post_form("/api/fn/forgot_password", &ask).await.expect(303);
    places.push((Who::Stranger, mailed_link(&shop.app, "reset-password").await));
    for _ in 0..11 {
        sign_in(&mut shop.app.client(), forgetful, "wrong horse battery").await.expect(422);
    }
    places.push((Who::Stranger, mailed_link(&shop.app, "account-locked").await));

    wishes(shop, &mut places).await;
    guard(shop, &mut places).await;
    vouch(shop, provider, &mut places).await;

    let root = staff::admin(&db, "root").await.id;
    let mut locked = user(&db, "locked").await.into_active_model();
    locked.disabled_at = Set(Some(noon()));
    locked.update(&db).await.unwrap();
    let failed = job::ActiveModel {
        id: Set(new_id()),
        kind: Set("expire_orders".into()),
        payload: Set(json!({ "kind": "expire_orders" })),
        run_at: Set(noon()),
        attempts: Set(12),
        max_attempts: Set(12),
        failed_at: Set(Some(noon())),
        created_at: Set(noon()),
        ..Default::default()
    };
    failed.insert(&db).await.unwrap();
    let key = passkey::ActiveModel {
        id: Set(new_id()),
        user_id: Set(root),
        name: Set("Key".into()),
        credential_id: Set("AAAA".into()),
        public_key: Set(String::new()),
        state: Set(String::new()),
        created_at: Set(noon()),
        ..Default::default()
    };
    key.insert(&db).await.unwrap();
    places.push((Who::Person(root), "/account/security".into()));
    let mut client = shop.app.client().signed_in(root).await;
    let take_down = [("asset_id", taken.asset.id.to_string()), ("reason", "Copied.".into())];
    let take_down = take_down.each_ref().map(|(name, value)| (*name, value.as_str()));
    client.post_form("/api/fn/take_down_asset", &take_down).await.expect(303);
    let pick = [("asset_id", renewed.to_string()), ("reason", "It turns.".into())];
    let pick = pick.each_ref().map(|(name, value)| (*name, value.as_str()));
    client.post_form("/api/fn/pick_asset", &pick).await.expect(303);
    let pick = [("asset_id", released.to_string())];
    let pick = pick.each_ref().map(|(name, value)| (*name, value.as_str()));
    client.post_form("/api/fn/pick_asset", &pick).await.expect(303);
    client.post_form("/api/fn/add_category", &[("name", "Cogs")]).await.expect(303);
    let shelf = category::Entity::find().one(&db).await.unwrap().unwrap().id;
    let lists =
        ["", "/users", "/orders", "/assets", "/picks", "/reviews?status=all", "/audit", "/jobs", "/mail"];
    let lists = lists.map(str::to_owned).into_iter();
    for path in lists.chain(["/categories".to_owned(), format!("/categories?edit={shelf}")]) {
        places.push((Who::Person(root), format!("/admin{path}")));
    }
    places
}

pub async fn at_the_door(shop: &Shop, who: &Who) -> Client {
    match who {
        Who::Stranger => shop.app.client(),
        Who::Person(person) => shop.app.client().signed_in(*person).await,
        Who::Under(client) => (**client).clone(),
    }
}

fn check(html: &str, what: &str) {
    for raw in ["<script>alert", "</textarea></title>", "</select><script"] {
        assert!(!html.contains(raw), "{what}: {raw} in {html}");
    }
}

/// Sends it and looks at what the browser then shows; whether it was refused with its page.
async fn submit(shop: &Shop, place: &Place, form: &Form, values: &[(String, String)]) -> Option<String> {
    let (person, path) = place;
    let what = format!("{} on {path}", form.action);
    let mut client = at_the_door(shop, person).await;
    let answer = if form.files {
        let body: String = values.iter().fold(String::new(), |body, (name, value)| {
            format!("{body}--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        });
        let headers = [
            ("accept", "text/html"),
            ("content-type", "multipart/form-data; boundary=edge"),
            ("sec-fetch-site", "same-origin"),
        ];
        let body = format!("{body}--edge--\r\n").into();
        client.send(Method::POST, &form.action, &headers, body).await
    } else {
        forms::send(&mut client, form, values).await
    };
    assert!(answer.status.as_u16() < 500, "{what}: {}", answer.text());
    check(&answer.text(), &what);
    if answer.status.is_redirection() {
        let next = answer.location().to_owned();
        assert!(!next.contains('<'), "{what} leads to {next}");
        let shown = client.get(if next.starts_with('/') { &next } else { path }).await;
        assert!(shown.status.as_u16() < 500, "{what}: {}", shown.text());
        check(&shown.text(), &what);
    }
    (answer.status == 422 && form.post).then(|| answer.text())
}

on_both!(hostile_words_stay_words_in_every_field_of_every_form, |db| async move {
    let provider = Issuer::start().await;
    let mut shop = Shop::with(db, &oidc::settings(&provider)).await;
    let places = furnish(&mut shop, &provider).await;
    let mut found: Vec<(Place, Form)> = Vec::new();
    for place in places {
        let page = at_the_door(&shop, &place.0).await.get(&place.1).await.expect(200).text();
        found.extend(forms::forms(&page).into_iter().map(|form| (place.clone(), form)));
    }

    let seen: BTreeSet<_> = found.iter().map(|(_, form)| form.action.clone()).collect();
    let functions = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned());
    let unseen: Vec<_> = functions.filter(|path| !seen.contains(path)).collect();
    assert!(unseen.is_empty(), "no page that was looked at holds the forms of {unseen:?}");

    // Whatever the browser would not let anybody write: ids, choices, where one was.
    let mut done = BTreeSet::new();
    for (place, form) in found.iter().filter(|(_, form)| done.insert(form.action.clone())) {
        submit(&shop, place, form, &form.filled(|_| HOSTILE.to_owned())).await;
    }

    let (mut done, mut refused) = (BTreeSet::new(), 0);
    let typed = |form: &Form| form.fields.iter().any(forms::Field::is_text);
    for (place, form) in found.iter().filter(|(_, form)| typed(form)) {
        let names: Vec<_> = form.fields.iter().map(|field| field.name.clone()).collect();
        if !done.insert((form.action.clone(), names)) {
            continue;
        }
        let values =
            form.filled(|field| if field.is_text() { HOSTILE.to_owned() } else { field.value.clone() });
        let Some(page) = submit(&shop, place, form, &values).await else { continue };
        refused += 1;
        let again = form.again(&page).unwrap_or_else(|| panic!("{} is gone: {page}", form.action));
        for field in form.fields.iter().filter(|field| field.comes_back()) {
            assert_eq!(again.value(&field.name), HOSTILE, "{} of {}", field.name, form.action);
        }
        for field in form.fields.iter().filter(|field| field.kind == "password") {
            assert_eq!(again.value(&field.name), "", "{} of {}", field.name, form.action);
        }
    }
    assert!(refused >= 6, "only {refused} forms were refused: nothing was looked at");
});
