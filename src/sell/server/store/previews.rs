//! Pictures and code excerpts of a listing.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::db::entities::preview::{self, PreviewKind};
use crate::kit::error::{AppError, AppResult};

pub async fn of_asset(db: &impl ConnectionTrait, asset_id: Uuid) -> AppResult<Vec<preview::Model>> {
    let all = preview::Entity::find().filter(preview::Column::AssetId.eq(asset_id));
    Ok(all.order_by_asc(preview::Column::Position).order_by_asc(preview::Column::Id).all(db).await?)
}

pub async fn insert(tx: &DatabaseTransaction, row: preview::ActiveModel) -> AppResult<()> {
    preview::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// A picture of this listing.
pub async fn picture(db: &impl ConnectionTrait, asset_id: Uuid, id: Uuid) -> AppResult<preview::Model> {
    let own = preview::Entity::find_by_id(id)
        .filter(preview::Column::AssetId.eq(asset_id))
        .filter(preview::Column::Kind.eq(PreviewKind::Image));
    own.one(db).await?.ok_or_else(AppError::not_found)
}

pub async fn set_alt(tx: &DatabaseTransaction, id: Uuid, alt: &str) -> AppResult<()> {
    let change = preview::Entity::update_many().col_expr(preview::Column::Alt, Expr::value(alt));
    change.filter(preview::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

pub async fn set_position(tx: &DatabaseTransaction, id: Uuid, position: i32) -> AppResult<()> {
    let change = preview::Entity::update_many().col_expr(preview::Column::Position, Expr::value(position));
    change.filter(preview::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

pub async fn delete(tx: &DatabaseTransaction, id: Uuid) -> AppResult<()> {
    preview::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

pub async fn delete_excerpts(tx: &DatabaseTransaction, asset_id: Uuid) -> AppResult<()> {
    preview::Entity::delete_many()
        .filter(preview::Column::AssetId.eq(asset_id))
        .filter(preview::Column::Kind.eq(PreviewKind::Code))
        .exec(tx)
        .await?;
    Ok(())
}
