//! Sets how a template is shown besides its pictures.

use super::listing::{check_lock, kind_of};
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

/// What is to change; what is None stays, and what is empty goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub demo_url: Option<String>,
    /// Names, parted by commas.
    pub stack: Option<String>,
    /// Whether its page may be framed.
    pub frames: Option<bool>,
}

impl Change {
    pub fn changes_something(&self) -> bool {
        *self != Self::default()
    }

    /// As it is kept.
    pub fn checked(&self) -> AppResult<Self> {
        let mut errors = FieldErrors::new();
        let demo_url = self.demo_url.as_deref().map(|url| rules::demo_url(url, &mut errors));
        let stack = self.stack.as_deref().map(|names| rules::stack(names, &mut errors));
        AppError::validation(errors)?;
        Ok(Self { demo_url, stack, frames: self.frames })
    }
}

pub async fn set_showcase(
    state: &State,
    seller: &Seller,
    asset: &AssetRef,
    seen: Option<i64>,
    change: &Change,
) -> AppResult<()> {
    let change = change.checked()?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, asset).await?;
    check_lock(&asset, seen)?;
    of_templates(kind_of(asset.kind))?;
    let before = showcases::of_asset(&tx, asset.id).await?;
    let (demo_url, stack, frames) =
        before.map(|row| (row.demo_url, row.stack, row.frames)).unwrap_or_default();
    let row = showcase::Model {
        asset_id: asset.id,
        demo_url: change.demo_url.unwrap_or(demo_url),
        stack: change.stack.unwrap_or(stack),
        frames: change.frames.unwrap_or(frames),
        updated_at: now,
    };
    showcases::save(&tx, row).await?;
    assets::touch(&tx, asset.id, now).await?;
    let _told = state.pages.will_change(Shown::page(&asset));
    Ok(tx.commit().await?)
}

pub fn of_templates(kind: Kind) -> AppResult<()> {
    match kind {
        Kind::Template => Ok(()),
        _ => Err(AppError::conflict("Only templates have a live demo and a page to preview.")),
    }
}
