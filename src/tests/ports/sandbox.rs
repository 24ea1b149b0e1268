//! The sandbox provider refuses what a real one refuses.

use chrono::TimeDelta;
use prosets::kit::money::{Currency, Money};
use prosets::ports::payments::sandbox::{CheckoutStatus, SandboxError};
use prosets::ports::payments::{Charge, PaymentError, PaymentProvider, RemoteStatus};

use super::sandbox_webhooks::{Outside, charge};

#[tokio::test]
async fn the_same_key_opens_one_checkout() {
    let outside = Outside::new();
    let sandbox = outside.open();
    let first = sandbox.initiate(charge("key-1")).await.unwrap();
    assert_eq!(first.checkout_url, format!("http://localhost:3000/sandbox/checkout/{}", first.provider_ref));
    assert_eq!(sandbox.initiate(charge("key-1")).await.unwrap(), first);
    assert_ne!(sandbox.initiate(charge("key-2")).await.unwrap(), first);

    let dearer = Charge { amount: Money::new(999, Currency::USD), ..charge("key-1") };
    assert!(matches!(sandbox.initiate(dearer).await, Err(PaymentError::Rejected(_))));
}

#[tokio::test]
async fn calls_at_the_same_time_open_one_checkout() {
    let outside = Outside::new();
    let sandbox = outside.open();
    let opened = futures::future::join_all((0..10).map(|_| sandbox.initiate(charge("key-1")))).await;
    let first = opened[0].as_ref().unwrap();
    assert!(opened.iter().all(|other| other.as_ref().unwrap() == first));
    assert_eq!(outside.checkouts_on_disk(), 1);
}

#[tokio::test]
async fn less_than_the_minimum_is_refused() {
    let outside = Outside::new();
    let sandbox = outside.open();
    let usd = |minor| Charge { amount: Money::new(minor, Currency::USD), ..charge(&format!("key-{minor}")) };
    assert_eq!(sandbox.minimum_amount(Currency::USD), Money::new(50, Currency::USD));
    for minor in [-1, 0, 49] {
        assert!(matches!(sandbox.initiate(usd(minor)).await, Err(PaymentError::Rejected(_))), "{minor}");
    }
    assert!(sandbox.initiate(usd(50)).await.is_ok());
}

#[tokio::test]
async fn it_is_paid_once_after_any_number_of_declines() {
    let outside = Outside::new();
    let sandbox = outside.open();
    let id = sandbox.initiate(charge("key-1")).await.unwrap().provider_ref;
    for declines in 1..=3 {
        let checkout = sandbox.decline(&id).await.unwrap();
        assert_eq!((checkout.status, checkout.declines), (CheckoutStatus::Open, declines));
    }
    let remote = sandbox.fetch(&id).await.unwrap();
    assert_eq!(
        (remote.status, remote.reason.as_deref()),
        (RemoteStatus::Open, Some("Your card was declined."))
    );

    assert_eq!(sandbox.pay(&id).await.unwrap().status, CheckoutStatus::Paid);
    assert!(matches!(sandbox.pay(&id).await, Err(SandboxError::AlreadyPaid)));
    assert!(matches!(sandbox.decline(&id).await, Err(SandboxError::AlreadyPaid)));
    assert!(matches!(sandbox.abandon(&id).await, Err(SandboxError::AlreadyPaid)));
    assert_eq!(sandbox.cancel(&id).await.unwrap().status, RemoteStatus::Captured);
    let remote = sandbox.fetch(&id).await.unwrap();
    assert_eq!(
        (remote.status, remote.amount, remote.reason),
        (RemoteStatus::Captured, charge("").amount, None)
    );
}

#[tokio::test]
async fn two_clicks_on_pay_pay_once() {
    let outside = Outside::new();
    let (sandbox, another_process) = (outside.open(), outside.open());
    let id = sandbox.initiate(charge("key-1")).await.unwrap().provider_ref;
    let clicks = (0..8).map(|i| if i % 2 == 0 { sandbox.pay(&id) } else { another_process.pay(&id) });
    let clicks = futures::future::join_all(clicks).await;
    assert_eq!(clicks.iter().filter(|click| click.is_ok()).count(), 1);
    assert_eq!(outside.pending_on_disk(&id), 1);
}

#[tokio::test]
async fn what_was_abandoned_or_cancelled_cannot_be_paid() {
    let outside = Outside::new();
    let sandbox = outside.open();
    let abandoned = sandbox.initiate(charge("key-1")).await.unwrap().provider_ref;
    assert_eq!(sandbox.abandon(&abandoned).await.unwrap().status, CheckoutStatus::Cancelled);
    let cancelled = sandbox.initiate(charge("key-2")).await.unwrap().provider_ref;
    assert_eq!(sandbox.cancel(&cancelled).await.unwrap().status, RemoteStatus::Cancelled);
    for id in [abandoned, cancelled] {
        assert!(matches!(sandbox.pay(&id).await, Err(SandboxError::Cancelled)));
        assert!(matches!(sandbox.decline(&id).await, Err(SandboxError::Cancelled)));
    }
}

#[tokio::test]
async fn it_expires_after_a_day() {
    let outside = Outside::new();
    let sandbox = outside.open();
    let id = sandbox.initiate(charge("key-1")).await.unwrap().provider_ref;
    outside.advance(TimeDelta::hours(24) - TimeDelta::seconds(1));
    assert_eq!(sandbox.get(&id).await.unwrap().status, CheckoutStatus::Open);
    outside.advance(TimeDelta::seconds(1));
    assert!(matches!(sandbox.pay(&id).await, Err(SandboxError::Expired)));
    assert_eq!(sandbox.get(&id).await.unwrap().status, CheckoutStatus::Expired);
    assert_eq!(sandbox.fetch(&id).await.unwrap().status, RemoteStatus::Cancelled);
    assert_eq!(outside.pending_on_disk(&id), 1, "the shop is told once");
}

#[tokio::test]
async fn only_its_own_ids_lead_to_files() {
    let outside = Outside::new();
    let sandbox = outside.open();
    let zeros = "0".repeat(32);
    for id in ["", "../sandbox.secret", "sbx_", &format!("sbx_{zeros}"), &format!("sbx_{}/", &zeros[1..])] {
        assert!(matches!(sandbox.get(id).await, Err(SandboxError::NotFound)), "{id:?}");
        assert!(matches!(sandbox.fetch(id).await, Err(PaymentError::NotFound)), "{id:?}");
    }
}

#[tokio::test]
async fn its_record_outlives_a_restart() {
    let outside = Outside::new();
    let opened = outside.open().initiate(charge("key-1")).await.unwrap();
    let sandbox = outside.open();
    assert_eq!(sandbox.get(&opened.provider_ref).await.unwrap().charge, charge("key-1"));
    assert_eq!(sandbox.initiate(charge("key-1")).await.unwrap(), opened);
}
