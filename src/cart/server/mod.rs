//! The cart's use cases, queries, pages and API.

pub mod add_to_cart;
pub mod adopt;
pub mod api;
pub mod basket;
pub mod change_licence;
pub mod owner;
pub mod pages;
pub mod put_back;
pub mod remove_from_cart;
mod store;

use sea_orm::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;

pub use adopt::adopt;
pub use api::routes;
pub use basket::{acknowledge, basket};
pub use owner::Owner;
pub use pages::cart::CartPage;
pub use put_back::{Returned, put_back};

use crate::kit::error::AppResult;
use crate::server::cx::Cx;

/// How many things are in the caller's cart; strangers without one cost no query.
pub async fn count(cx: &Cx) -> AppResult<i64> {
    match Owner::of(cx).await? {
        Some(owner) => store::count(&cx.state.db, &owner).await,
        None => Ok(0),
    }
}

/// Keeps the person's cart from changing until the transaction ends.
pub async fn lock(tx: &DatabaseTransaction, user_id: Uuid) -> AppResult<()> {
    store::locked(tx, &Owner::Person(user_id)).await.map(drop)
}

/// Empties the cart.
pub async fn clear(db: &impl ConnectionTrait, owner: &Owner) -> AppResult<()> {
    store::clear(db, owner).await
}

/// Takes out what was just bought.
pub async fn drop_bought(tx: &DatabaseTransaction, user_id: Uuid, asset_ids: &[Uuid]) -> AppResult<()> {
    store::drop_assets(tx, &Owner::Person(user_id), asset_ids).await
}
