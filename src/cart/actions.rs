//! What the cart's forms do.

use leptos::prelude::*;
use uuid::Uuid;

use crate::kit::error::AppError;

/// `licence_id` is a licence's id or code; without it the cheapest is taken.
#[server(prefix = "/api/fn", endpoint = "add_to_cart")]
pub async fn add_to_cart(asset_id: Uuid, #[server(default)] licence_id: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let owner = crate::cart::server::owner::Owner::ensure(&cx).await?;
    let added =
        crate::cart::server::add_to_cart::add_to_cart(&cx.state, &owner, asset_id, &licence_id).await?;
    crate::server::reply::see_other_with("/cart", crate::ui::flash::Flash::done(added.words()));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "remove_from_cart")]
pub async fn remove_from_cart(item_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let owner = crate::cart::server::owner::Owner::of(&cx).await?;
    let removed =
        crate::cart::server::remove_from_cart::remove_from_cart(&cx.state, owner.as_ref(), item_id).await?;
    crate::server::reply::see_other(&removed.map_or("/cart".into(), |removed| removed.undo_path()));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "change_licence")]
pub async fn change_licence(item_id: Uuid, licence_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let owner = crate::cart::server::owner::Owner::of(&cx).await?.ok_or_else(AppError::not_found)?;
    crate::cart::server::change_licence::change_licence(&cx.state, &owner, item_id, licence_id).await?;
    crate::server::reply::see_other("/cart");
    Ok(())
}
