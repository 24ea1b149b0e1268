//! Everything a person owns, with its files.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef, RelationTrait, Select,
};
use uuid::Uuid;

use crate::db::entities::asset::AssetStatus;
use crate::db::entities::file::FileStatus;
use crate::db::entities::version::VersionStatus;
use crate::db::entities::{asset, entitlement, file, order, order_line, preview, seller, version};
use crate::kit::error::AppResult;
use crate::kit::paging::PageSize;

#[derive(Debug, FromQueryResult)]
pub struct EntryRow {
    pub id: Uuid,
    pub asset_id: Uuid,
    pub licence_key: String,
    pub granted_at: DateTime<Utc>,
    pub order_id: Uuid,
    pub order_number: Option<String>,
    pub waiver_at: Option<DateTime<Utc>>,
    pub version_id: Uuid,
    pub version_number: String,
    pub title: String,
    pub licence_name: String,
    pub licence_terms: String,
    pub slug: String,
    pub status: AssetStatus,
    pub seller_name: String,
    pub picture_key: Option<String>,
    pub picture_width: Option<i32>,
    pub picture_height: Option<i32>,
}

/// The newest first, after a cursor of when it was granted and its id.
pub async fn shelf(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    after: Option<(DateTime<Utc>, Uuid)>,
    size: PageSize,
) -> AppResult<Vec<EntryRow>> {
    let mut rows = owned_by(user_id);
    if let Some((at, id)) = after {
        let same_time =
            Condition::all().add(entitlement::Column::GrantedAt.eq(at)).add(entitlement::Column::Id.lt(id));
        rows = rows.filter(Condition::any().add(entitlement::Column::GrantedAt.lt(at)).add(same_time));
    }
    Ok(rows.limit(size.fetch()).into_model::<EntryRow>().all(db).await?)
}

pub async fn entry(db: &impl ConnectionTrait, user_id: Uuid, id: Uuid) -> AppResult<Option<EntryRow>> {
    let found = owned_by(user_id).filter(entitlement::Column::Id.eq(id));
    Ok(found.into_model::<EntryRow>().one(db).await?)
}

fn owned_by(user_id: Uuid) -> Select<entitlement::Entity> {
    entitlement::Entity::find()
        .select_only()
        .columns([
            entitlement::Column::Id,
            entitlement::Column::AssetId,
            entitlement::Column::LicenceKey,
            entitlement::Column::GrantedAt,
        ])
        .columns([
            order_line::Column::OrderId,
            order_line::Column::VersionId,
            order_line::Column::VersionNumber,
            order_line::Column::Title,
            order_line::Column::LicenceName,
            order_line::Column::LicenceTerms,
        ])
        .column_as(order::Column::Number, "order_number")
        .column(order::Column::WaiverAt)
        .columns([asset::Column::Slug, asset::Column::Status])
        .column_as(seller::Column::DisplayName, "seller_name")
        .column_as(preview::Column::StorageKey, "picture_key")
        .column_as(preview::Column::Width, "picture_width")
        .column_as(preview::Column::Height, "picture_height")
        .join(JoinType::InnerJoin, entitlement::Relation::OrderLine.def())
        .join(JoinType::InnerJoin, order_line::Relation::Order.def())
        .join(JoinType::InnerJoin, entitlement::Relation::Asset.def())
        .join(JoinType::InnerJoin, asset::Relation::Seller.def())
        .join(JoinType::LeftJoin, cover())
        .filter(entitlement::Column::UserId.eq(user_id))
        .filter(entitlement::Column::RevokedAt.is_null())
        .order_by_desc(entitlement::Column::GrantedAt)
        .order_by_desc(entitlement::Column::Id)
}

fn cover() -> RelationDef {
    asset::Entity::belongs_to(preview::Entity)
        .from(asset::Column::CoverPreviewId)
        .to(preview::Column::Id)
        .into()
}

#[derive(Debug, FromQueryResult)]
pub struct FileRow {
    pub id: Uuid,
    pub asset_id: Uuid,
    pub version_id: Uuid,
    pub number: String,
    pub notes: String,
    pub released_at: Option<DateTime<Utc>>,
    pub name: String,
    pub size_bytes: i64,
    pub sha256: String,
}

/// The files of all releases of these listings, and of the versions that were bought; the newest release first.
pub async fn files(
    db: &impl ConnectionTrait,
    asset_ids: &[Uuid],
    bought_versions: &[Uuid],
) -> AppResult<Vec<FileRow>> {
    let fetchable = Condition::any()
        .add(version::Column::Status.eq(VersionStatus::Ready))
        .add(version::Column::Id.is_in(bought_versions.iter().copied()));
    let rows = file::Entity::find()
        .select_only()
        .columns([
            file::Column::Id,
            file::Column::VersionId,
            file::Column::Name,
            file::Column::SizeBytes,
            file::Column::Sha256,
        ])
        .columns([
            version::Column::AssetId,
            version::Column::Number,
            version::Column::Notes,
            version::Column::ReleasedAt,
        ])
        .join(JoinType::InnerJoin, file::Relation::Version.def())
        .filter(version::Column::AssetId.is_in(asset_ids.iter().copied()))
        .filter(file::Column::Status.eq(FileStatus::Ready))
        .filter(fetchable)
        .order_by_desc(version::Column::ReleasedAt)
        .order_by_desc(version::Column::Id)
        .order_by_asc(file::Column::Position)
        .order_by_asc(file::Column::Name)
        .into_model::<FileRow>()
        .all(db)
        .await?;
    Ok(rows)
}
