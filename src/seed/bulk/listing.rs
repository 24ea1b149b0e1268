//! One plain listing: all its rows, and what it is found by.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;

use super::{CONTENT, Shop, words};
use crate::catalog::{self, Document};
use crate::db::entities::asset::{AssetKind, AssetStatus};
use crate::db::entities::file::FileStatus;
use crate::db::entities::preview::PreviewKind;
use crate::db::entities::version::VersionStatus;
use crate::db::entities::{asset, asset_tag, file, licence, preview, version};
use crate::seed::unique;

pub struct Rows {
    pub asset: asset::ActiveModel,
    pub version: version::ActiveModel,
    pub file: file::ActiveModel,
    pub licence: licence::ActiveModel,
    pub preview: preview::ActiveModel,
    pub tags: Vec<asset_tag::ActiveModel>,
    pub document: Document,
}

const KINDS: [(AssetKind, &str); 4] = [
    (AssetKind::Model, "model.stl"),
    (AssetKind::Snippet, "snippet.rs"),
    (AssetKind::Template, "template.zip"),
    (AssetKind::Module, "module.zip"),
];

impl Rows {
    pub fn make(n: u64, at: DateTime<Utc>, shop: &Shop) -> Self {
        let id = |what: &str| unique::id(&format!("{what}-{n}"), at);
        let pick = |what: &str, below: usize| {
            usize::try_from(unique::number(&format!("{what}{n}"), below as u64)).unwrap_or(0)
        };
        let (seller_id, seller) = &shop.sellers[pick("seller", shop.sellers.len())];
        let (category_id, category) = &shop.categories[pick("category", shop.categories.len())];
        let (kind, file_name) = &KINDS[pick("kind", KINDS.len())];
        let title = capitalised(&words::text(&format!("title{n}"), 3));
        let summary = capitalised(&words::text(&format!("summary{n}"), 8));
        let description = capitalised(&words::text(&format!("description{n}"), 24));
        let mut tags: Vec<_> = (0..3).map(|k| pick(&format!("tag{k}-"), shop.tags.len())).collect();
        tags.sort_unstable();
        tags.dedup();
        let tags: Vec<_> = tags.into_iter().map(|tag| &shop.tags[tag]).collect();
        let tag_names: Vec<&str> = tags.iter().map(|(_, slug)| slug.as_str()).collect();
        let price = i64::try_from(unique::number(&format!("price{n}"), 60)).unwrap_or(0) * 100;
        let picture = &shop.pictures[pick("picture", shop.pictures.len())];
        let document = Document {
            asset_id: id("asset"),
            title: title.clone(),
            body: format!("{summary} {description}"),
            kind: (*kind).into(),
            is_free: price == 0,
            seller_handle: seller.clone(),
            seller_name: seller.clone(),
            categories: vec![(category.clone(), category.clone())],
            tags: tags.iter().map(|(_, slug)| (slug.clone(), slug.clone())).collect(),
            licences: vec!["personal".into()],
            files: vec![(*file_name).to_owned()],
        };
        Self {
            asset: asset::ActiveModel {
                id: Set(id("asset")),
                seller_id: Set(*seller_id),
                category_id: Set(Some(*category_id)),
                current_version_id: Set(Some(id("version"))),
                cover_preview_id: Set(Some(id("preview"))),
                slug: Set(format!("{}-{n}", crate::kit::slug::slugify(&title))),
                search_text: Set(catalog::search_text(&title, &summary, &tag_names, seller)),
                title: Set(title.clone()),
                kind: Set(*kind),
                summary: Set(summary),
                description: Set(description),
                status: Set(AssetStatus::Published),
                price_from_minor: Set(price),
                currency: Set(shop.currency.to_owned()),
                published_at: Set(Some(at)),
                created_at: Set(at),
                updated_at: Set(at),
                ..Default::default()
            },
            version: version::ActiveModel {
                id: Set(id("version")),
                asset_id: Set(id("asset")),
                number: Set("1.0.0".into()),
                notes: Set(String::new()),
                status: Set(VersionStatus::Draft),
                created_at: Set(at),
                ..Default::default()
            },
            file: file::ActiveModel {
                id: Set(id("file")),
                version_id: Set(id("version")),
                name: Set((*file_name).to_owned()),
                size_bytes: Set(i64::try_from(CONTENT.len()).unwrap_or(0)),
                sha256: Set(shop.content.clone()),
                content_type: Set("text/plain".into()),
                storage_key: Set(format!("files/{}", id("file"))),
                status: Set(FileStatus::Ready),
                rejected_reason: Set(None),
                position: Set(0),
                created_at: Set(at),
            },
            licence: licence::ActiveModel {
                id: Set(id("licence")),
                asset_id: Set(id("asset")),
                code: Set("personal".into()),
                name: Set("Personal".into()),
                terms: Set("For your own use.".into()),
                price_minor: Set(price),
                currency: Set(shop.currency.to_owned()),
                active: Set(true),
                position: Set(0),
                created_at: Set(at),
            },
            preview: preview::ActiveModel {
                id: Set(id("preview")),
                asset_id: Set(id("asset")),
                kind: Set(PreviewKind::Image),
                storage_key: Set(Some(picture.stem.clone())),
                width: Set(i32::try_from(picture.width).ok()),
                height: Set(i32::try_from(picture.height).ok()),
                colour: Set(Some(picture.colour.clone())),
                alt: Set(title),
                language: Set(None),
                text: Set(None),
                position: Set(0),
                created_at: Set(at),
            },
            tags: tags
                .iter()
                .map(|(tag, _)| asset_tag::ActiveModel { asset_id: Set(id("asset")), tag_id: Set(*tag) })
                .collect(),
            document,
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
