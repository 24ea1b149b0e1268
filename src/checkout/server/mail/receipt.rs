//! The receipt, once an order is paid. Made from the order's snapshot alone.

use crate::db::entities::{order, order_line, user};
use crate::kit::error::AppResult;
use crate::kit::money::Money;
use crate::kit::time;
use crate::ports::mail::Message;
use crate::server::letter::Letter;

pub fn receipt(
    base_url: &str,
    buyer: &user::Model,
    order: &order::Model,
    lines: &[order_line::Model],
) -> AppResult<Message> {
    let number = order.number.as_deref().unwrap_or_default();
    let paid = order.paid_at.map(time::day).unwrap_or_default();
    let price = |minor| Money::stored(minor, &order.currency).map(words);
    let mut letter = Letter::new("receipt", format!("Your receipt {number}"))
        .say(format!("Hello {},", buyer.display_name))
        .say(format!("thank you for your order {number} of {paid}. It is paid."));
    for line in lines {
        let what = format!("{}, {}, version {}", line.title, line.licence_name, line.version_number);
        letter = letter.row(what, price(line.total_minor)?);
    }
    if order.discount_minor > 0 {
        letter = letter.row("Discount", price(-order.discount_minor)?);
    }
    if order.tax_minor > 0 {
        letter = letter.row("Tax", price(order.tax_minor)?);
    }
    Ok(letter
        .sum("Total", price(order.total_minor)?)
        .act("Your files and licence keys", format!("{base_url}/library"))
        .say(format!("Your order: {base_url}/orders/{}", order.id))
        .small(&order.refund_policy)
        .to(&buyer.email))
}

fn words(amount: Money) -> String {
    if amount.is_zero() { "free".to_owned() } else { amount.to_string() }
}
