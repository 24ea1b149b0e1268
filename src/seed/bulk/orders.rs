//! Past orders in any number.

use chrono::TimeDelta;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::checkout;
use crate::db::entities::asset::AssetStatus;
use crate::db::entities::{asset, licence, seller, version};
use crate::kit::error::AppResult;
use crate::seed::{Progress, unique};
use crate::server::state::State;

/// Paid orders of the listings above, by their own sellers as buyers of others' work.
pub async fn seed(state: &State, count: u64, progress: &dyn Progress) -> AppResult<()> {
    if count == 0 {
        return Ok(());
    }
    progress.begin("past orders", count);
    let buyers: Vec<Uuid> = seller::Entity::find()
        .select_only()
        .column(seller::Column::Id)
        .order_by_asc(seller::Column::Id)
        .limit(1000)
        .into_tuple()
        .all(&state.db)
        .await?;
    let listings = asset::Entity::find().filter(asset::Column::Status.eq(AssetStatus::Published));
    let total = listings.clone().count(&state.db).await?;
    for n in 0..count {
        let skip = unique::number(&format!("order{n}"), total);
        let found =
            listings.clone().order_by_asc(asset::Column::Id).offset(skip).limit(1).one(&state.db).await?;
        let Some(asset) = found else { break };
        let others: Vec<_> = buyers.iter().filter(|id| **id != asset.seller_id).collect();
        let Some(buyer) = others.get(usize::try_from(n).unwrap_or(0) % others.len().max(1)) else { break };
        let licence =
            licence::Entity::find().filter(licence::Column::AssetId.eq(asset.id)).one(&state.db).await?;
        let version =
            version::Entity::find().filter(version::Column::AssetId.eq(asset.id)).one(&state.db).await?;
        let (Some(licence), Some(version)) = (licence, version) else { break };
        let at = state.clock.now() - TimeDelta::minutes(i64::try_from(n % 86_400).unwrap_or(0));
        let past =
            checkout::PastSale { key: format!("load-{n}"), buyer: **buyer, asset, licence, version, at };
        checkout::record_past_sale(state, past).await?;
        progress.advance(1);
    }
    Ok(())
}
