//! Where an order stands, as a coloured pill.

use leptos::prelude::*;

use crate::checkout::OrderStatus;
use crate::ui::badge::{Badge, Tone};

#[component]
pub fn Standing(status: OrderStatus, held: bool) -> impl IntoView {
    if held {
        return view! { <Badge text="Payment in review" tone=Tone::Waiting /> };
    }
    let tone = match status {
        OrderStatus::Created | OrderStatus::PaymentPending => Tone::Waiting,
        OrderStatus::PaymentFailed => Tone::Bad,
        OrderStatus::Paid | OrderStatus::Shipped | OrderStatus::Delivered => Tone::Good,
        OrderStatus::Cancelled | OrderStatus::Expired => Tone::Neutral,
    };
    view! { <Badge text=status.words() tone=tone /> }
}
