//! The listings of a seller who goes, or is called something else.

use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::peek::objects_of;
use super::store::{assets, tags, uploads, versions};
use crate::catalog::{forget_listings, renew_index, search_text, social_key};
use crate::db::entities::asset::{self, AssetStatus};
use crate::kit::error::AppResult;

/// Takes everything from the shelves and deletes what nobody bought or could have: drafts, of listings and of versions.
/// What is left is for those who own it. The storage keys nobody points at any more.
pub async fn close_shop(
    tx: &DatabaseTransaction,
    seller_id: Uuid,
    now: chrono::DateTime<chrono::Utc>,
) -> AppResult<Vec<String>> {
    let mut keys = Vec::new();
    for asset in assets::all_locked(tx, seller_id).await? {
        if asset.published_at.is_none() && !assets::was_ordered(tx, asset.id).await? {
            for version in versions::of_asset(tx, asset.id).await? {
                uploads::part_from_version(tx, version.id).await?;
            }
            let files = versions::files_of_asset(tx, asset.id).await?;
            keys.extend(files.iter().flat_map(objects_of));
            assets::delete(tx, asset.id).await?;
            continue;
        }
        // It names the seller.
        keys.push(social_key(asset.id));
        if let Some(draft) = versions::draft_of(tx, asset.id).await? {
            uploads::part_from_version(tx, draft.id).await?;
            let files = versions::files(tx, &[draft.id]).await?;
            keys.extend(files.iter().flat_map(objects_of));
            versions::delete(tx, draft.id).await?;
        }
        let status = match asset.status {
            AssetStatus::Published => AssetStatus::Unpublished,
            other => other,
        };
        // The words to search by hold the seller's name.
        let change =
            asset::ActiveModel { status: Set(status), search_text: Set(String::new()), ..Default::default() };
        assets::update(tx, &asset, change, now).await?;
        forget_listings(tx, &[asset.id]).await?;
    }
    Ok(keys)
}

/// Lets all of a seller's listings be found by this name, and by the handle as it is now.
pub async fn index_seller_name(tx: &DatabaseTransaction, seller_id: Uuid, name: &str) -> AppResult<()> {
    let listings = assets::all_locked(tx, seller_id).await?;
    for asset in &listings {
        let tags = tags::of_asset(tx, asset.id).await?;
        let tags: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        assets::set_search_text(tx, asset.id, &search_text(&asset.title, &asset.summary, &tags, name))
            .await?;
    }
    let ids: Vec<_> = listings.iter().map(|asset| asset.id).collect();
    renew_index(tx, &ids).await
}
