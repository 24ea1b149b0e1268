//! What people say of themselves, and how they want things written.

use sea_orm::ActiveValue::Set;
use serde_json::json;

use super::store::people::{self, Written};
use crate::accounts::rules::names;
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::user;
use crate::kit::error::{AppError, AppResult, FieldErrors};
use crate::kit::locale::Locale;
use crate::kit::money::Currency;
use crate::server::cx::{Buyer, Cx};
use crate::server::page_cache::Shown;

/// What is to change; what is None stays.
#[derive(Clone, Debug, Default)]
pub struct ProfileEdit {
    pub display_name: Option<String>,
    pub username: Option<String>,
    /// A locale's code; empty for the shop's own way.
    pub locale: Option<String>,
    /// A currency's code; empty for the shop's own.
    pub currency: Option<String>,
}

pub async fn edit_profile(cx: &Cx, buyer: &Buyer, edit: ProfileEdit) -> AppResult<()> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    // A name the shop keeps for itself may stay with whoever has it.
    let username = edit.username.filter(|name| name.trim() != person.username);
    let mut faults = FieldErrors::new();
    let mut fault = |field: &str, words: &str| {
        faults.entry(field.to_owned()).or_default().push(words.to_owned());
    };
    let mut change = user::ActiveModel::default();
    match edit.display_name.as_deref().map(names::display_name).transpose() {
        Ok(name) => change.display_name = name.map_or_else(Default::default, Set),
        Err(words) => fault("display_name", words),
    }
    match username.as_deref().map(names::username).transpose() {
        Ok(None) => {}
        Ok(Some(name)) => {
            change.username_key = Set(names::key(&name));
            change.username = Set(name);
        }
        Err(words) => fault("username", words),
    }
    if let Some(code) = edit.locale {
        let known = Locale::from_code(&code);
        if known.is_none() && !code.is_empty() {
            fault("locale", "Choose one of the list.");
        }
        change.locale = Set(known.map(|locale| locale.code().to_owned()));
    }
    if let Some(code) = edit.currency {
        let known = Currency::from_code(&code);
        if known.is_none() && !code.is_empty() {
            fault("currency", "Choose one of the list.");
        }
        change.currency = Set(known.map(|currency| currency.code().to_owned()));
    }
    AppError::validation(faults)?;

    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    let renamed = change.username.is_set();
    if people::change_names(&tx, buyer.user_id, change, now).await? == Written::NameTaken {
        return Err(AppError::invalid("username", "This user name is taken. Choose another one."));
    }
    if renamed {
        let told = json!({ "from": person.username, "to": username });
        let entry = AuditEntry::by(buyer, "user.renamed", "user", buyer.user_id).with(told);
        admin::record(&tx, entry, now).await?;
    }
    let _told = cx.state.pages.will_change([Shown::Person(buyer.user_id)]);
    Ok(tx.commit().await?)
}
