//! The pictures of a listing: added, described, ordered and taken away.

use bytes::Bytes;
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::listing::Listing;
use super::store::assets::{self, AssetRef};
use super::store::previews;
use crate::catalog::{make_preview, save_preview};
use crate::db;
use crate::db::entities::preview::{self, PreviewKind};
use crate::kit::error::{AppError, AppResult, FieldErrors};
use crate::kit::ids::new_id;
use crate::sell::rules::{LARGEST_PICTURE, MOST_PICTURES, texts};
use crate::server::cx::Seller;
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// Where a picture made by the shop stands: behind all others.
pub const STILL_POSITION: i32 = 1_000_000;

/// From the bytes of a PNG, JPEG or WebP; what is shown is made anew from its pixels.
pub async fn add_picture(
    state: &State,
    seller: &Seller,
    asset: &AssetRef,
    bytes: Bytes,
    alt: &str,
) -> AppResult<preview::Model> {
    let alt = check_alt(alt)?;
    if bytes.len() > LARGEST_PICTURE {
        return Err(AppError::too_large("A picture has at most 15 MiB."));
    }
    let asset = assets::find(&state.db, seller.user_id, asset).await?;
    check_room(&previews::of_asset(&state.db, asset.id).await?)?;
    let permit = state.heavy_work.acquire().await.map_err(|_| AppError::internal())?;
    let made = make_preview(bytes).await?;
    drop(permit);
    save_preview(&*state.storage, &made).await?;

    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, &asset.id.into()).await?;
    let there = previews::of_asset(&tx, asset.id).await?;
    check_room(&there)?;
    let id = new_id();
    let row = preview::ActiveModel {
        id: Set(id),
        asset_id: Set(asset.id),
        kind: Set(PreviewKind::Image),
        storage_key: Set(Some(made.stem)),
        width: Set(i32::try_from(made.width).ok()),
        height: Set(i32::try_from(made.height).ok()),
        alt: Set(if alt.is_empty() { asset.title.clone() } else { alt }),
        colour: Set(Some(made.colour)),
        position: Set(next_position(&there)),
        created_at: Set(now),
        ..Default::default()
    };
    previews::insert(&tx, row).await?;
    settle_cover(&tx, asset.id).await?;
    assets::touch(&tx, asset.id, now).await?;
    let added = previews::picture(&tx, asset.id, id).await?;
    let _told = state.pages.will_change(Shown::card(&asset));
    tx.commit().await?;
    Ok(added)
}

/// What the picture shows, for those who do not see it.
pub async fn describe_picture(
    state: &State,
    seller: &Seller,
    asset: &AssetRef,
    picture_id: Uuid,
    alt: &str,
) -> AppResult<()> {
    let alt = check_alt(alt)?;
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, asset).await?;
    let picture = previews::picture(&tx, asset.id, picture_id).await?;
    previews::set_alt(&tx, picture.id, if alt.is_empty() { &asset.title } else { &alt }).await?;
    let _told = state.pages.will_change(Shown::card(&asset));
    tx.commit().await?;
    Ok(())
}

/// Puts a picture before the others.
pub async fn make_cover(state: &State, seller: &Seller, asset: &AssetRef, picture_id: Uuid) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, asset).await?;
    let chosen = previews::picture(&tx, asset.id, picture_id).await?;
    let first = previews::of_asset(&tx, asset.id).await?.iter().map(|preview| preview.position).min();
    previews::set_position(&tx, chosen.id, first.map_or(0, |first| first - 1)).await?;
    settle_cover(&tx, asset.id).await?;
    assets::touch(&tx, asset.id, state.clock.now()).await?;
    let _told = state.pages.will_change(Shown::card(&asset));
    tx.commit().await?;
    Ok(())
}

/// The stored files stay: other listings may show the same picture.
pub async fn remove_picture(
    state: &State,
    seller: &Seller,
    asset: &AssetRef,
    picture_id: Uuid,
) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, asset).await?;
    let picture = previews::picture(&tx, asset.id, picture_id).await?;
    assets::set_cover(&tx, asset.id, None).await?;
    previews::delete(&tx, picture.id).await?;
    settle_cover(&tx, asset.id).await?;
    assets::touch(&tx, asset.id, state.clock.now()).await?;
    keep_whole(state, seller, &tx, asset.id).await?;
    let _told = state.pages.will_change(Shown::card(&asset));
    tx.commit().await?;
    Ok(())
}

/// A few lines of code for the product page; empty text takes them away.
pub async fn set_excerpt(
    state: &State,
    seller: &Seller,
    asset: &AssetRef,
    language: &str,
    text: &str,
) -> AppResult<()> {
    let (language, text) = (texts::line(language), texts::block(text));
    let mut errors = FieldErrors::new();
    texts::fits(&text, texts::EXCERPT_MAX, "text", &mut errors);
    texts::fits(&language, 40, "language", &mut errors);
    AppError::validation(errors)?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let asset = assets::locked(&tx, seller.user_id, asset).await?;
    previews::delete_excerpts(&tx, asset.id).await?;
    if !text.trim().is_empty() {
        let there = previews::of_asset(&tx, asset.id).await?;
        let row = preview::ActiveModel {
            id: Set(new_id()),
            asset_id: Set(asset.id),
            kind: Set(PreviewKind::Code),
            alt: Set(String::new()),
            language: Set((!language.is_empty()).then_some(language)),
            text: Set(Some(text)),
            position: Set(next_position(&there)),
            created_at: Set(now),
            ..Default::default()
        };
        previews::insert(&tx, row).await?;
    }
    assets::touch(&tx, asset.id, now).await?;
    keep_whole(state, seller, &tx, asset.id).await?;
    let _told = state.pages.will_change(Shown::card(&asset));
    tx.commit().await?;
    Ok(())
}

async fn keep_whole(
    state: &State,
    seller: &Seller,
    tx: &DatabaseTransaction,
    asset_id: Uuid,
) -> AppResult<()> {
    let edited = Listing::load(tx, assets::find(tx, seller.user_id, &asset_id.into()).await?).await?;
    match edited.check_shelf(state) {
        Err(AppError::Validation(_)) => Err(AppError::conflict(
            "A published listing shows at least one picture, or code where code is sold. Add another first.",
        )),
        other => other,
    }
}

fn next_position(there: &[preview::Model]) -> i32 {
    let own = there.iter().map(|preview| preview.position).filter(|position| *position < STILL_POSITION);
    own.max().map_or(0, |last| last + 1)
}

/// The cover is the first picture.
pub(super) async fn settle_cover(tx: &DatabaseTransaction, asset_id: Uuid) -> AppResult<()> {
    let all = previews::of_asset(tx, asset_id).await?;
    let first = all.iter().find(|preview| preview.kind == PreviewKind::Image).map(|preview| preview.id);
    assets::set_cover(tx, asset_id, first).await
}

fn check_alt(alt: &str) -> AppResult<String> {
    let mut errors = FieldErrors::new();
    let alt = texts::line(alt);
    texts::fits(&alt, texts::ALT_MAX, "alt", &mut errors);
    AppError::validation(errors)?;
    Ok(alt)
}

fn check_room(there: &[preview::Model]) -> AppResult<()> {
    let pictures = there.iter().filter(|preview| preview.kind == PreviewKind::Image).count();
    if pictures >= MOST_PICTURES {
        let words = format!("A listing shows at most {MOST_PICTURES} pictures. Remove one first.");
        return Err(AppError::invalid("picture", words));
    }
    Ok(())
}
