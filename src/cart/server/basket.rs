//! Reads a cart at today's prices and says of each item whether it can be ordered.

use std::collections::HashSet;

use sea_orm::ConnectionTrait;

use super::owner::Owner;
use super::store::{self, ItemRow};
use crate::cart::rules::{self, Facts};
use crate::cart::types::{Basket, Item, Licence, Version};
use crate::catalog::media;
use crate::db::entities::asset::AssetStatus;
use crate::db::entities::licence;
use crate::kit::error::{AppError, AppResult};
use crate::kit::money::{Currency, Money};
use crate::library;

/// `currency` is that of an empty cart.
pub async fn basket(db: &impl ConnectionTrait, owner: &Owner, currency: Currency) -> AppResult<Basket> {
    let rows = store::items(db, owner).await?;
    if rows.is_empty() {
        return Ok(Basket { currency, items: Vec::new() });
    }
    let asset_ids: Vec<_> = rows.iter().map(|row| row.asset_id).collect();
    let licences = store::licences(db, &asset_ids).await?;
    let owned = match owner.user_id() {
        Some(user_id) => library::owned_among(db, user_id, &asset_ids).await?,
        None => HashSet::new(),
    };
    let first = rows.iter().find_map(|row| licences.iter().find(|licence| licence.id == row.licence_id));
    let currency = first.and_then(|licence| Currency::from_code(&licence.currency)).unwrap_or(currency);
    let items = rows.into_iter().map(|row| {
        let facts = |licence: &licence::Model, price: Money| Facts {
            published: row.status == AssetStatus::Published && row.version_id.is_some(),
            licence_active: licence.active,
            seller_id: row.seller_id,
            buyer_id: owner.user_id(),
            owned: owned.contains(&row.asset_id),
            currency: price.currency,
            cart_currency: currency,
        };
        let chosen =
            licences.iter().find(|licence| licence.id == row.licence_id).ok_or_else(AppError::internal)?;
        let problem = rules::problem(facts(chosen, to_licence(chosen)?.price));
        let active = licences.iter().filter(|licence| licence.asset_id == row.asset_id && licence.active);
        let offers = active.map(to_licence).collect::<AppResult<_>>()?;
        to_item(row, to_licence(chosen)?, offers, problem)
    });
    Ok(Basket { currency, items: items.collect::<AppResult<_>>()? })
}

/// The buyer has now seen today's prices.
pub async fn acknowledge(db: &impl ConnectionTrait, basket: &Basket) -> AppResult<()> {
    for item in basket.changed_prices() {
        store::set_seen(db, item.id, item.licence.price).await?;
    }
    Ok(())
}

pub fn to_licence(row: &licence::Model) -> AppResult<Licence> {
    Ok(Licence {
        id: row.id,
        code: row.code.clone(),
        name: row.name.clone(),
        terms: row.terms.clone(),
        price: Money::stored(row.price_minor, &row.currency)?,
    })
}

fn to_item(
    row: ItemRow,
    licence: Licence,
    offers: Vec<Licence>,
    problem: Option<crate::cart::types::Problem>,
) -> AppResult<Item> {
    let version = row.version_id.zip(row.version_number).map(|(id, number)| Version { id, number });
    Ok(Item {
        id: row.id,
        asset_id: row.asset_id,
        slug: row.slug,
        title: row.title,
        seller_id: row.seller_id,
        seller_name: row.seller_name,
        seller_handle: row.seller_handle,
        thumb: media::thumb(row.picture_key, row.picture_width, row.picture_height),
        version,
        seen: Money::new(row.price_minor_seen, licence.price.currency),
        licence,
        offers,
        problem,
    })
}
