//! What a listing is offered under. Licences that were sold once stay, out of use.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use crate::db::entities::licence;
use crate::kit::error::AppResult;

pub async fn of_asset(db: &impl ConnectionTrait, asset_id: Uuid) -> AppResult<Vec<licence::Model>> {
    let all = licence::Entity::find().filter(licence::Column::AssetId.eq(asset_id));
    Ok(all.order_by_asc(licence::Column::Position).order_by_asc(licence::Column::Code).all(db).await?)
}

/// The row of a code, written or written over.
pub async fn put(tx: &DatabaseTransaction, row: licence::ActiveModel) -> AppResult<()> {
    let known = OnConflict::columns([licence::Column::AssetId, licence::Column::Code])
        .update_columns([
            licence::Column::Name,
            licence::Column::Terms,
            licence::Column::PriceMinor,
            licence::Column::Active,
            licence::Column::Position,
        ])
        .to_owned();
    licence::Entity::insert(row).on_conflict(known).exec_without_returning(tx).await?;
    Ok(())
}

/// All but these codes are no longer offered.
pub async fn retire_others(tx: &DatabaseTransaction, asset_id: Uuid, kept: &[&str]) -> AppResult<()> {
    let retired = licence::ActiveModel { active: Set(false), ..Default::default() };
    let mut others =
        licence::Entity::update_many().set(retired).filter(licence::Column::AssetId.eq(asset_id));
    if !kept.is_empty() {
        others = others.filter(licence::Column::Code.is_not_in(kept.iter().copied()));
    }
    others.exec(tx).await?;
    Ok(())
}

pub struct NewLicence<'a> {
    pub id: Uuid,
    pub asset_id: Uuid,
    pub code: &'a str,
    pub name: &'a str,
    pub terms: &'a str,
    pub price_minor: i64,
    pub currency: &'a str,
    pub position: i32,
}

impl NewLicence<'_> {
    pub fn row(&self, now: DateTime<Utc>) -> licence::ActiveModel {
        licence::ActiveModel {
            id: Set(self.id),
            asset_id: Set(self.asset_id),
            code: Set(self.code.to_owned()),
            name: Set(self.name.to_owned()),
            terms: Set(self.terms.to_owned()),
            price_minor: Set(self.price_minor),
            currency: Set(self.currency.to_owned()),
            active: Set(true),
            position: Set(self.position),
            created_at: Set(now),
        }
    }
}
