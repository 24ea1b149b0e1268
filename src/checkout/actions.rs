//! What the forms of checkout, of an order and of the sandbox's payment page do.

use leptos::prelude::*;
use uuid::Uuid;

use crate::kit::error::AppError;

/// `shown_minor` and `currency` are the total the buyer saw, `key` is new for each rendering of the form.
#[server(prefix = "/api/fn", endpoint = "place_order")]
pub async fn place_order(
    key: String,
    shown_minor: i64,
    currency: String,
    #[server(default)] waiver: bool,
) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let form = crate::checkout::server::order_and_pay::OrderForm { key, shown_minor, currency, waiver };
    let next = crate::checkout::server::order_and_pay::order_and_pay(&cx.state, &cx.buyer()?, form).await?;
    next.go();
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "pay_order")]
pub async fn pay_order(order_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let url = crate::checkout::server::initiate_payment::initiate_payment(&cx.state, &cx.buyer()?, order_id)
        .await?;
    crate::server::reply::see_other(&url);
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "cancel_order")]
pub async fn cancel_order(order_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::checkout::server::cancel_order::cancel_order(&cx.state, &cx.buyer()?, order_id).await?;
    let done = crate::ui::flash::Flash::done("The order is cancelled. What was in it is back in your cart.");
    crate::server::reply::see_other_with("/cart", done);
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "sandbox_pay")]
pub async fn sandbox_pay(checkout_id: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let url = crate::checkout::server::sandbox::pay(&cx.state, &checkout_id).await?;
    crate::server::reply::see_other(&url);
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "sandbox_decline")]
pub async fn sandbox_decline(checkout_id: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::checkout::server::sandbox::decline(&cx.state, &checkout_id).await?;
    crate::server::reply::see_other(&format!("/sandbox/checkout/{checkout_id}"));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "sandbox_abandon")]
pub async fn sandbox_abandon(checkout_id: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let url = crate::checkout::server::sandbox::abandon(&cx.state, &checkout_id).await?;
    crate::server::reply::see_other(&url);
    Ok(())
}
