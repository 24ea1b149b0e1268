//! Changes the words of a listing, its category and its tags.

use sea_orm::ActiveValue::Set;

use super::listing::{Listing, check_lock};
use super::store::assets::AssetRef;
use super::store::{assets, tags};
use crate::catalog::{renew_index, search_text};
use crate::db;
use crate::db::entities::asset::{self, AssetStatus};
use crate::kit::error::{AppError, AppResult, FieldErrors};
use crate::sell::rules::tags::Tag;
use crate::sell::rules::{tags as tag_rules, texts};
use crate::server::cx::Seller;
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// What is to change; what is None stays.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    /// The `lock_version` that was edited.
    pub seen: Option<i64>,
    pub title: Option<String>,
    pub summary: Option<String>,
    pub description: Option<String>,
    /// A category's slug; empty for none.
    pub category: Option<String>,
    pub tags: Option<Vec<String>>,
}

impl Edit {
    pub fn changes_something(&self) -> bool {
        self.title.is_some()
            || self.summary.is_some()
            || self.description.is_some()
            || self.category.is_some()
            || self.tags.is_some()
    }
}

pub async fn edit_listing(state: &State, seller: &Seller, asset: &AssetRef, edit: Edit) -> AppResult<()> {
    let (mut change, new_tags) = check(&edit)?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, asset).await?;
    check_lock(&asset, edit.seen)?;
    match edit.category.as_deref().map(texts::line).as_deref() {
        None => {}
        Some("") => change.category_id = Set(None),
        Some(slug) => {
            let category = assets::category_by_slug(&tx, slug).await?;
            let category =
                category.ok_or_else(|| AppError::invalid("category", "Choose one of the categories."))?;
            change.category_id = Set(Some(category.id));
        }
    }
    if let Some(new_tags) = &new_tags {
        tags::replace(&tx, asset.id, new_tags, now).await?;
    }
    let mut shown = Vec::new();
    if asset.status == AssetStatus::Published {
        shown = Shown::place(&asset);
        if let Set(Some(category)) = &change.category_id {
            shown.push(Shown::Category(*category));
        }
    }
    assets::update(&tx, &asset, change, now).await?;

    let edited = Listing::load(&tx, assets::find(&tx, seller.user_id, &asset.id.into()).await?).await?;
    edited.check_shelf(state)?;
    let text = edited_search_text(&edited, &assets::seller(&tx, seller.user_id).await?.display_name);
    assets::set_search_text(&tx, asset.id, &text).await?;
    renew_index(&tx, &[asset.id]).await?;
    let _told = state.pages.will_change(shown);
    tx.commit().await?;
    Ok(())
}

/// What the listing is found by.
pub fn edited_search_text(listing: &Listing, seller: &str) -> String {
    let tags: Vec<&str> = listing.tags.iter().map(|tag| tag.name.as_str()).collect();
    search_text(&listing.asset.title, &listing.asset.summary, &tags, seller)
}

fn check(edit: &Edit) -> AppResult<(asset::ActiveModel, Option<Vec<Tag>>)> {
    let mut errors = FieldErrors::new();
    let mut change = asset::ActiveModel::default();
    if let Some(title) = edit.title.as_deref().map(texts::line) {
        texts::check_title(&title, &mut errors);
        change.title = Set(title);
    }
    if let Some(summary) = edit.summary.as_deref().map(texts::line) {
        texts::fits(&summary, texts::SUMMARY_MAX, "summary", &mut errors);
        change.summary = Set(summary);
    }
    if let Some(description) = edit.description.as_deref().map(texts::block) {
        texts::fits(&description, texts::DESCRIPTION_MAX, "description", &mut errors);
        change.description = Set(description);
    }
    let tags = edit.tags.as_ref().map(|tags| tag_rules::check(tags.iter().map(String::as_str)));
    let tags = tags.transpose().unwrap_or_else(|message| {
        errors.entry("tags".into()).or_default().push(message);
        None
    });
    AppError::validation(errors)?;
    Ok((change, tags))
}
