//! A buyer says what they think of a listing, once; and says it anew, or takes it back.

use uuid::Uuid;

use super::store::{review_writes as store, reviews};
use crate::catalog::rules::review;
use crate::db;
use crate::db::entities::asset::AssetStatus;
use crate::kit::error::{AppError, AppResult};
use crate::library;
use crate::server::cx::{Buyer, Cx};
use crate::server::page_cache::Shown;
use crate::server::state::State;

pub use reviews::OwnReview;

/// A review as it was typed or sent.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub stars: Option<i64>,
    pub title: String,
    pub body: String,
}

#[derive(Clone, Debug)]
pub struct Written {
    pub asset_id: Uuid,
    /// The listing's.
    pub slug: String,
    pub was_new: bool,
}

/// **Permissions**: buyers of the listing with a confirmed address. In place of what they wrote before, unless that is
/// refused by `once`.
pub async fn write_review(
    cx: &Cx,
    buyer: &Buyer,
    asset_id: Uuid,
    typed: Typed,
    once: bool,
) -> AppResult<Written> {
    confirmed(cx)?;
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
    let listing = store::locked_listing(&tx, asset_id).await?.ok_or_else(AppError::not_found)?;
    if !matches!(listing.status, AssetStatus::Published | AssetStatus::Unpublished) {
        return Err(AppError::not_found());
    }
    if listing.seller_id == buyer.user_id {
        return Err(AppError::conflict("This is your own listing. Others say what they think of it."));
    }
    let before = store::by(&tx, asset_id, buyer.user_id).await?;
    let line = library::owned_line(&tx, buyer.user_id, asset_id).await?;
    let written = match (before, line) {
        (Some(_), _) if once => {
            return Err(AppError::conflict("You reviewed this already. Change what you wrote instead."));
        }
        (Some(before), _) => {
            let words = review::review(typed.stars, &typed.title, &typed.body)?;
            store::change(&tx, before.id, words, now).await?;
            Written { asset_id, slug: listing.slug, was_new: false }
        }
        (None, Some(line)) => {
            let words = review::review(typed.stars, &typed.title, &typed.body)?;
            store::insert(&tx, (asset_id, buyer.user_id, line), words, now).await?;
            Written { asset_id, slug: listing.slug, was_new: true }
        }
        (None, None) if listing.status == AssetStatus::Published => {
            return Err(AppError::forbidden("Only those who bought this can review it."));
        }
        (None, None) => return Err(AppError::not_found()),
    };
    store::recount(&tx, asset_id).await?;
    let _told = cx.state.pages.will_change(Shown::standing([asset_id]));
    tx.commit().await?;
    Ok(written)
}

/// The listing's slug. What was hidden stays, or it would be written anew.
///
/// **Permissions**: whoever wrote it.
pub async fn delete_review(state: &State, buyer: &Buyer, id: Uuid) -> AppResult<String> {
    let tx = db::tx(&state.db).await?;
    let found = store::own(&tx, id, buyer.user_id).await?.ok_or_else(AppError::not_found)?;
    let listing = store::locked_listing(&tx, found.asset_id).await?.ok_or_else(AppError::not_found)?;
    // By now a moderator may have come first, or the other of two clicks.
    let found = store::own(&tx, id, buyer.user_id).await?.ok_or_else(AppError::not_found)?;
    if found.hidden_at.is_some() {
        return Err(AppError::conflict(
            "The shop's moderators hid this review. Nobody else sees it; you can change it, but not delete it.",
        ));
    }
    store::delete(&tx, id).await?;
    store::recount(&tx, listing.id).await?;
    let _told = state.pages.will_change(Shown::standing([listing.id]));
    tx.commit().await?;
    Ok(listing.slug)
}

/// What somebody said of a listing.
pub async fn review_of(state: &State, user_id: Uuid, asset_id: Uuid) -> AppResult<Option<OwnReview>> {
    reviews::of_person(&state.db, asset_id, user_id).await
}

/// What was written, with what is sent in its place; for programs, which may leave out what stays.
pub async fn edit_review(
    cx: &Cx,
    buyer: &Buyer,
    id: Uuid,
    stars: Option<i64>,
    title: Option<String>,
    body: Option<String>,
) -> AppResult<Written> {
    let before = store::own(&cx.state.db, id, buyer.user_id).await?.ok_or_else(AppError::not_found)?;
    let typed = Typed {
        stars: stars.or(Some(before.stars.into())),
        title: title.unwrap_or(before.title),
        body: body.unwrap_or(before.body),
    };
    write_review(cx, buyer, before.asset_id, typed, false).await
}

fn confirmed(cx: &Cx) -> AppResult<()> {
    let person = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    match person.email_verified {
        true => Ok(()),
        false => Err(AppError::forbidden("Confirm your email address first: we sent you a link.")),
    }
}
