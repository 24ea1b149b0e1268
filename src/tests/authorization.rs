//! Who may call what: every page, server function and API operation against every kind of person. A route
//! without a row fails, and so does a row without a route.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use axum::body::Body;
use axum::http::Method;
use chrono::{TimeDelta, Utc};
use prosets::db::entities::order::OrderStatus;
use sea_orm::DatabaseConnection;
use serde_json::json;
use uuid::Uuid;

use crate::admin::lists::order_of;
use crate::builders::catalog::{Listing, category, seller, user};
use crate::builders::staff;
use crate::support::app::TestApp;

mod table;

/// Nobody's and nothing's.
const NOTHING: &str = "0192f000-0000-7000-8000-000000000000";

/// Enough for every form and body to be understood; ids lead to nothing.
const FIELDS: [(&str, &str); 57] = [
    ("asset_id", NOTHING),
    ("asset", NOTHING),
    ("user_id", NOTHING),
    ("job_id", NOTHING),
    ("item_id", NOTHING),
    ("licence_id", NOTHING),
    ("entitlement_id", NOTHING),
    ("file_id", NOTHING),
    ("order_id", NOTHING),
    ("preview_id", NOTHING),
    ("review_id", NOTHING),
    ("seller_id", NOTHING),
    ("picture_id", NOTHING),
    ("pick_id", NOTHING),
    ("category_id", NOTHING),
    ("place", "first"),
    ("search_id", NOTHING),
    ("query", "q=gear"),
    ("upload_id", NOTHING),
    ("version_id", NOTHING),
    ("session_id", NOTHING),
    ("id", NOTHING),
    ("email", "nobody@example.test"),
    ("username", "no body"),
    ("login", "nobody"),
    ("password", "short"),
    ("current_password", "short"),
    ("new_password", "short"),
    ("display_name", ""),
    ("token", "rubbish"),
    ("session", "rubbish"),
    ("token_id", NOTHING),
    ("identity_id", NOTHING),
    ("passkey_id", NOTHING),
    ("answer", "rubbish"),
    ("refresh_token", "rubbish"),
    ("reason", "Because."),
    ("role", "moderator"),
    ("handle", ""),
    ("title", ""),
    ("kind", "model"),
    ("summary", ""),
    ("description", ""),
    ("name", ""),
    ("number", ""),
    ("notes", ""),
    ("code", ""),
    ("terms", ""),
    ("content_type", "text/plain"),
    ("sha256", ""),
    ("lock_version", "0"),
    ("key", "once"),
    ("shown_minor", "0"),
    ("checkout_id", "nothing"),
    ("currency", "USD"),
    ("next", "/"),
    ("_from", "/terms"),
];

/// Whose session comes along.
#[derive(Clone, Copy)]
enum Visitor {
    Nobodys,
    Of(Uuid),
    /// Begun longer ago than any session lasts.
    Outlived(Uuid),
}

/// What is there to be found: the buyer's order and the seller's listing.
struct Shop {
    app: TestApp,
    /// In the order of the table's columns.
    people: [Visitor; 9],
    order: Uuid,
    asset: Uuid,
}

impl Shop {
    async fn open(db: DatabaseConnection) -> Self {
        let app = TestApp::start(db.clone()).await;
        let ada = seller(&db, "ada").await;
        let buyer = user(&db, "ben").await.id;
        let gears = category(&db, "gears").await;
        let listed = Listing::of(&ada).slug("gear").category(&gears).save(&db).await;
        let order = order_of(&db, buyer, 0, 1200, OrderStatus::Created).await;
        let moderator = staff::moderator(&db, "mona").await.id;
        let admin = staff::admin(&db, "root").await.id;
        let (other_buyer, other_seller) = (user(&db, "bea").await.id, seller(&db, "mallory").await.id);
        let suspended = staff::disabled(&db, seller(&db, "sue").await.id).await;
        let people = [
            Visitor::Nobodys,
            Visitor::Of(buyer),
            Visitor::Of(other_buyer),
            Visitor::Of(ada.id),
            Visitor::Of(other_seller),
            Visitor::Of(moderator),
            Visitor::Of(admin),
            Visitor::Of(suspended),
            Visitor::Outlived(admin),
        ];
        Self { app, people, order, asset: listed.asset.id }
    }

