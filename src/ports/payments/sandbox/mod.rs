//! The sandbox provider: a stand-in for the outside world that keeps its own record of checkouts
//! and, like a real one, refuses what cannot be and tells what happened by signed webhooks.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use axum::http::{HeaderMap, Uri};
use chrono::{DateTime, Utc};
use tokio::sync::Notify;
use url::Url;

use super::{
    Charge, Initiated, PaymentError, PaymentProvider, PaymentResult, ProviderEvent, RemotePayment,
    RemoteStatus, SignatureError, signature,
};
use crate::kit::money::{Currency, Money};
use crate::ports::{Now, disk};

mod checkout;
mod deliveries;
mod event;
mod records;

pub use checkout::{Checkout, CheckoutStatus, SandboxError};
pub use deliveries::SIGNATURE_HEADER;

use checkout::{Act, Record};
use records::Records;

#[derive(Clone)]
pub struct SandboxConfig {
    /// Checkouts go to `sandbox/` in here, the webhook secret to `sandbox.secret`.
    pub data_dir: PathBuf,
    /// The shop as buyers see it; the payment page is `{public_url}/sandbox/checkout/{id}`.
    pub public_url: Url,
    /// The shop's own webhook address over plain HTTP on loopback: `http://127.0.0.1:{port}/api/v1/webhooks/sandbox`.
    pub webhook_url: Uri,
    pub now: Now,
    /// The wait after a delivery's first failure, doubled at each further one; a second is sensible.
    pub retry_base: Duration,
}

#[derive(Clone)]
pub struct Sandbox(Arc<Inner>);

struct Inner {
    public_url: String,
    secret: String,
    now: Now,
    retry_base: Duration,
    records: Records,
    client: deliveries::Client,
    webhook_url: Uri,
    /// Checkouts with undelivered events, and when the next of them is due.
    schedule: Mutex<BTreeMap<String, DateTime<Utc>>>,
    scheduled: Notify,
    /// When the folder was last searched for what other processes wrote.
    looked: Mutex<SystemTime>,
    delivering: tokio::sync::Mutex<()>,
}

impl Sandbox {
    /// Opens the record and takes up deliveries that were pending. Blocks on the disk for a moment.
    pub fn open(config: SandboxConfig) -> io::Result<Self> {
        let secret = disk::kept_secret(&config.data_dir.join("sandbox.secret"))?;
        let records = Records::open(config.data_dir.join("sandbox"))?;
        let looked = SystemTime::now();
        let schedule = Mutex::new(Records::pending(records.folder(), SystemTime::UNIX_EPOCH)?);
        Ok(Self(Arc::new(Inner {
            public_url: config.public_url.as_str().trim_end_matches('/').to_owned(),
            secret,
            now: config.now,
            retry_base: config.retry_base,
            records,
            client: deliveries::client(),
            webhook_url: config.webhook_url,
            schedule,
            scheduled: Notify::new(),
            looked: Mutex::new(looked),
            delivering: tokio::sync::Mutex::default(),
        })))
    }

    pub async fn get(&self, id: &str) -> Result<Checkout, SandboxError> {
        self.change(id, |_, _| Ok(())).await
    }

    /// The buyer pays. Once only; go on to `charge.return_url`.
    pub async fn pay(&self, id: &str) -> Result<Checkout, SandboxError> {
        self.change(id, |record, now| record.act(Act::Pay, now)).await
    }

    /// The bank says no. The checkout stays open for another try.
    pub async fn decline(&self, id: &str) -> Result<Checkout, SandboxError> {
        self.change(id, |record, now| record.act(Act::Decline, now)).await
    }

    /// The buyer gives up, which closes the checkout; go on to `charge.cancel_url`.
    pub async fn abandon(&self, id: &str) -> Result<Checkout, SandboxError> {
        self.change(id, |record, now| record.act(Act::Abandon, now)).await
    }

    /// One step under the checkout's lock: the change and the events it causes are saved together.
    async fn change(
        &self,
        id: &str,
        step: impl FnOnce(&mut Record, DateTime<Utc>) -> Result<(), SandboxError> + Send + 'static,
    ) -> Result<Checkout, SandboxError> {
        let (sandbox, id) = (self.clone(), id.to_owned());
        // A task of its own: a second click makes the browser drop the first request,
        // which must not let go of the lock midway.
        let work = tokio::spawn(async move {
            let _lock = sandbox.0.records.lock(&id).await?;
            let before = sandbox.0.records.load(&id).await?.ok_or(SandboxError::NotFound)?;
            let mut record = before.clone();
            let now = (sandbox.0.now)();
            record.expire(now);
            let outcome = step(&mut record, now);
            if record != before {
                sandbox.save(&record).await?;
            }
            outcome.map(|()| record.checkout)
        });
        work.await.map_err(io::Error::other)?
    }

