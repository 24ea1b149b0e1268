//! The checkout page's one button: places the order and leads on to where it is paid.

use super::initiate_payment::initiate_payment;
use super::place_order::{NewOrder, place_order};
use crate::checkout::rules::terms;
use crate::kit::error::{AppError, AppResult};
use crate::kit::money::Money;
use crate::server::cx::Buyer;
use crate::server::reply;
use crate::server::state::State;
use crate::ui::flash::Flash;

#[derive(Clone, Debug)]
pub struct OrderForm {
    pub key: String,
    pub shown_minor: i64,
    pub currency: String,
    pub waiver: bool,
}

/// Where the buyer goes next, and what is said there.
#[derive(Clone, Debug)]
pub struct Next {
    pub path: String,
    pub message: Option<Flash>,
}

impl Next {
    pub fn go(self) {
        match self.message {
            Some(message) => reply::see_other_with(&self.path, message),
            None => reply::see_other(&self.path),
        }
    }
}

pub async fn order_and_pay(state: &State, buyer: &Buyer, form: OrderForm) -> AppResult<Next> {
    let request = format!("form {} {} {}", form.shown_minor, form.currency, form.waiver);
    let shown = Money::stored(form.shown_minor, &form.currency)
        .map_err(|_| AppError::conflict("The form was incomplete. Reload the page and try again."))?;
    let input = NewOrder {
        key: form.key,
        request_hash: terms::request_hash(request.as_bytes()),
        shown: Some(shown),
        country: None,
        vat_id: None,
        waiver: form.waiver,
    };
    let placed = place_order(state, buyer, input).await.map_err(|error| match error {
        AppError::IdempotencyMismatch => {
            AppError::conflict("This order was placed already. You will find it under Orders.")
        }
        other => other,
    })?;
    let page = format!("/orders/{}", placed.order_id);
    if !placed.status.is_open() {
        let thanks =
            placed.status.is_paid().then(|| Flash::done("Thank you! Everything is in your library."));
        return Ok(Next { path: page, message: thanks });
    }
    match initiate_payment(state, buyer, placed.order_id).await {
        Ok(url) => Ok(Next { path: url, message: None }),
        // The order stands; it can be paid from its page.
        Err(error) => Ok(Next { path: page, message: Some(Flash::fault(error.to_string())) }),
    }
}
