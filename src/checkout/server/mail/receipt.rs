//! The receipt, once an order is paid. Made from the order's snapshot alone.

use std::fmt::Write;

use crate::db::entities::{order, order_line, user};
use crate::kit::error::AppResult;
use crate::kit::money::Money;
use crate::kit::time;
use crate::ports::mail::Message;
use crate::ui::escape::escape;

const STYLE: &str = "body{font-family:sans-serif;line-height:1.5;color:#2b2621;max-width:36rem;margin:0 auto;\
padding:24px}td,th{padding:6px 0}.small{color:#6b635b;font-size:14px}";

pub fn receipt(
    base_url: &str,
    buyer: &user::Model,
    order: &order::Model,
    lines: &[order_line::Model],
) -> AppResult<Message> {
    let number = order.number.as_deref().unwrap_or_default();
    let paid = order.paid_at.map(time::day).unwrap_or_default();
    let price = |minor| Money::stored(minor, &order.currency).map(words);
    let (mut rows_text, mut rows_html) = (String::new(), String::new());
    for line in lines {
        let amount = price(line.total_minor)?;
        let what = format!("{}, {}, version {}", line.title, line.licence_name, line.version_number);
        // Writing to a string cannot fail.
        let _ = writeln!(rows_text, "  {what}: {amount}");
        let _ = write!(
            rows_html,
            "<tr><td>{}</td><td align=\"right\">{}</td></tr>",
            escape(&what),
            escape(&amount)
        );
    }
    let mut sums = vec![("Total", price(order.total_minor)?)];
    if order.tax_minor > 0 {
        sums.insert(0, ("Tax", price(order.tax_minor)?));
    }
    if order.discount_minor > 0 {
        sums.insert(0, ("Discount", price(-order.discount_minor)?));
    }
    for (name, amount) in &sums {
        let _ = writeln!(rows_text, "  {name}: {amount}");
        let _ = write!(
            rows_html,
            "<tr><th align=\"left\">{name}</th><th align=\"right\">{}</th></tr>",
            escape(amount)
        );
    }
    let library = format!("{base_url}/library");
    let page = format!("{base_url}/orders/{}", order.id);
    let policy = &order.refund_policy;
    let name = &buyer.display_name;
    let text = format!(
        "Hello {name},\n\nthank you for your order {number} of {paid}. It is paid.\n\n{rows_text}\n\
         Your files and licence keys: {library}\nYour order: {page}\n\n{policy}\n\nProSets\n"
    );
    let html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style>\
         </head><body><p>Hello {name},</p><p>thank you for your order <strong>{number}</strong> of {paid}. \
         It is paid.</p><table width=\"100%\">{rows_html}</table><p><a href=\"{library}\">Your files and licence \
         keys</a><br><a href=\"{page}\">Your order</a></p><p class=\"small\">{policy}</p><p>ProSets</p></body></html>",
        title = escape(&format!("Receipt {number}")),
        name = escape(name),
        policy = escape(policy),
    );
    Ok(Message {
        to: buyer.email.clone(),
        subject: format!("Your receipt {number}"),
        text,
        html,
        kind: "receipt".into(),
    })
}

fn words(amount: Money) -> String {
    if amount.is_zero() { "free".to_owned() } else { amount.to_string() }
}
