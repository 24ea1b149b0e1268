//! Takes a listing from the shelves. Who bought it keeps it.

use sea_orm::ActiveValue::Set;

use super::listing::check_lock;
use super::store::assets::{self, AssetRef};
use crate::admin::{AuditEntry, record};
use crate::db;
use crate::db::entities::asset::{self, AssetStatus};
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Seller;
use crate::server::page_cache::Shown;
use crate::server::state::State;

pub async fn unpublish_listing(
    state: &State,
    seller: &Seller,
    asset: &AssetRef,
    seen: Option<i64>,
) -> AppResult<()> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, asset).await?;
    check_lock(&asset, seen)?;
    if asset.status != AssetStatus::Published {
        return Err(AppError::conflict("This listing is not published."));
    }
    let change = asset::ActiveModel { status: Set(AssetStatus::Unpublished), ..Default::default() };
    assets::update(&tx, &asset, change, now).await?;
    let entry = AuditEntry::by(seller, "asset.unpublished", "asset", asset.id);
    record(&tx, entry, now).await?;
    let _told = state.pages.will_change(Shown::place(&asset));
    tx.commit().await?;
    Ok(())
}
