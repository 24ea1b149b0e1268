//! A new draft with its first version.

use super::listing::stored_kind;
use super::store::assets::NewAsset;
use super::store::{assets, versions};
use crate::catalog::Kind;
use crate::db;
use crate::kit::error::{AppError, AppResult, FieldErrors, require};
use crate::kit::ids::new_id;
use crate::kit::money::Currency;
use crate::kit::slug::slugify;
use crate::sell::rules::texts;
use crate::sell::rules::version_number::VersionNumber;
use crate::server::cx::{Cx, Seller};
use crate::server::state::State;
use uuid::Uuid;

/// The new listing's id. Without a currency it is priced in the shop's own.
pub async fn start_listing(
    state: &State,
    seller: &Seller,
    kind: &str,
    title: &str,
    currency: Option<Currency>,
) -> AppResult<Uuid> {
    let mut errors = FieldErrors::new();
    let title = texts::line(title);
    texts::check_title(&title, &mut errors);
    let kind = Kind::from_code(kind);
    require(&mut errors, kind.is_some(), "kind", "Choose what you want to sell.");
    AppError::validation(errors)?;
    let kind = kind.ok_or_else(AppError::internal)?;

    let (id, now) = (new_id(), state.clock.now());
    let new = NewAsset {
        id,
        seller_id: seller.user_id,
        slug: unique_slug(&title, id),
        title,
        kind: stored_kind(kind),
        currency: currency.unwrap_or(state.config.shop.currency).code().to_owned(),
    };
    let tx = db::tx(&state.db).await?;
    assets::insert(&tx, new, now).await?;
    versions::insert(&tx, new_id(), id, &VersionNumber::FIRST.to_string(), "", now).await?;
    tx.commit().await?;
    Ok(id)
}

/// What a new listing is priced in: what was chosen, else what the seller prefers.
pub fn currency_of(cx: &Cx, chosen: Option<&str>) -> AppResult<Option<Currency>> {
    match chosen.map(str::trim).filter(|code| !code.is_empty()) {
        Some(code) => {
            let known = Currency::from_code(code);
            known.map(Some).ok_or_else(|| AppError::invalid("currency", "Choose one of the currencies."))
        }
        None => Ok(cx.person.as_ref().and_then(|person| person.currency)),
    }
}

/// The title's slug with the id's last digits, which no other listing has.
pub fn unique_slug(title: &str, id: Uuid) -> String {
    let base = slugify(title);
    let id = id.simple().to_string();
    format!("{}-{}", if base.is_empty() { "listing" } else { &base }, &id[id.len() - 8..])
}
