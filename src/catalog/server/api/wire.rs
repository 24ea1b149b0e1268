//! Listings as programs see them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::models::MeshBody;
use crate::catalog::media;
use crate::catalog::server::listing::Listing;
use crate::catalog::server::show_asset::ReviewRow;
use crate::catalog::types::{Card, Picture};
use crate::server::config::Server;

#[derive(Debug, Serialize, ToSchema)]
pub struct AssetItem {
    id: Uuid,
    slug: String,
    title: String,
    /// `model`, `snippet`, `template` or `module`.
    kind: &'static str,
    /// Of the cheapest licence.
    price_minor: i64,
    currency: &'static str,
    /// Average of 1 to 5 stars; null while nobody has rated.
    rating: Option<f64>,
    rating_count: i64,
    seller: SellerBody,
    picture: Option<PictureBody>,
    url: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SellerBody {
    handle: String,
    name: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PictureBody {
    url: String,
    width: u32,
    height: u32,
    alt: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AssetBody {
    #[serde(flatten)]
    item: AssetItem,
    summary: String,
    /// Markdown.
    description: String,
    category: Option<String>,
    tags: Vec<String>,
    version: Option<String>,
    published_at: Option<DateTime<Utc>>,
    updated_at: DateTime<Utc>,
    sales_count: i64,
    licences: Vec<LicenceBody>,
    files: Vec<FileBody>,
    pictures: Vec<PictureBody>,
    /// Where a template can be tried: an address of its seller's.
    demo_url: Option<String>,
    /// What a template is built with.
    stack: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct LicenceBody {
    id: Uuid,
    code: String,
    name: String,
    terms: String,
    price_minor: i64,
    currency: &'static str,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FileBody {
    name: String,
    /// Bytes.
    size: i64,
    sha256: String,
    content_type: String,
    /// What was measured of a 3D model; null for other files, and until it has been read.
    mesh: Option<MeshBody>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewItem {
    id: Uuid,
    /// 1 to 5.
    stars: i32,
    title: String,
    body: String,
    author: String,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    /// How many people found it helpful.
    helpful: i64,
    answer: Option<AnswerBody>,
}

/// What the seller says to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerBody {
    body: String,
    created_at: Option<DateTime<Utc>>,
}

fn rating(sum: i64, count: i64) -> Option<f64> {
    (count > 0).then(|| (sum as f64 / count as f64 * 100.0).round() / 100.0)
}

impl PictureBody {
    fn new(picture: Picture, server: &Server) -> Self {
        let url = server.link(&media::src(&picture.stem, 1600));
        Self { url, width: picture.width, height: picture.height, alt: picture.alt }
    }
}

impl AssetItem {
    pub fn new(card: Card, server: &Server) -> Self {
        Self {
            url: server.link(&card.path()),
            kind: card.kind.code(),
            price_minor: card.price.minor,
            currency: card.price.currency.code(),
            rating: rating(card.rating_sum, card.rating_count),
            rating_count: card.rating_count,
            seller: SellerBody { handle: card.seller_handle, name: card.seller_name },
            picture: card.picture.map(|picture| PictureBody::new(picture, server)),
            id: card.id,
            slug: card.slug,
            title: card.title,
        }
    }
}

impl AssetBody {
    pub fn new(listing: Listing, server: &Server) -> Self {
        let version = listing.current().map(|release| release.number.clone());
        let url = server.link(&listing.path());
        let currency = listing.price.currency.code();
        let licences = listing.licences.into_iter().map(|licence| LicenceBody {
            id: licence.id,
            code: licence.code,
            name: licence.name,
            terms: licence.terms,
            price_minor: licence.price.minor,
            currency,
        });
        let files = listing.files.into_iter().map(|file| FileBody {
            mesh: MeshBody::new(&file.measured, server),
            name: file.name,
            size: file.size_bytes,
            sha256: file.sha256,
            content_type: file.content_type,
        });
        let cover = listing.pictures.first().cloned();
        let stack = listing.showcase.stack().map(str::to_owned).collect();
        Self {
            demo_url: listing.showcase.demo_url.filter(|url| !url.is_empty()),
            stack,
            item: AssetItem {
                id: listing.id,
                slug: listing.slug,
                title: listing.title,
                kind: listing.kind.code(),
                price_minor: listing.price.minor,
                currency,
                rating: rating(listing.rating_sum, listing.rating_count),
                rating_count: listing.rating_count,
                seller: SellerBody { handle: listing.seller.handle, name: listing.seller.name },
                picture: cover.map(|picture| PictureBody::new(picture, server)),
                url,
            },
            summary: listing.summary,
            description: listing.description,
            category: listing.category.map(|(_, slug, _)| slug),
            tags: listing.tags.into_iter().map(|tag| tag.slug).collect(),
            version,
            published_at: listing.published_at,
            updated_at: listing.updated_at,
            sales_count: listing.sales_count,
            licences: licences.collect(),
            files: files.collect(),
            pictures: listing.pictures.into_iter().map(|picture| PictureBody::new(picture, server)).collect(),
        }
    }
}

impl From<ReviewRow> for ReviewItem {
    fn from(row: ReviewRow) -> Self {
        Self {
            id: row.id,
            stars: row.stars,
            title: row.title,
            body: row.body,
            author: row.author,
            created_at: row.created_at,
            updated_at: row.updated_at,
            helpful: row.votes,
            answer: row.answer.map(|body| AnswerBody { body, created_at: row.answered_at }),
        }
    }
}
