//! From the cart to a paid order.

mod cancel_order;
mod initiate_payment;
mod journey;
mod ledger;
mod place_order;
mod receipt;
mod receive_event;
mod settle_payment;
