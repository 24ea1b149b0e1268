//! A new version of a listing: a draft of its own until it is published.

use uuid::Uuid;

use super::peek::objects_of;
use super::store::assets::{self, AssetRef};
use super::store::{uploads, versions};
use super::tidy;
use crate::db;
use crate::db::entities::version;
use crate::db::entities::version::VersionStatus;
use crate::kit::error::{AppError, AppResult, FieldErrors};
use crate::kit::ids::new_id;
use crate::sell::rules::texts;
use crate::sell::rules::version_number::{VersionNumber, above};
use crate::server::cx::Seller;
use crate::server::page_cache::Shown;
use crate::server::state::State;

#[derive(Clone, Debug, Default)]
pub struct NewVersion {
    /// Empty for the one that follows.
    pub number: String,
    pub notes: String,
}

pub async fn start_version(
    state: &State,
    seller: &Seller,
    asset: &AssetRef,
    new: NewVersion,
) -> AppResult<Uuid> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, asset).await?;
    let earlier = versions::of_asset(&tx, asset.id).await?;
    if let Some(draft) = earlier.iter().find(|version| version.status == VersionStatus::Draft) {
        let words = format!("Version {} is not published yet: publish or discard it first.", draft.number);
        return Err(AppError::conflict(words));
    }
    let (number, notes) = check(&new, &earlier)?;
    let id = new_id();
    versions::insert(&tx, id, asset.id, &number, &notes, now).await?;
    assets::touch(&tx, asset.id, now).await?;
    let told = state.pages.will_change(Shown::page(&asset));
    tx.commit().await?;
    drop(told);
    Ok(id)
}

/// Number and notes of the draft version.
pub async fn edit_version(
    state: &State,
    seller: &Seller,
    asset: &AssetRef,
    new: NewVersion,
) -> AppResult<()> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, asset).await?;
    let all = versions::of_asset(&tx, asset.id).await?;
    let (drafts, released): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|version| version.status == VersionStatus::Draft);
    let draft = drafts.first().ok_or_else(no_draft)?;
    let (number, notes) = check(&new, &released)?;
    versions::describe(&tx, draft.id, &number, &notes).await?;
    assets::touch(&tx, asset.id, now).await?;
    let told = state.pages.will_change(Shown::page(&asset));
    tx.commit().await?;
    drop(told);
    Ok(())
}

/// Drops the draft version of a listing that has another, with its files.
pub async fn discard_version(state: &State, seller: &Seller, asset: &AssetRef) -> AppResult<()> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, asset).await?;
    let draft = versions::draft_of(&tx, asset.id).await?.ok_or_else(no_draft)?;
    if asset.current_version_id.is_none() {
        return Err(AppError::conflict("This is the listing's only version. Delete the draft instead."));
    }
    versions::locked_draft(&tx, draft.id).await?.ok_or_else(no_draft)?;
    let files = versions::files(&tx, &[draft.id]).await?;
    uploads::part_from_version(&tx, draft.id).await?;
    versions::delete(&tx, draft.id).await?;
    assets::touch(&tx, asset.id, now).await?;
    let told = state.pages.will_change(Shown::page(&asset));
    tx.commit().await?;
    drop(told);
    let objects: Vec<String> = files.iter().flat_map(objects_of).collect();
    tidy::delete_objects(state, objects).await;
    Ok(())
}

pub fn no_draft() -> AppError {
    AppError::conflict("Files of a published version stay as they are. Start a new version to change them.")
}

fn check(new: &NewVersion, earlier: &[version::Model]) -> AppResult<(String, String)> {
    let mut errors = FieldErrors::new();
    let notes = texts::block(&new.notes);
    texts::fits(&notes, texts::NOTES_MAX, "notes", &mut errors);
    let numbers = || earlier.iter().map(|version| version.number.as_str());
    let number = if new.number.trim().is_empty() {
        Ok(VersionNumber::after(numbers()))
    } else {
        above(&new.number, numbers())
    };
    let number = number.map_or_else(
        |message| {
            errors.entry("number".into()).or_default().push(message);
            String::new()
        },
        |number| number.to_string(),
    );
    AppError::validation(errors)?;
    Ok((number, notes))
}
