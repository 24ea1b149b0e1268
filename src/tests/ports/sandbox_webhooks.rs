//! The sandbox tells the shop what happened: signed, over HTTP, until the shop has it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use chrono::{DateTime, TimeDelta, Utc};
use prosets::kit::money::{Currency, Money};
use prosets::ports::payments::{
    Charge, EventKind, PaymentProvider, ProviderEvent, Sandbox, SandboxConfig, SignatureError, signature,
};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// The world around one sandbox: its folder and a clock to turn.
pub struct Outside {
    folder: TempDir,
    clock: Arc<Mutex<DateTime<Utc>>>,
}

pub fn charge(idempotency_key: &str) -> Charge {
    Charge {
        payment_id: Uuid::from_u128(1),
        order_id: Uuid::from_u128(2),
        amount: Money::new(1250, Currency::USD),
        description: "Gyroid planter".into(),
        return_url: "http://localhost:3000/orders/2".into(),
        cancel_url: "http://localhost:3000/orders/2?cancelled".into(),
        idempotency_key: idempotency_key.into(),
    }
}

impl Outside {
    pub fn new() -> Self {
        let clock = Arc::new(Mutex::new(DateTime::from_timestamp(1_800_000_000, 0).unwrap()));
        Self { folder: tempfile::tempdir().unwrap(), clock }
    }

    pub fn open(&self) -> Sandbox {
        self.open_towards("http://127.0.0.1:1/api/v1/webhooks/sandbox")
    }

    pub fn open_towards(&self, webhook_url: &str) -> Sandbox {
        let clock = self.clock.clone();
        Sandbox::open(SandboxConfig {
            data_dir: self.folder.path().to_owned(),
            public_url: "http://localhost:3000".parse().unwrap(),
            webhook_url: webhook_url.parse().unwrap(),
            now: Arc::new(move || *clock.lock().unwrap()),
            retry_base: Duration::from_secs(1),
        })
        .unwrap()
    }

    pub fn now(&self) -> DateTime<Utc> {
        *self.clock.lock().unwrap()
    }

    pub fn advance(&self, by: TimeDelta) {
        *self.clock.lock().unwrap() += by;
    }

    pub fn checkouts_on_disk(&self) -> usize {
        let entries = std::fs::read_dir(self.folder.path().join("sandbox")).unwrap();
        entries
            .filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|e| e == "json"))
            .count()
    }

    pub fn pending_on_disk(&self, id: &str) -> usize {
        let path = self.folder.path().join(format!("sandbox/{id}.json"));
        let record: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        record["pending"].as_array().unwrap().len()
    }

    fn secret(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("sandbox.secret")).unwrap()
    }
}

/// The shop's webhook address. It answers with `status` and hands over what came.
struct Shop {
    url: String,
    status: Arc<Mutex<StatusCode>>,
    received: mpsc::UnboundedReceiver<(HeaderMap, Bytes)>,
}

impl Shop {
    async fn open() -> Self {
        let (sender, received) = mpsc::unbounded_channel();
        let status = Arc::new(Mutex::new(StatusCode::OK));
        let answer = status.clone();
        let handler = move |headers: HeaderMap, body: Bytes| {
            sender.send((headers, body)).unwrap();
            let status = *answer.lock().unwrap();
            async move { status }
        };
        let router = Router::new().route("/api/v1/webhooks/sandbox", post(handler));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/api/v1/webhooks/sandbox", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, status, received }
    }

    fn answers(&self, status: StatusCode) {
        *self.status.lock().unwrap() = status;
    }

    async fn next(&mut self, sandbox: &Sandbox, now: DateTime<Utc>) -> ProviderEvent {
        let (headers, body) = self.received.recv().await.unwrap();
        sandbox.verify(&headers, &body, now).unwrap()
    }
}

#[tokio::test]
async fn each_step_arrives_as_a_signed_event() {
    let (outside, mut shop) = (Outside::new(), Shop::open().await);
    let sandbox = outside.open_towards(&shop.url);
    let id = sandbox.initiate(charge("key-1")).await.unwrap().provider_ref;
    sandbox.decline(&id).await.unwrap();
    sandbox.pay(&id).await.unwrap();
    assert_eq!(sandbox.deliver_due().await, 2);
    assert_eq!(sandbox.deliver_due().await, 0);

    let declined = shop.next(&sandbox, outside.now()).await;
    let paid = shop.next(&sandbox, outside.now()).await;
    assert_eq!((&declined.kind, &paid.kind), (&EventKind::PaymentFailed, &EventKind::PaymentCaptured));
    assert_ne!(declined.event_id, paid.event_id);
    assert_eq!(paid.provider_ref.as_ref(), Some(&id));
    assert_eq!((paid.amount, paid.occurred_at), (Some(charge("").amount), outside.now()));
    assert_eq!(paid.raw["data"]["order_id"], charge("").order_id.to_string());
    let kept: ProviderEvent = serde_json::from_value(serde_json::json!(paid)).unwrap();
    assert_eq!(kept, paid);

    let other = sandbox.initiate(charge("key-2")).await.unwrap().provider_ref;
    sandbox.abandon(&other).await.unwrap();
    sandbox.deliver_due().await;
    let cancelled = shop.next(&sandbox, outside.now()).await;
    assert_eq!(cancelled.kind, EventKind::PaymentCancelled);
    assert_eq!(cancelled.reason.as_deref(), Some("You cancelled the payment."));
}

