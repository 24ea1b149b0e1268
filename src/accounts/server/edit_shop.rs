//! The front of somebody's shop: its name, its handle, and what it says of itself.
//!
//! A person has a user name, which stands in no address; a shop has a handle, which stands in the shop's. A handle that
//! was given up leads to the shop for ever and is nobody else's, so that no old link ends at another shop.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use serde_json::json;

use super::store::people::{self, Written};
use super::store::shops;
use crate::accounts::rules::{links, names};
use crate::admin::{self, AuditEntry};
use crate::db::entities::{seller, user};
use crate::db::{self, dialect};
use crate::kit::error::{AppError, AppResult, FieldErrors, require};
use crate::kit::money::Currency;
use crate::sell;
use crate::server::cx::{Cx, Seller};
use crate::server::page_cache::Shown;

/// So often a handle can be changed: each former one stays taken.
const MOST_FORMER: u64 = 10;
/// Transactions that give out handles take turns by this name.
pub const HANDLES: &str = "shop handles";
const TAKEN: &str = "This handle is taken. Choose another one.";

/// What is to change; what is None stays.
#[derive(Clone, Debug, Default)]
pub struct ShopEdit {
    pub display_name: Option<String>,
    pub handle: Option<String>,
    pub about: Option<String>,
    /// One a line.
    pub links: Option<String>,
    /// What new listings are priced in; empty for the shop's own.
    pub currency: Option<String>,
}

pub async fn edit_shop(cx: &Cx, seller: &Seller, edit: ShopEdit) -> AppResult<()> {
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    dialect::one_at_a_time(&tx, HANDLES).await?;
    let shop = shops::locked(&tx, seller.user_id).await?.ok_or_else(AppError::not_found)?;
    // A handle the shop keeps for itself may stay with whoever has it.
    let edit = ShopEdit { handle: edit.handle.filter(|handle| handle.trim() != shop.handle), ..edit };
    let (change, handle) = check(&edit)?;
    if let Some(handle) = &handle {
        give_up(&tx, &shop, &names::key(handle), now).await?;
    }
    let name = match &change.display_name {
        Set(name) => name.clone(),
        _ => shop.display_name.clone(),
    };
    let renamed = (name != shop.display_name || handle.is_some()).then_some(name);
    let change = seller::ActiveModel { updated_at: Set(now), ..change };
    if shops::update(&tx, shop.id, change).await? == Written::NameTaken {
        return Err(AppError::invalid("handle", TAKEN));
    }
    if let Some(code) = edit.currency.as_deref().map(str::trim) {
        let currency = Currency::from_code(code).map(|currency| currency.code().to_owned());
        let preference = user::ActiveModel { currency: Set(currency), ..Default::default() };
        people::update(&tx, shop.id, preference, now).await?;
    }
    let pages = &cx.state.pages;
    // Its name and handle stand on every card.
    let on_cards = renamed.is_some() || handle.is_some();
    if let Some(name) = renamed {
        sell::index_seller_name(&tx, shop.id, &name).await?;
    }
    if let Some(handle) = handle {
        let told = json!({ "from": shop.handle, "to": handle });
        let entry = AuditEntry::by(seller, "seller.handle_changed", "seller", shop.id).with(told);
        admin::record(&tx, entry, now).await?;
    }
    let _told = if on_cards { pages.will_change_all() } else { pages.will_change([Shown::Person(shop.id)]) };
    Ok(tx.commit().await?)
}

fn check(edit: &ShopEdit) -> AppResult<(seller::ActiveModel, Option<String>)> {
    let mut faults = FieldErrors::new();
    let mut take = |field: &str, checked: Option<Result<String, &'static str>>| match checked.transpose() {
        Ok(value) => value,
        Err(words) => {
            faults.entry(field.to_owned()).or_default().push(words.to_owned());
            None
        }
    };
    let display_name = take("display_name", edit.display_name.as_deref().map(names::display_name));
    let handle = take("handle", edit.handle.as_deref().map(names::handle));
    let about = take("about", edit.about.as_deref().map(names::about));
    let links = take("links", edit.links.as_deref().map(links::check));
    let currency = edit.currency.as_deref().map(str::trim).filter(|code| !code.is_empty());
    let known = currency.is_none_or(|code| Currency::from_code(code).is_some());
    require(&mut faults, known, "currency", "Choose one of the list.");
    AppError::validation(faults)?;
    let set = |value: Option<String>| value.map_or_else(Default::default, Set);
    let change = seller::ActiveModel {
        handle_key: set(handle.as_deref().map(names::key)),
        handle: set(handle.clone()),
        display_name: set(display_name),
        about: set(about),
        links: set(links),
        ..Default::default()
    };
    Ok((change, handle))
}

/// Keeps the present handle for the shop, and sees that the next one was nobody else's.
async fn give_up(
    tx: &DatabaseTransaction,
    shop: &seller::Model,
    next: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    if next == shop.handle_key {
        return Ok(());
    }
    match shops::owner_of_former(tx, next).await? {
        Some(owner) if owner == shop.id => shops::take_back(tx, next).await?,
        Some(_) => return Err(AppError::invalid("handle", TAKEN)),
        None => {}
    }
    if shops::former_count(tx, shop.id).await? >= MOST_FORMER {
        let words = "It was changed ten times, and each former handle still leads here. You may take back one of those.";
        return Err(AppError::invalid("handle", words));
    }
    shops::keep_former(tx, shop.id, &shop.handle_key, now).await
}
