//! Opens a shop front for a person whose address is confirmed.

use sea_orm::ActiveValue::Set;
use serde_json::json;

use super::edit_shop::HANDLES;
use super::payout_account;
use super::store::people::{self, Written};
use super::store::shops;
use crate::accounts::rules::names;
use crate::accounts::rules::payout::{self, PayoutAccount};
use crate::admin::{self, AuditEntry};
use crate::db::entities::seller;
use crate::db::{self, dialect};
use crate::kit::country;
use crate::kit::error::{AppError, AppResult, FieldErrors};
use crate::server::cx::{Buyer, Cx};
use crate::server::session;

#[derive(Clone, Debug, Default)]
pub struct NewShop {
    pub display_name: String,
    pub handle: String,
    pub about: String,
    /// ISO 3166-1 alpha-2; empty where it is not told.
    pub country: String,
    pub payout: payout::Typed,
}

/// The new shop's handle. The session gets a new id, for it may do more than before.
pub async fn become_seller(cx: &Cx, buyer: &Buyer, input: NewShop) -> AppResult<String> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    if person.seller.is_some() {
        return Err(AppError::conflict("You have a shop already."));
    }
    if !person.email_verified {
        return Err(AppError::forbidden("Confirm your email address first: we sent you a link."));
    }
    let now = cx.now();
    let (handle, shop, account) = check(&input)?;
    let tx = db::tx(&cx.state.db).await?;
    dialect::one_at_a_time(&tx, HANDLES).await?;
    if shops::owner_of_former(&tx, &names::key(&handle)).await?.is_some() {
        return Err(taken());
    }
    let shop =
        seller::ActiveModel { id: Set(buyer.user_id), created_at: Set(now), updated_at: Set(now), ..shop };
    if people::insert_shop(&tx, shop).await? == Written::NameTaken {
        return Err(taken());
    }
    if let Some(account) = account {
        payout_account::keep(&cx.state, &tx, buyer.user_id, &account).await?;
    }
    let entry = AuditEntry::by(buyer, "seller.opened", "seller", buyer.user_id);
    admin::record(&tx, entry.with(json!({ "handle": handle })), now).await?;
    tx.commit().await?;
    session::rotate(&cx.session).await?;
    Ok(handle)
}

fn taken() -> AppError {
    AppError::invalid("handle", "This handle is taken. Choose another one.")
}

/// The handle, the rest of the row, and where the money goes if that is told.
fn check(input: &NewShop) -> AppResult<(String, seller::ActiveModel, Option<PayoutAccount>)> {
    let mut faults = FieldErrors::new();
    let mut take = |field: &str, checked: Result<String, &'static str>| {
        checked.unwrap_or_else(|words| {
            faults.entry(field.to_owned()).or_default().push(words.to_owned());
            String::new()
        })
    };
    let display_name = take("display_name", names::display_name(&input.display_name));
    let handle = take("handle", names::handle(&input.handle));
    let about = take("about", names::about(&input.about));
    let country = match input.country.trim() {
        "" => None,
        code => Some(take("country", country::check(code))),
    };
    let account = PayoutAccount::check(&input.payout).unwrap_or_else(|error| {
        faults.extend(error.fields());
        None
    });
    AppError::validation(faults)?;
    let shop = seller::ActiveModel {
        display_name: Set(display_name),
        handle_key: Set(names::key(&handle)),
        handle: Set(handle.clone()),
        about: Set(about),
        country: Set(country),
        ..Default::default()
    };
    Ok((handle, shop, account))
}