    async fn save(&self, record: &Record) -> io::Result<()> {
        self.0.records.save(record).await?;
        let id = &record.checkout.id;
        match record.next_delivery() {
            Some(at) => drop(self.schedule().insert(id.clone(), at)),
            None => drop(self.schedule().remove(id)),
        }
        self.0.scheduled.notify_one();
        Ok(())
    }

    fn schedule(&self) -> MutexGuard<'_, BTreeMap<String, DateTime<Utc>>> {
        self.0.schedule.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Derived from the key, so that a repeated call finds the same checkout; keyed, so that nobody guesses it.
    fn id_for(&self, idempotency_key: &str) -> String {
        let mac = signature::mac(&self.0.secret, "checkout", idempotency_key.as_bytes());
        format!("{}{}", records::ID_PREFIX, hex::encode(&mac[..16]))
    }
}

#[async_trait]
impl PaymentProvider for Sandbox {
    fn name(&self) -> &'static str {
        "sandbox"
    }

    /// <https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts>
    fn minimum_amount(&self, currency: Currency) -> Money {
        let minor = match currency.code() {
            "GBP" => 30,
            "PLN" => 200,
            "DKK" => 250,
            "SEK" | "NOK" => 300,
            _ => 50,
        };
        Money::new(minor, currency)
    }

    async fn initiate(&self, charge: Charge) -> PaymentResult<Initiated> {
        let minimum = self.minimum_amount(charge.amount.currency);
        if charge.amount.minor < minimum.minor {
            return Err(PaymentError::Rejected(format!("{} is less than {minimum}", charge.amount)));
        }
        let id = self.id_for(&charge.idempotency_key);
        let _lock = self.0.records.lock(&id).await.map_err(unavailable)?;
        match self.0.records.load(&id).await.map_err(unavailable)? {
            Some(record) if record.checkout.charge != charge => {
                return Err(PaymentError::Rejected(
                    "this idempotency key was used for another charge".into(),
                ));
            }
            Some(_) => {}
            None => {
                let record = Record::new(id.clone(), charge, (self.0.now)());
                self.0.records.save(&record).await.map_err(unavailable)?;
            }
        }
        let checkout_url = format!("{}/sandbox/checkout/{id}", self.0.public_url);
        Ok(Initiated { provider_ref: id, checkout_url })
    }

    async fn fetch(&self, provider_ref: &str) -> PaymentResult<RemotePayment> {
        Ok(self.get(provider_ref).await.map(remote)?)
    }

    async fn cancel(&self, provider_ref: &str) -> PaymentResult<RemotePayment> {
        let step = |record: &mut Record, now: DateTime<Utc>| match record.checkout.status {
            CheckoutStatus::Open => record.act(Act::Cancel, now),
            _ => Ok(()),
        };
        Ok(self.change(provider_ref, step).await.map(remote)?)
    }

    fn verify(
        &self,
        headers: &HeaderMap,
        raw_body: &[u8],
        now: DateTime<Utc>,
    ) -> Result<ProviderEvent, SignatureError> {
        let header = headers.get(SIGNATURE_HEADER);
        let header = header.map(|value| value.to_str().map_err(|_| SignatureError::Malformed)).transpose()?;
        signature::verify(&self.0.secret, header, raw_body, now)?;
        Ok(event::read(raw_body, now))
    }
}

fn remote(checkout: Checkout) -> RemotePayment {
    let status = match checkout.status {
        CheckoutStatus::Open => RemoteStatus::Open,
        CheckoutStatus::Paid => RemoteStatus::Captured,
        CheckoutStatus::Cancelled | CheckoutStatus::Expired => RemoteStatus::Cancelled,
    };
    RemotePayment {
        provider_ref: checkout.id,
        status,
        amount: checkout.charge.amount,
        reason: checkout.reason,
    }
}

fn unavailable(error: io::Error) -> PaymentError {
    PaymentError::Unavailable(error.to_string())
}
