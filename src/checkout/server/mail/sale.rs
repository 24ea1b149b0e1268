//! To a seller, once an order with something of theirs is paid. Who bought it is not told.

use crate::checkout::rules::ledger::Sold;
use crate::db::entities::{order, order_line, user};
use crate::kit::error::{AppError, AppResult};
use crate::kit::money::Money;
use crate::ports::mail::Message;
use crate::server::letter::Letter;

/// `lines` are this seller's alone.
pub fn sale(
    base_url: &str,
    seller: &user::Model,
    order: &order::Model,
    lines: &[&order_line::Model],
    unsubscribe: String,
) -> AppResult<Message> {
    let number = order.number.as_deref().unwrap_or_default();
    let what = match lines {
        [only] => only.title.clone(),
        more => format!("{} things", more.len()),
    };
    let free = lines.iter().all(|line| line.total_minor == 0);
    let subject = if free { format!("Taken for free: {what}") } else { format!("You sold {what}") };
    let mut letter = Letter::new("sale", subject)
        .say(format!("Hello {},", seller.display_name))
        .say(format!("there is something of yours in order {number}."));
    let currency = Money::stored(0, &order.currency)?.currency;
    let mut share = Money::zero(currency);
    for line in lines {
        let what = format!("{}, {}, version {}", line.title, line.licence_name, line.version_number);
        letter = letter.row(what, words(Money::new(line.total_minor, currency)));
        let sold = Sold {
            seller_id: line.seller_id,
            total: Money::new(line.total_minor, currency),
            tax: Money::new(line.tax_minor, currency),
            fee_bps: u32::try_from(line.fee_bps).map_err(|_| AppError::internal())?,
        };
        share = share.add(sold.earned()?)?;
    }
    if !free {
        letter = letter.sum("You receive", words(share));
    }
    Ok(letter
        .act("Your dashboard", format!("{base_url}/dashboard"))
        .unsubscribe(unsubscribe)
        .to(&seller.email))
}

fn words(amount: Money) -> String {
    if amount.is_zero() { "free".to_owned() } else { amount.to_string() }
}
