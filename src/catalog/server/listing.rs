//! A listing as its page and the API show it.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use super::inside::Inside;
use super::measured::Measured;
use super::showcase::Showcase;
use super::store::cards::{currency, picture};
use super::store::json;
use super::store::listing::ListingRow;
use crate::catalog::rules::visibility::Status;
use crate::catalog::types::{Kind, Picture};
use crate::db::entities::asset::AssetStatus;
use crate::kit::error::{AppError, AppResult};
use crate::kit::money::Money;

pub struct Listing {
    pub id: Uuid,
    pub slug: String,
    pub title: String,
    pub kind: Kind,
    pub summary: String,
    /// Markdown.
    pub description: String,
    pub status: Status,
    /// Of the cheapest licence.
    pub price: Money,
    pub published_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
    pub sales_count: i64,
    pub rating_sum: i64,
    pub rating_count: i64,
    pub seller: SellerCard,
    pub category: Option<(Uuid, String, String)>,
    /// As the seller ordered them.
    pub licences: Vec<Licence>,
    pub pictures: Vec<Picture>,
    pub excerpts: Vec<Excerpt>,
    /// Of the current version.
    pub files: Vec<FileLine>,
    pub current_version_id: Option<Uuid>,
    /// What staff say of it, where they picked it; may be empty.
    pub pick: Option<String>,
    /// Newest first, as far back as was asked for.
    pub versions: Vec<Release>,
    /// How many were released before those.
    pub earlier: u64,
    pub tags: Vec<TagLine>,
    pub showcase: Showcase,
    /// How many gave one star, two, … five.
    pub stars: [i64; 5],
}

pub struct SellerCard {
    pub id: Uuid,
    pub handle: String,
    pub name: String,
    pub about: String,
    /// The stem of their picture.
    pub avatar: Option<String>,
    /// Gone, with its owner.
    pub is_closed: bool,
}

pub struct Licence {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub terms: String,
    pub price: Money,
}

pub struct Excerpt {
    pub language: String,
    pub text: String,
    pub caption: String,
}

#[derive(Clone, Deserialize)]
pub struct FileLine {
    pub id: Uuid,
    pub name: String,
    pub size_bytes: i64,
    pub sha256: String,
    pub content_type: String,
    #[serde(flatten)]
    pub measured: Measured,
    #[serde(flatten)]
    pub inside: Inside,
}

#[derive(Deserialize)]
pub struct Release {
    pub id: Uuid,
    pub number: String,
    pub notes: String,
    pub status: String,
    pub released_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
pub struct TagLine {
    pub slug: String,
    pub name: String,
}

#[derive(Deserialize)]
struct LicenceJson {
    id: Uuid,
    code: String,
    name: String,
    terms: String,
    price_minor: i64,
}

#[derive(Deserialize)]
struct PreviewJson {
    storage_key: Option<String>,
    width: Option<i32>,
    height: Option<i32>,
    alt: String,
    colour: Option<String>,
    language: Option<String>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct StarsJson {
    stars: usize,
    given: i64,
}

impl Listing {
    pub fn path(&self) -> String {
        format!("/assets/{}", self.slug)
    }

    /// What is sold now.
    pub fn current(&self) -> Option<&Release> {
        self.versions.iter().find(|release| Some(release.id) == self.current_version_id)
    }

    pub fn cheapest(&self) -> Option<&Licence> {
        self.licences.iter().min_by_key(|licence| licence.price.minor)
    }
}

impl TryFrom<ListingRow> for Listing {
    type Error = AppError;

    fn try_from(row: ListingRow) -> AppResult<Self> {
        let currency = currency(&row.currency)?;
        let licence = |json: LicenceJson| Licence {
            id: json.id,
            code: json.code,
            name: json.name,
            terms: json.terms,
            price: Money::new(json.price_minor, currency),
        };
        let (mut pictures, mut excerpts) = (Vec::new(), Vec::new());
        for child in json::<PreviewJson>(&row.previews)? {
            if let Some(text) = child.text {
                excerpts.push(Excerpt {
                    language: child.language.unwrap_or_default(),
                    text,
                    caption: child.alt,
                });
            } else {
                pictures.extend(picture(
                    child.storage_key,
                    child.width,
                    child.height,
                    child.alt,
                    child.colour,
                ));
            }
        }
        let mut stars = [0; 5];
        for child in json::<StarsJson>(&row.stars)? {
            if let Some(given) = child.stars.checked_sub(1).and_then(|place| stars.get_mut(place)) {
                *given = child.given;
            }
        }
        let versions: Vec<Release> = json(&row.versions)?;
        let releases = u64::try_from(row.releases).unwrap_or_default();
        Ok(Self {
            licences: json(&row.licences)?.into_iter().map(licence).collect(),
            files: json(&row.files)?,
            earlier: releases.saturating_sub(versions.len() as u64),
            versions,
            tags: json(&row.tags)?,
            showcase: Showcase {
                demo_url: row.demo_url,
                stack: row.stack,
                frames: row.frames.unwrap_or_default(),
            },
            pictures,
            excerpts,
            stars,
            price: Money::new(row.price_from_minor, currency),
            id: row.id,
            slug: row.slug,
            title: row.title,
            kind: row.kind.into(),
            summary: row.summary,
            description: row.description,
            status: row.status.into(),
            published_at: row.published_at,
            updated_at: row.updated_at,
            sales_count: row.sales_count,
            rating_sum: row.rating_sum,
            rating_count: row.rating_count,
            seller: SellerCard {
                id: row.seller_id,
                handle: row.seller_handle,
                name: row.seller_name,
                about: row.seller_about,
                avatar: row.seller_avatar,
                is_closed: row.seller_closed_at.is_some(),
            },
            category: row
                .category_id
                .zip(row.category_slug)
                .zip(row.category_name)
                .map(|((id, slug), name)| (id, slug, name)),
            current_version_id: row.current_version_id,
            pick: row.pick,
        })
    }
}

impl From<AssetStatus> for Status {
    fn from(status: AssetStatus) -> Self {
        match status {
            AssetStatus::Draft => Self::Draft,
            AssetStatus::Published => Self::Published,
            AssetStatus::Unpublished => Self::Unpublished,
            AssetStatus::Removed => Self::Removed,
        }
    }
}
