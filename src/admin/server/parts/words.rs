//! States in words, with the tone of their pill.

use leptos::prelude::*;

use crate::admin::server::store::jobs::JobRow;
use crate::db::entities::asset::{AssetKind, AssetStatus};
use crate::db::entities::order::OrderStatus;
use crate::kit::time;
use crate::ui::badge::Tone;
use chrono::{DateTime, Utc};

pub fn order(status: OrderStatus) -> (&'static str, Tone) {
    match status {
        OrderStatus::Created => ("Created", Tone::Neutral),
        OrderStatus::PaymentPending => ("Payment pending", Tone::Waiting),
        OrderStatus::PaymentFailed => ("Payment failed", Tone::Bad),
        OrderStatus::Paid => ("Paid", Tone::Good),
        OrderStatus::Shipped => ("Shipped", Tone::Good),
        OrderStatus::Delivered => ("Delivered", Tone::Good),
        OrderStatus::Cancelled => ("Cancelled", Tone::Neutral),
        OrderStatus::Expired => ("Expired", Tone::Neutral),
    }
}

pub fn listing(status: AssetStatus) -> (&'static str, Tone) {
    match status {
        AssetStatus::Draft => ("Draft", Tone::Neutral),
        AssetStatus::Published => ("Published", Tone::Good),
        AssetStatus::Unpublished => ("Unpublished", Tone::Waiting),
        AssetStatus::Removed => ("Taken down", Tone::Bad),
    }
}

pub fn kind(kind: AssetKind) -> &'static str {
    match kind {
        AssetKind::Model => "3D model",
        AssetKind::Snippet => "Code snippet",
        AssetKind::Template => "Template",
        AssetKind::Module => "Module",
    }
}

pub fn job(row: &JobRow, now: DateTime<Utc>) -> (&'static str, Tone) {
    if row.done_at.is_some() {
        ("Done", Tone::Good)
    } else if row.failed_at.is_some() {
        ("Failed", Tone::Bad)
    } else if row.locked_until.is_some_and(|until| until > now) {
        ("Running", Tone::Accent)
    } else if row.attempts > 0 {
        ("Tried again soon", Tone::Waiting)
    } else {
        ("Pending", Tone::Waiting)
    }
}

/// A moment, exact for programs and readable for people.
#[component]
pub fn Moment(at: DateTime<Utc>) -> impl IntoView {
    view! {
        <time class="nowrap" datetime=at.to_rfc3339()>
            {time::minute(at)}
        </time>
    }
}
