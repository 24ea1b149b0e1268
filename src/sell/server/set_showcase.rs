//! Sets how a template is shown besides its pictures.

use super::listing::kind_of;
use super::store::assets::AssetRef;
use super::store::{assets, showcases};
use crate::catalog::Kind;
use crate::db;
use crate::db::entities::showcase;
use crate::kit::error::{AppError, AppResult, FieldErrors};
use crate::sell::rules::showcase as rules;
use crate::server::cx::Seller;
use crate::server::page_cache::Shown;
use crate::server::state::State;

pub async fn set_showcase(
    state: &State,
    seller: &Seller,
    asset: &AssetRef,
    (demo_url, stack): (&str, &str),
    frames: bool,
) -> AppResult<()> {
    let mut errors = FieldErrors::new();
    let demo_url = rules::demo_url(demo_url, &mut errors);
    let stack = rules::stack(stack, &mut errors);
    AppError::validation(errors)?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, asset).await?;
    if kind_of(asset.kind) != Kind::Template {
        return Err(AppError::conflict("Only templates have a live demo and a page to preview."));
    }
    let row = showcase::Model { asset_id: asset.id, demo_url, stack, frames, updated_at: now };
    showcases::save(&tx, row).await?;
    assets::touch(&tx, asset.id, now).await?;
    let _told = state.pages.will_change(Shown::page(&asset));
    Ok(tx.commit().await?)
}