#[tokio::test]
async fn a_shop_that_fails_is_told_again_with_growing_waits() {
    let (outside, mut shop) = (Outside::new(), Shop::open().await);
    let sandbox = outside.open_towards(&shop.url);
    let id = sandbox.initiate(charge("key-1")).await.unwrap().provider_ref;
    sandbox.pay(&id).await.unwrap();

    shop.answers(StatusCode::INTERNAL_SERVER_ERROR);
    let mut events = Vec::new();
    for wait in [1, 2, 4] {
        assert_eq!(sandbox.deliver_due().await, 0);
        events.push(shop.next(&sandbox, outside.now()).await.event_id);
        outside.advance(TimeDelta::seconds(wait) - TimeDelta::milliseconds(1));
        sandbox.deliver_due().await;
        assert!(shop.received.is_empty(), "not before {wait} s");
        outside.advance(TimeDelta::milliseconds(1));
    }
    shop.answers(StatusCode::OK);
    // Long after the event: the signature is of now, or the shop would refuse it as old.
    outside.advance(TimeDelta::hours(2));
    assert_eq!(sandbox.deliver_due().await, 1);
    events.push(shop.next(&sandbox, outside.now()).await.event_id);
    events.dedup();
    assert_eq!(events.len(), 1, "the same event each time");
    assert_eq!(outside.pending_on_disk(&id), 0);
}

#[tokio::test]
async fn it_gives_up_after_three_days() {
    let outside = Outside::new();
    let sandbox = outside.open();
    let id = sandbox.initiate(charge("key-1")).await.unwrap().provider_ref;
    sandbox.pay(&id).await.unwrap();
    for pending in [1, 1, 1, 0] {
        sandbox.deliver_due().await;
        assert_eq!(outside.pending_on_disk(&id), pending);
        outside.advance(TimeDelta::days(1));
    }
}

#[tokio::test]
async fn what_was_pending_is_delivered_after_a_restart() {
    let (outside, mut shop) = (Outside::new(), Shop::open().await);
    let before = outside.open();
    let id = before.initiate(charge("key-1")).await.unwrap().provider_ref;
    before.pay(&id).await.unwrap();
    drop(before);

    let stop = CancellationToken::new();
    let sandbox = outside.open_towards(&shop.url);
    let deliveries = sandbox.spawn_deliveries(stop.clone());
    assert_eq!(shop.next(&sandbox, outside.now()).await.kind, EventKind::PaymentCaptured);

    // The loop sleeps now; what happens next wakes it.
    let other = sandbox.initiate(charge("key-2")).await.unwrap().provider_ref;
    sandbox.abandon(&other).await.unwrap();
    assert_eq!(shop.next(&sandbox, outside.now()).await.kind, EventKind::PaymentCancelled);
    stop.cancel();
    deliveries.await.unwrap();
}

#[tokio::test]
async fn what_another_process_caused_is_delivered_too() {
    let (outside, mut shop) = (Outside::new(), Shop::open().await);
    let (serving, working) = (outside.open_towards(&shop.url), outside.open_towards(&shop.url));
    let id = serving.initiate(charge("key-1")).await.unwrap().provider_ref;
    working.cancel(&id).await.unwrap();
    assert_eq!(serving.deliver_due().await, 0);
    serving.look_around().await;
    assert_eq!(serving.deliver_due().await, 1);
    assert_eq!(shop.next(&serving, outside.now()).await.kind, EventKind::PaymentCancelled);
    assert_eq!(working.deliver_due().await, 0, "it is delivered already");
}

#[tokio::test]
async fn only_its_own_fresh_signature_is_believed() {
    let outside = Outside::new();
    let sandbox = outside.open();
    let body = br#"{"id":"evt_1","type":"payment.captured"}"#;
    let signed = |header: Option<String>, now| {
        let mut headers = HeaderMap::new();
        headers.extend(header.map(|h| {
            ("prosets-sandbox-signature".parse().unwrap(), h.parse().unwrap()) as (axum::http::HeaderName, _)
        }));
        sandbox.verify(&headers, body, now)
    };
    let now = outside.now();
    let good = signature::sign(&outside.secret(), body, now);
    assert_eq!(signed(None, now), Err(SignatureError::Missing));
    assert_eq!(signed(Some("t=1,v1=00".into()), now), Err(SignatureError::Mismatch));
    assert_eq!(signed(Some(good.clone()), now + TimeDelta::seconds(301)), Err(SignatureError::OutOfTime));
    assert_eq!(signed(Some(good.clone()), now - TimeDelta::seconds(301)), Err(SignatureError::OutOfTime));
    assert_eq!(signed(Some(signature::sign("guessed", body, now)), now), Err(SignatureError::Mismatch));

    // The signature holds, the body is not what we know: an event to store, not an error.
    let event = signed(Some(good), now).unwrap();
    assert_eq!(event.kind, EventKind::Other("unreadable".into()));
    assert_eq!(event.raw["id"], "evt_1");
}
