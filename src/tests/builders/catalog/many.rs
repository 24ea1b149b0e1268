//! Hundreds of listings by few statements.

use std::collections::HashMap;

use prosets::db::entities::*;
use prosets::db::tx;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::{Listing, rows};

/// Saves these, which have licences and files, and no pictures. Search does not know them yet.
pub async fn save_all(db: &DatabaseConnection, listings: &[Listing]) {
    let mut tag_ids = HashMap::new();
    for some in listings.chunks(300) {
        let tx = tx(db).await.unwrap();
        let (mut assets, mut versions, mut version_ids) = (Vec::new(), Vec::new(), Vec::new());
        let (mut files, mut licences, mut tags) = (Vec::new(), Vec::new(), Vec::new());
        for listing in some {
            let (asset_id, version_id) = (Uuid::now_v7(), Uuid::now_v7());
            assets.push(listing.asset(asset_id, version_id, None));
            version_ids.push(version_id);
            versions.push(version::ActiveModel {
                id: Set(version_id),
                asset_id: Set(asset_id),
                number: Set("1.0.0".into()),
                notes: Set(String::new()),
                status: Set(version::VersionStatus::Draft),
                created_at: Set(listing.published_at),
                ..Default::default()
            });
            for (position, (name, bytes)) in listing.files.iter().enumerate() {
                files.push(rows::file(version_id, position, name, bytes));
            }
            for (position, (code, minor)) in listing.licences.iter().enumerate() {
                licences.push(rows::licence(asset_id, position, code, *minor));
            }
            for slug in &listing.tags {
                if !tag_ids.contains_key(slug) {
                    tag_ids.insert(slug.clone(), rows::tag_id(&tx, slug).await);
                }
                tags.push(asset_tag::ActiveModel { asset_id: Set(asset_id), tag_id: Set(tag_ids[slug]) });
            }
        }
        asset::Entity::insert_many(assets).exec_without_returning(&tx).await.unwrap();
        version::Entity::insert_many(versions).exec_without_returning(&tx).await.unwrap();
        file::Entity::insert_many(files).exec_without_returning(&tx).await.unwrap();
        licence::Entity::insert_many(licences).exec_without_returning(&tx).await.unwrap();
        if !tags.is_empty() {
            asset_tag::Entity::insert_many(tags).exec_without_returning(&tx).await.unwrap();
        }
        version::Entity::update_many()
            .col_expr(version::Column::Status, Expr::value("ready"))
            .col_expr(version::Column::ContentHash, Expr::value("0".repeat(64)))
            .col_expr(version::Column::ReleasedAt, Expr::col(version::Column::CreatedAt))
            .filter(version::Column::Id.is_in(version_ids))
            .exec(&tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}
