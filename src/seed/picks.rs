//! What the staff of the demo shop put forward. Where somebody picked something already, their choice stands.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::demo::PICKS;
use super::sales;
use crate::db;
use crate::db::entities::{asset, pick};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;
use crate::server::state::State;

pub async fn seed(state: &State) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    let people = sales::ids_by_email(&tx).await?;
    let Some(moderator) = people.get("moderator@prosets.test").copied() else { return Ok(()) };
    if pick::Entity::find().count(&tx).await? > 0 {
        return Ok(());
    }
    for (position, (slug, reason)) in (0..).zip(PICKS) {
        let listing = asset::Entity::find().filter(asset::Column::Slug.eq(slug)).one(&tx).await?;
        let Some(listing) = listing else { continue };
        let row = pick::ActiveModel {
            id: Set(new_id()),
            asset_id: Set(listing.id),
            moderator_id: Set(moderator),
            reason: Set(reason.to_owned()),
            position: Set(position),
            created_at: Set(state.clock.now()),
        };
        pick::Entity::insert(row).exec_without_returning(&tx).await?;
    }
    tx.commit().await?;
    Ok(())
}