    /// An address with its parameters filled in.
    fn address(&self, path: &str) -> String {
        let asset = self.asset.to_string();
        let order = self.order.to_string();
        let known: [(&str, &str); 8] = [
            ("/assets/{slug}", "/assets/gear"),
            ("/categories/{slug}", "/categories/gears"),
            ("/sellers/{handle}", "/sellers/ada"),
            ("/orders/{id}", &format!("/orders/{order}")),
            ("/api/v1/orders/{id}", &format!("/api/v1/orders/{order}")),
            ("/sell/{id}", &format!("/sell/{asset}")),
            ("/api/v1/assets/{asset}", "/api/v1/assets/gear"),
            ("{}", ""),
        ];
        let mut address = path.to_owned();
        for (from, to) in known {
            if let Some(rest) = address.strip_prefix(from) {
                address = format!("{to}{rest}");
                break;
            }
        }
        while let (Some(start), Some(end)) = (address.find('{'), address.find('}')) {
            address.replace_range(start..=end, NOTHING);
        }
        address
    }

    /// The status, or `in` for the way to the sign-in page.
    async fn answer(&self, method: &str, path: &str, visitor: Visitor) -> String {
        let client = self.app.client();
        let mut client = match visitor {
            Visitor::Nobodys => client,
            Visitor::Of(person) => client.signed_in(person).await,
            Visitor::Outlived(person) => {
                client.signed_in_since(person, Utc::now() - TimeDelta::days(91)).await
            }
        };
        let address = self.address(path);
        let method: Method = method.parse().unwrap();
        let answer = if path.starts_with("/api/v1/") {
            let body = body(&method, path);
            let fixed = [
                ("accept", "application/json"),
                ("content-type", "application/json"),
                ("sec-fetch-site", "same-origin"),
                ("idempotency-key", "once"),
            ];
            client.send(method, &address, &fixed, Body::from(body)).await
        } else if method == Method::GET {
            client.get(&address).await
        } else {
            client.post_form(&address, &FIELDS).await
        };
        let signs_in = answer.header("location").starts_with("/sign-in?next=");
        if signs_in { "in".to_owned() } else { answer.status.as_u16().to_string() }
    }
}

/// What the operation understands, so that it comes to ask who calls.
fn body(method: &Method, path: &str) -> String {
    let body = match (method.as_str(), path) {
        ("POST", "/api/v1/assets") => json!({ "kind": "model", "title": "" }),
        ("POST", "/api/v1/cart/items") => json!({ "asset_id": NOTHING }),
        ("POST", "/api/v1/payments/initiate") => json!({ "order_id": NOTHING }),
        ("POST", "/api/v1/uploads") => {
            let sha256 = "0".repeat(64);
            json!({ "asset_id": NOTHING, "name": "a.stl", "size": 1, "sha256": sha256 })
        }
        ("POST", path) if path.starts_with("/api/v1/auth/") => json!(BTreeMap::from(FIELDS)),
        _ => json!({}),
    };
    body.to_string()
}

/// Every route there is, as `(method, path)`.
fn routes() -> BTreeSet<(String, String)> {
    let pages = prosets::app::page_paths().into_iter().map(|path| ("GET".to_owned(), path));
    let functions = leptos::server_fn::axum::server_fn_paths();
    let functions = functions.map(|(path, method)| (method.to_string(), path.to_owned()));
    let providers = prosets::accounts::PROVIDER_PATHS.map(|path| ("GET".to_owned(), path.to_owned()));
    let mut routes: BTreeSet<_> = pages.chain(functions).chain(providers).collect();
    let description = serde_json::to_value(prosets::server::openapi::description()).unwrap();
    for (path, item) in description["paths"].as_object().unwrap() {
        let methods = ["get", "post", "put", "patch", "delete"];
        let here = methods.into_iter().filter(|method| item[*method].is_object());
        routes.extend(here.map(|method| (method.to_uppercase(), path.clone())));
    }
    routes
}

fn rows() -> BTreeMap<(String, String), Vec<String>> {
    let lines = table::TABLE.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let row = |line: &str| {
        let mut words = line.split_whitespace().map(str::to_owned);
        let route = (words.next().unwrap(), words.next().unwrap());
        (route, words.collect())
    };
    lines.map(row).collect()
}

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let rows: BTreeSet<_> = rows().into_keys().collect();
    let routes = routes();
    let missing: Vec<_> = routes.difference(&rows).collect();
    let left_over: Vec<_> = rows.difference(&routes).collect();
    assert!(missing.is_empty() && left_over.is_empty(), "no row: {missing:#?}\nno route: {left_over:#?}");
}

on_both!(everybody_gets_what_the_table_says, |db| async move {
    let shop = Shop::open(db).await;
    let rows = rows();
    let mut wrong = String::new();
    for (method, path) in routes() {
        let mut found = Vec::new();
        for visitor in shop.people {
            found.push(shop.answer(&method, &path, visitor).await);
        }
        let told = rows.get(&(method.clone(), path.clone()));
        if told != Some(&found) {
            let found: String = found.iter().map(|answer| format!("{answer:>4}")).collect();
            writeln!(wrong, "{method:<6} {path:<48}{found}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "found otherwise:\n{wrong}");
});
