//! Changes as if made behind the shop's back.

use prosets::db::entities::{asset, preview};
use sea_orm::{ActiveModelTrait, DatabaseConnection, Set};
use uuid::Uuid;

pub async fn retitle(db: &DatabaseConnection, listing_id: Uuid, title: &str) {
    let change = asset::ActiveModel { id: Set(listing_id), title: Set(title.into()), ..Default::default() };
    change.update(db).await.unwrap();
}

/// Has the preview show another picture.
pub async fn point(db: &DatabaseConnection, preview: &preview::Model, stem: &str) {
    let mut change: preview::ActiveModel = preview.clone().into();
    change.storage_key = Set(Some(stem.into()));
    change.update(db).await.unwrap();
}
