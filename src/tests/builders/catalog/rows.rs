//! The rows a listing is made of.

use prosets::db::entities::asset::AssetStatus;
use prosets::db::entities::*;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Listing, noon};

impl Listing {
    pub(super) fn asset(
        &self,
        id: Uuid,
        version_id: Uuid,
        cover: Option<&preview::ActiveModel>,
    ) -> asset::ActiveModel {
        let slug = prosets::kit::slug::slugify(&self.title);
        let unique = id.simple().to_string();
        let tags: Vec<&str> = self.tags.iter().map(String::as_str).collect();
        let is_public = self.status == AssetStatus::Published;
        asset::ActiveModel {
            id: Set(id),
            seller_id: Set(self.seller.id),
            category_id: Set(self.category),
            current_version_id: Set(Some(version_id)),
            cover_preview_id: Set(cover.map(|cover| *cover.id.as_ref())),
            slug: Set(self.slug.clone().unwrap_or_else(|| format!("{slug}-{}", &unique[20..]))),
            title: Set(self.title.clone()),
            kind: Set(self.kind),
            summary: Set(self.summary.clone()),
            description: Set(self.description.clone()),
            search_text: Set(prosets::catalog::search_text(
                &self.title,
                &self.summary,
                &tags,
                &self.seller.display_name,
            )),
            status: Set(self.status),
            price_from_minor: Set(self.licences.iter().map(|(_, minor)| *minor).min().unwrap()),
            currency: Set("USD".into()),
            published_at: Set(
                (is_public || self.status == AssetStatus::Unpublished).then_some(self.published_at)
            ),
            sales_count: Set(self.sales),
            rating_sum: Set(self.stars.iter().sum()),
            rating_count: Set(i64::try_from(self.stars.len()).unwrap()),
            created_at: Set(self.published_at),
            updated_at: Set(self.published_at),
            ..Default::default()
        }
    }

    pub(super) fn previews(&self, asset_id: Uuid) -> Vec<preview::ActiveModel> {
        let blank = |position: usize| preview::ActiveModel {
            id: Set(Uuid::now_v7()),
            asset_id: Set(asset_id),
            position: Set(i32::try_from(position).unwrap()),
            alt: Set(format!("{}, view {}", self.title, position + 1)),
            created_at: Set(self.published_at),
            ..Default::default()
        };
        let picture = |position: usize| preview::ActiveModel {
            kind: Set(preview::PreviewKind::Image),
            storage_key: Set(Some(format!("previews/{}", hash(&format!("{asset_id}/{position}"))))),
            width: Set(Some(1600)),
            height: Set(Some(1200)),
            colour: Set(Some("#b0a090".into())),
            ..blank(position)
        };
        let code = self.code.iter().map(|(language, text)| preview::ActiveModel {
            kind: Set(preview::PreviewKind::Code),
            language: Set(Some(language.clone())),
            text: Set(Some(text.clone())),
            ..blank(self.pictures)
        });
        (0..self.pictures).map(picture).chain(code).collect()
    }
}

pub(super) async fn tag_id(db: &impl sea_orm::ConnectionTrait, slug: &str) -> Uuid {
    let found = tag::Entity::find().filter(tag::Column::Slug.eq(slug)).one(db).await.unwrap();
    if let Some(tag) = found {
        return tag.id;
    }
    let tag = tag::ActiveModel {
        id: Set(Uuid::now_v7()),
        slug: Set(slug.to_owned()),
        name: Set(slug.to_owned()),
        created_at: Set(noon()),
    };
    tag.insert(db).await.unwrap().id
}

pub(super) fn licence(asset_id: Uuid, position: usize, code: &str, minor: i64) -> licence::ActiveModel {
    licence::ActiveModel {
        id: Set(Uuid::now_v7()),
        asset_id: Set(asset_id),
        code: Set(code.to_owned()),
        name: Set(format!("{}{}", code[..1].to_uppercase(), &code[1..])),
        terms: Set(format!("What the {code} licence allows.")),
        price_minor: Set(minor),
        currency: Set("USD".into()),
        active: Set(true),
        position: Set(i32::try_from(position).unwrap()),
        created_at: Set(noon()),
    }
}

pub(super) fn file(version_id: Uuid, position: usize, name: &str, bytes: &[u8]) -> file::ActiveModel {
    let id = Uuid::now_v7();
    file::ActiveModel {
        id: Set(id),
        version_id: Set(version_id),
        name: Set(name.to_owned()),
        size_bytes: Set(i64::try_from(bytes.len()).unwrap()),
        sha256: Set(hex::encode(Sha256::digest(bytes))),
        content_type: Set("application/octet-stream".into()),
        storage_key: Set(format!("files/{id}")),
        status: Set(file::FileStatus::Ready),
        rejected_reason: Set(None),
        position: Set(i32::try_from(position).unwrap()),
        created_at: Set(noon()),
    }
}

fn hash(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}
