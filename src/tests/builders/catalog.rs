//! Sellers and what they list.

mod changes;
mod many;
mod rows;
mod sales;

use chrono::{DateTime, TimeDelta, Utc};
use prosets::db::entities::asset::{AssetKind, AssetStatus};
use prosets::db::entities::*;
use prosets::db::tx;
use sea_orm::{ActiveModelTrait, DatabaseConnection, IntoActiveModel, Set};
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub use changes::{point, retitle};
pub use many::save_all;
pub use sales::{bought, bought_by, review};

/// The moment everything here was made, unless said otherwise.
pub fn noon() -> DateTime<Utc> {
    "2026-11-01T12:00:00Z".parse().unwrap()
}

pub async fn user(db: &DatabaseConnection, name: &str) -> user::Model {
    user::ActiveModel {
        id: Set(Uuid::now_v7()),
        email: Set(format!("{name}@example.test")),
        email_key: Set(format!("{}@example.test", name.to_lowercase())),
        username: Set(name.to_owned()),
        username_key: Set(name.to_lowercase()),
        display_name: Set(name.to_owned()),
        email_verified_at: Set(Some(noon())),
        created_at: Set(noon()),
        updated_at: Set(noon()),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap()
}

/// A person with a shop; handle and name are both `name`.
pub async fn seller(db: &DatabaseConnection, name: &str) -> seller::Model {
    let user = user(db, name).await;
    shop_of(db, user.id, name).await
}

/// Opens a shop for somebody who is there already.
pub async fn shop_of(db: &DatabaseConnection, user_id: Uuid, name: &str) -> seller::Model {
    seller::ActiveModel {
        id: Set(user_id),
        handle: Set(name.to_owned()),
        handle_key: Set(name.to_lowercase()),
        display_name: Set(name.to_owned()),
        about: Set(format!("{name} makes things.")),
        created_at: Set(noon()),
        updated_at: Set(noon()),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap()
}

pub async fn category(db: &DatabaseConnection, slug: &str) -> category::Model {
    category::ActiveModel {
        id: Set(Uuid::now_v7()),
        slug: Set(slug.to_owned()),
        name: Set(slug.to_owned()),
        description: Set(String::new()),
        parent_id: Set(None),
        position: Set(0),
        created_at: Set(noon()),
    }
    .insert(db)
    .await
    .unwrap()
}

/// A listing to be; published, with one ready version, unless said otherwise.
#[derive(Clone)]
pub struct Listing {
    seller: seller::Model,
    title: String,
    slug: Option<String>,
    summary: String,
    description: String,
    kind: AssetKind,
    status: AssetStatus,
    category: Option<Uuid>,
    tags: Vec<String>,
    /// Code and price in cents.
    licences: Vec<(String, i64)>,
    files: Vec<(String, Vec<u8>)>,
    pictures: usize,
    code: Option<(String, String)>,
    published_at: DateTime<Utc>,
    sales: i64,
    stars: Vec<i64>,
}

/// What stands in the database afterwards.
pub struct Listed {
    pub asset: asset::Model,
    pub version: version::Model,
    pub licences: Vec<licence::Model>,
    pub files: Vec<file::Model>,
    pub previews: Vec<preview::Model>,
}

impl Listed {
    pub fn path(&self) -> String {
        format!("/assets/{}", self.asset.slug)
    }
}

impl Listing {
    pub fn of(seller: &seller::Model) -> Self {
        Self {
            seller: seller.clone(),
            title: "Gear".into(),
            slug: None,
            summary: "A gear that turns.".into(),
            description: "Prints **without** supports.".into(),
            kind: AssetKind::Model,
            status: AssetStatus::Published,
            category: None,
            tags: Vec::new(),
            licences: Vec::new(),
            files: Vec::new(),
            pictures: 1,
            code: None,
            published_at: noon(),
            sales: 0,
            stars: Vec::new(),
        }
    }

    pub fn title(self, title: &str) -> Self {
        Self { title: title.to_owned(), ..self }
    }

    /// Made from the title and a number when not given.
    pub fn slug(self, slug: &str) -> Self {
        Self { slug: Some(slug.to_owned()), ..self }
    }

    pub fn summary(self, summary: &str) -> Self {
        Self { summary: summary.to_owned(), ..self }
    }

    /// Markdown.
    pub fn description(self, description: &str) -> Self {
        Self { description: description.to_owned(), ..self }
    }

    pub fn kind(self, kind: AssetKind) -> Self {
        Self { kind, ..self }
    }

    pub fn status(self, status: AssetStatus) -> Self {
        Self { status, ..self }
    }

    pub fn category(self, category: &category::Model) -> Self {
        Self { category: Some(category.id), ..self }
    }

    pub fn tag(mut self, tag: &str) -> Self {
        self.tags.push(tag.to_owned());
        self
    }

    /// The personal licence, in cents; 1200 when no licence is given at all.
    pub fn price(self, minor: i64) -> Self {
        self.licence("personal", minor)
    }

    /// One more licence: its code, and its price in cents.
    pub fn licence(mut self, code: &str, minor: i64) -> Self {
        self.licences.push((code.to_owned(), minor));
        self
    }

    /// A file of the version; `gear.stl` when none is given. Its bytes are not put into storage.
    pub fn file(mut self, name: &str, bytes: &[u8]) -> Self {
        self.files.push((name.to_owned(), bytes.to_vec()));
        self
    }

    /// How many preview pictures; the first is the cover.
    pub fn pictures(self, pictures: usize) -> Self {
        Self { pictures, ..self }
    }

    /// An excerpt of code.
    pub fn code(self, language: &str, text: &str) -> Self {
        Self { code: Some((language.to_owned(), text.to_owned())), ..self }
    }

    pub fn days_ago(self, days: i64) -> Self {
        Self { published_at: noon() - TimeDelta::days(days), ..self }
    }

    pub fn published(self, published_at: DateTime<Utc>) -> Self {
        Self { published_at, ..self }
    }

    pub fn sold(self, sales: i64) -> Self {
        Self { sales, ..self }
    }

    /// The stars it was given; the reviews themselves are not written.
    pub fn rated(self, stars: &[i64]) -> Self {
        Self { stars: stars.to_vec(), ..self }
    }

    pub async fn save(mut self, db: &DatabaseConnection) -> Listed {
        if self.licences.is_empty() {
            self.licences.push(("personal".into(), 1200));
        }
        if self.files.is_empty() {
            self.files.push(("gear.stl".into(), b"solid gear".to_vec()));
        }
        let (asset_id, version_id) = (Uuid::now_v7(), Uuid::now_v7());
        let tx = tx(db).await.unwrap();
        let previews = self.previews(asset_id);
        let asset = self.asset(asset_id, version_id, previews.first()).insert(&tx).await.unwrap();
        let mut rows = Vec::new();
        for preview in previews {
            rows.push(preview.insert(&tx).await.unwrap());
        }
        for slug in &self.tags {
            let id = rows::tag_id(&tx, slug).await;
            asset_tag::ActiveModel { asset_id: Set(asset_id), tag_id: Set(id) }.insert(&tx).await.unwrap();
        }
        let mut licences = Vec::new();
        for (position, (code, minor)) in self.licences.iter().enumerate() {
            licences.push(rows::licence(asset_id, position, code, *minor).insert(&tx).await.unwrap());
        }
        let version = version::ActiveModel {
            id: Set(version_id),
            asset_id: Set(asset_id),
            number: Set("1.0.0".into()),
            notes: Set("First release.".into()),
            status: Set(version::VersionStatus::Draft),
            created_at: Set(self.published_at),
            ..Default::default()
        };
        let mut version = version.insert(&tx).await.unwrap().into_active_model();
        let mut files = Vec::new();
        for (position, (name, bytes)) in self.files.iter().enumerate() {
            files.push(rows::file(version_id, position, name, bytes).insert(&tx).await.unwrap());
        }
        version.status = Set(version::VersionStatus::Ready);
        version.content_hash = Set(Some(hex::encode(Sha256::digest(asset_id.as_bytes()))));
        version.released_at = Set(Some(self.published_at));
        let version = version.update(&tx).await.unwrap();
        if self.status == AssetStatus::Published {
            prosets::catalog::index_listing(&tx, asset_id).await.unwrap();
        }
        tx.commit().await.unwrap();
        Listed { asset, version, licences, files, previews: rows }
    }
}
