//! Sets under which licences a listing is offered, and for how much.

use sea_orm::ActiveValue::Set;

use super::listing::{Listing, check_lock, kind_of, price_rules};
use super::store::assets::AssetRef;
use super::store::licences::NewLicence;
use super::store::{assets, licences};
use crate::catalog::{Kind, renew_index};
use crate::db;
use crate::db::entities::asset::{self, AssetStatus};
use crate::kit::error::{AppError, AppResult, FieldErrors};
use crate::kit::ids::new_id;
use crate::kit::money::{Currency, Money};
use crate::sell::rules::licence::{OFFERS, offers};
use crate::sell::rules::price::PriceRules;
use crate::server::cx::Seller;
use crate::server::jobs::{Job, enqueue};
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// A price as a person typed it or as a program sent it.
#[derive(Clone, Debug)]
pub enum Asked {
    Text(String),
    Minor(i64),
}

/// Exactly these licences, by code; those left out are no longer offered.
pub async fn set_licences(
    state: &State,
    seller: &Seller,
    asset: &AssetRef,
    seen: Option<i64>,
    asked: Vec<(String, Asked)>,
) -> AppResult<()> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, asset).await?;
    check_lock(&asset, seen)?;
    let currency = Currency::from_code(&asset.currency).ok_or_else(AppError::internal)?;
    let kind = kind_of(asset.kind);
    let prices = check(&price_rules(state, currency), kind, asked)?;
    for (code, price) in &prices {
        let Some(offer) = offers(kind).find(|offer| offer.code == code) else {
            return Err(AppError::internal());
        };
        let position = OFFERS.iter().position(|known| known.code == offer.code).unwrap_or_default();
        let row = NewLicence {
            id: new_id(),
            asset_id: asset.id,
            code: offer.code,
            name: offer.name,
            terms: offer.terms,
            price_minor: price.minor,
            currency: currency.code(),
            position: i32::try_from(position).unwrap_or_default(),
        };
        licences::put(&tx, row.row(now)).await?;
    }
    let kept: Vec<&str> = prices.iter().map(|(code, _)| code.as_str()).collect();
    licences::retire_others(&tx, asset.id, &kept).await?;
    let cheapest = prices.iter().map(|(_, price)| price.minor).min().unwrap_or(0);
    let change = asset::ActiveModel { price_from_minor: Set(cheapest), ..Default::default() };
    assets::update(&tx, &asset, change, now).await?;
    renew_index(&tx, &[asset.id]).await?;
    let edited = Listing::load(&tx, assets::find(&tx, seller.user_id, &asset.id.into()).await?).await?;
    edited.check_shelf(state)?;
    if cheapest < asset.price_from_minor && asset.status == AssetStatus::Published {
        enqueue(&tx, &Job::TellPriceDrop { asset_id: asset.id }, now).await?;
    }
    let _told = state.pages.will_change(Shown::card(&asset));
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(())
}

fn check(rules: &PriceRules, kind: Kind, asked: Vec<(String, Asked)>) -> AppResult<Vec<(String, Money)>> {
    let mut errors = FieldErrors::new();
    let mut prices: Vec<(String, Money)> = Vec::new();
    for (code, asked) in asked {
        if !offers(kind).any(|offer| offer.code == code) || prices.iter().any(|(known, _)| *known == code) {
            let codes: Vec<&str> = offers(kind).map(|offer| offer.code).collect();
            errors
                .entry("licences".into())
                .or_default()
                .push(format!("Each code is one of {}, and stands once.", codes.join(", ")));
            continue;
        }
        let (field, price) = match asked {
            Asked::Text(text) => (format!("{code}_price"), rules.parse(&text)),
            Asked::Minor(minor) => {
                let price = Money::new(minor, rules.currency);
                ("licences".to_owned(), rules.check(price).map(|()| price))
            }
        };
        match price {
            Ok(price) => prices.push((code, price)),
            Err(message) => errors.entry(field).or_default().push(message),
        }
    }
    AppError::validation(errors)?;
    Ok(prices)
}
