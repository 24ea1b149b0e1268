//! Puts a listing into a cart. Twice is once.

use uuid::Uuid;

use super::basket::to_licence;
use super::owner::Owner;
use super::store;
use crate::cart::rules::{self, MOST_ITEMS};
use crate::cart::types::Problem;
use crate::db;
use crate::db::entities::asset::AssetStatus;
use crate::kit::error::{AppError, AppResult};
use crate::library;
use crate::server::state::State;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    pub title: String,
    pub how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    New,
    OtherLicence,
    WasThere,
}

impl Added {
    pub fn words(&self) -> String {
        let title = &self.title;
        match self.how {
            How::New => format!("“{title}” is in your cart."),
            How::OtherLicence => format!("The licence of “{title}” was changed."),
            How::WasThere => format!("“{title}” is in your cart already."),
        }
    }
}

/// `licence` is a licence's id or code; empty means the cheapest.
pub async fn add_to_cart(state: &State, owner: &Owner, asset_id: Uuid, licence: &str) -> AppResult<Added> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let listing = store::listing(&tx, asset_id).await?.ok_or_else(AppError::not_found)?;
    match listing.status {
        AssetStatus::Published => {}
        AssetStatus::Draft => return Err(AppError::not_found()),
        AssetStatus::Unpublished | AssetStatus::Removed => return Err(refused(Problem::NotForSale)),
    }
    if owner.user_id() == Some(listing.seller_id) {
        return Err(refused(Problem::OwnListing));
    }
    if let Some(user_id) = owner.user_id()
        && library::owned_line(&tx, user_id, asset_id).await?.is_some()
    {
        return Err(refused(Problem::Owned));
    }
    let on_offer = store::licences(&tx, &[asset_id]).await?;
    let offers: Vec<_> =
        on_offer.iter().filter(|licence| licence.active).map(to_licence).collect::<AppResult<_>>()?;
    let chosen = rules::choose(&offers, licence)?;
    let cart = store::locked_or_made(&tx, owner, chosen.price.currency, now).await?;
    let items = store::items_of(&tx, cart.id).await?;
    let how = match items.iter().find(|item| item.asset_id == asset_id) {
        Some(item) if licence.trim().is_empty() || item.licence_id == chosen.id => How::WasThere,
        Some(item) => {
            store::set_licence(&tx, item.id, chosen.id, chosen.price).await?;
            How::OtherLicence
        }
        None => {
            if !items.is_empty() && cart.currency != chosen.price.currency.code() {
                return Err(AppError::conflict(format!(
                    "Your cart is in {}, and this is sold in {}. Order what is in the cart first.",
                    cart.currency, chosen.price.currency
                )));
            }
            if items.len() as u64 >= MOST_ITEMS {
                return Err(AppError::conflict("Your cart is full. Order what is in it first."));
            }
            store::put(&tx, cart.id, asset_id, chosen.id, chosen.price, now).await?;
            How::New
        }
    };
    store::touch(&tx, cart.id, chosen.price.currency, now).await?;
    tx.commit().await?;
    Ok(Added { title: listing.title, how })
}

fn refused(problem: Problem) -> AppError {
    AppError::conflict(problem.words())
}
