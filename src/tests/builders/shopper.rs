//! A buyer at their browser: `let mut ben = Shopper::new(&app, "ben").await`, then `ben.buy(&listed).await`.

use prosets::db::entities::order::OrderStatus;
use prosets::db::entities::*;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use uuid::Uuid;

use super::catalog::{self, Listed};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

pub struct Shopper<'a> {
    pub app: &'a TestApp,
    pub user: user::Model,
    pub client: Client,
}

/// What the checkout page's form carries.
#[derive(Clone, Debug)]
pub struct OrderForm {
    pub key: String,
    pub shown: String,
}

impl<'a> Shopper<'a> {
    pub async fn new(app: &'a TestApp, name: &str) -> Self {
        let user = catalog::user(&app.state.db, name).await;
        let client = app.client().signed_in(user.id).await;
        Self { app, user, client }
    }

    fn db(&self) -> &DatabaseConnection {
        &self.app.state.db
    }

    pub async fn add(&mut self, listed: &Listed) -> Answer {
        let id = listed.asset.id.to_string();
        self.client.post_form("/api/fn/add_to_cart", &[("asset_id", &id), ("_from", "/cart")]).await
    }

    pub async fn form(&mut self) -> OrderForm {
        let page = self.client.get("/checkout").await.expect(200).text();
        OrderForm { key: hidden(&page, "key"), shown: hidden(&page, "shown_minor") }
    }

    pub async fn send(&mut self, form: &OrderForm) -> Answer {
        send(&mut self.client, form).await
    }

    /// Orders what is in the cart; the address of the payment page.
    pub async fn order(&mut self) -> (Uuid, String) {
        let form = self.form().await;
        let answer = self.send(&form).await;
        let checkout = path(answer.location());
        assert!(checkout.starts_with("/sandbox/checkout/"), "{checkout}");
        (self.last_order().await.id, checkout)
    }

    /// Presses a button of the payment page: `pay`, `decline` or `abandon`; where that leads.
    pub async fn press(&mut self, button: &str, checkout: &str) -> Answer {
        let id = checkout.rsplit('/').next().unwrap().to_owned();
        let fields = [("checkout_id", id.as_str()), ("_from", checkout)];
        self.client.post_form(&format!("/api/fn/sandbox_{button}"), &fields).await
    }

    /// From the listing to the library.
    pub async fn buy(&mut self, listed: &Listed) -> Uuid {
        self.add(listed).await;
        let (order_id, checkout) = self.order().await;
        self.press("pay", &checkout).await;
        self.app.settle().await;
        assert_eq!(self.status(order_id).await, OrderStatus::Paid);
        order_id
    }

    pub async fn pay_now(&mut self, order_id: Uuid) -> Answer {
        self.about_order("pay_order", order_id).await
    }

    pub async fn cancel(&mut self, order_id: Uuid) -> Answer {
        self.about_order("cancel_order", order_id).await
    }

    async fn about_order(&mut self, act: &str, order_id: Uuid) -> Answer {
        let from = format!("/orders/{order_id}");
        let fields = [("order_id", order_id.to_string()), ("_from", from)];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        self.client.post_form(&format!("/api/fn/{act}"), &fields).await
    }

    pub async fn orders(&self) -> Vec<order::Model> {
        let mine = order::Entity::find().filter(order::Column::BuyerId.eq(self.user.id));
        mine.order_by_asc(order::Column::Id).all(self.db()).await.unwrap()
    }

    pub async fn last_order(&self) -> order::Model {
        self.orders().await.pop().unwrap()
    }

    pub async fn status(&self, order_id: Uuid) -> OrderStatus {
        order::Entity::find_by_id(order_id).one(self.db()).await.unwrap().unwrap().status
    }

    pub async fn payments(&self, order_id: Uuid) -> Vec<payment::Model> {
        let attempts = payment::Entity::find().filter(payment::Column::OrderId.eq(order_id));
        attempts.order_by_asc(payment::Column::Id).all(self.db()).await.unwrap()
    }

    pub async fn owned(&self) -> Vec<entitlement::Model> {
        let mine = entitlement::Entity::find().filter(entitlement::Column::UserId.eq(self.user.id));
        mine.all(self.db()).await.unwrap()
    }

    /// Titles in the cart, as its API tells them.
    pub async fn cart(&mut self) -> Vec<String> {
        titles(&self.client.get_json("/api/v1/cart").await.expect(200).json()["data"])
    }
}

pub async fn send(client: &mut Client, form: &OrderForm) -> Answer {
    let fields = [
        ("key", form.key.as_str()),
        ("shown_minor", form.shown.as_str()),
        ("currency", "USD"),
        ("_from", "/checkout"),
    ];
    client.post_form("/api/fn/place_order", &fields).await
}

pub fn titles(cart: &Value) -> Vec<String> {
    cart["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

/// The value of a hidden field.
#[track_caller]
pub fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&mark).unwrap_or_else(|| panic!("no field {name} in {page}"));
    rest.split_once('"').unwrap().0.to_owned()
}

/// The path and query of an address of ours.
pub fn path(address: &str) -> String {
    match address.split_once("://") {
        Some((_, rest)) => rest[rest.find('/').unwrap()..].to_owned(),
        None => address.to_owned(),
    }
}

/// Puts a listing's files into storage, with these bytes in each.
pub async fn store_files(app: &TestApp, listed: &Listed, bytes: &[u8]) {
    for file in &listed.files {
        let body = bytes.to_vec().into();
        app.state.storage.put(&file.storage_key, body, &file.content_type).await.unwrap();
    }
}

/// A webhook of the sandbox, as it would be signed at this moment.
pub fn signed_event(
    app: &TestApp,
    event_id: &str,
    kind: &str,
    payment: &payment::Model,
) -> (String, Vec<(&'static str, String)>) {
    let now = app.state.clock.now();
    let body = json!({
        "id": event_id,
        "type": kind,
        "created": now,
        "data": {
            "checkout": payment.provider_ref,
            "payment_id": payment.id,
            "order_id": payment.order_id,
            "amount": { "minor": payment.amount_minor, "currency": payment.currency },
            "reason": null,
        },
    })
    .to_string();
    let signature = sign(app, &body, now);
    (body, vec![("prosets-sandbox-signature", signature), ("content-type", "application/json".into())])
}

pub fn sign(app: &TestApp, body: &str, at: chrono::DateTime<chrono::Utc>) -> String {
    let secret = std::fs::read_to_string(app.state.config.server.data_dir.join("sandbox.secret")).unwrap();
    prosets::ports::payments::signature::sign(secret.trim(), body.as_bytes(), at)
}

pub async fn post_event(app: &TestApp, body: &str, headers: &[(&str, String)]) -> Answer {
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let body = axum::body::Body::from(body.to_owned());
    app.client().send(axum::http::Method::POST, "/api/v1/webhooks/sandbox", &headers, body).await
}
