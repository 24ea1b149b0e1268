//! Which tags a listing carries.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::db::entities::{asset_tag, tag};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;
use crate::sell::rules::tags::Tag;

pub async fn of_asset(db: &impl ConnectionTrait, asset_id: Uuid) -> AppResult<Vec<tag::Model>> {
    let tags = tag::Entity::find()
        .join_rev(JoinType::InnerJoin, asset_tag::Relation::Tag.def())
        .filter(asset_tag::Column::AssetId.eq(asset_id));
    Ok(tags.order_by_asc(tag::Column::Slug).all(db).await?)
}

/// A tag that is there already keeps its name.
pub async fn replace(
    tx: &DatabaseTransaction,
    asset_id: Uuid,
    tags: &[Tag],
    now: DateTime<Utc>,
) -> AppResult<()> {
    asset_tag::Entity::delete_many().filter(asset_tag::Column::AssetId.eq(asset_id)).exec(tx).await?;
    if tags.is_empty() {
        return Ok(());
    }
    let row = |tag: &Tag| tag::ActiveModel {
        id: Set(new_id()),
        slug: Set(tag.slug.clone()),
        name: Set(tag.name.clone()),
        created_at: Set(now),
    };
    let known = OnConflict::column(tag::Column::Slug).do_nothing().to_owned();
    // In one order everywhere, so that two sellers with the same new tags do not wait for each other in a circle.
    let mut sorted: Vec<&Tag> = tags.iter().collect();
    sorted.sort_by(|a, b| a.slug.cmp(&b.slug));
    let rows = sorted.into_iter().map(row);
    tag::Entity::insert_many(rows).on_conflict(known).try_insert().exec_without_returning(tx).await?;
    let slugs = tags.iter().map(|tag| tag.slug.as_str());
    let found = tag::Entity::find().filter(tag::Column::Slug.is_in(slugs)).all(tx).await?;
    let links =
        found.into_iter().map(|tag| asset_tag::ActiveModel { asset_id: Set(asset_id), tag_id: Set(tag.id) });
    asset_tag::Entity::insert_many(links).exec_without_returning(tx).await?;
    Ok(())
}
