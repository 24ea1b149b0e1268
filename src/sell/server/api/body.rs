//! How a seller's listing looks in the API.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::db::entities::asset::AssetStatus;
use crate::db::entities::file::{self, FileStatus};
use crate::db::entities::version::{self, VersionStatus};
use crate::kit::error::{AppResult, FieldErrors};
use crate::sell::rules::showcase::names;
use crate::sell::server::listing::Listing;
use crate::server::state::State;

/// A listing with what only its seller sees of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct SellerListing {
    id: Uuid,
    slug: String,
    title: String,
    kind: &'static str,
    /// draft, published, unpublished or removed.
    status: &'static str,
    summary: String,
    description: String,
    /// A category's slug.
    category: Option<String>,
    tags: Vec<String>,
    /// Of the cheapest licence on offer, in minor units.
    price_minor: i64,
    currency: String,
    licences: Vec<ListingLicence>,
    pictures: Vec<ListingPicture>,
    /// Of a template: where it can be tried.
    demo_url: Option<String>,
    /// Of a template: what it is built with.
    stack: Vec<String>,
    /// Of a template: whether everybody may preview its page.
    frames: bool,
    /// What buyers get now.
    current_version: Option<ListingVersion>,
    /// What is published next.
    draft_version: Option<ListingVersion>,
    /// What publishing still asks for, by field.
    missing: FieldErrors,
    /// Send it back with a change to be told when somebody else changed the listing meanwhile.
    lock_version: i64,
}

#[derive(Debug, Serialize, ToSchema)]
struct ListingLicence {
    code: String,
    name: String,
    price_minor: i64,
    currency: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ListingPicture {
    pub id: Uuid,
    pub width: i32,
    pub height: i32,
    pub alt: String,
    /// The largest file.
    pub url: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct ListingVersion {
    id: Uuid,
    number: String,
    notes: String,
    /// draft, ready or yanked.
    status: &'static str,
    content_hash: Option<String>,
    files: Vec<ListingFile>,
}

#[derive(Debug, Serialize, ToSchema)]
struct ListingFile {
    id: Uuid,
    name: String,
    size: i64,
    sha256: String,
    content_type: String,
    /// ready or rejected.
    status: &'static str,
    rejected_reason: Option<String>,
}

impl SellerListing {
    pub fn new(state: &State, listing: &Listing) -> AppResult<Self> {
        let licences = listing.active_licences().map(|licence| ListingLicence {
            code: licence.code.clone(),
            name: licence.name.clone(),
            price_minor: licence.price_minor,
            currency: licence.currency.clone(),
        });
        let version = |version: &version::Model| ListingVersion::new(listing, version);
        let showcase = listing.showcase.as_ref();
        let demo_url = showcase.map(|row| row.demo_url.clone()).filter(|url| !url.is_empty());
        let stack = showcase.into_iter().flat_map(|row| names(&row.stack)).map(str::to_owned);
        Ok(Self {
            demo_url,
            stack: stack.collect(),
            frames: showcase.is_some_and(|row| row.frames),
            licences: licences.collect(),
            pictures: listing.pictures().map(ListingPicture::new).collect(),
            current_version: listing.current().map(version),
            draft_version: listing.draft().map(version),
            missing: listing.missing(state)?,
            kind: listing.kind().code(),
            tags: listing.tags.iter().map(|tag| tag.slug.clone()).collect(),
            category: listing.category.as_ref().map(|category| category.slug.clone()),
            status: status_code(listing.asset.status),
            price_minor: listing.price_from(),
            id: listing.asset.id,
            slug: listing.asset.slug.clone(),
            title: listing.asset.title.clone(),
            summary: listing.asset.summary.clone(),
            description: listing.asset.description.clone(),
            currency: listing.asset.currency.clone(),
            lock_version: listing.asset.lock_version,
        })
    }
}

impl ListingPicture {
    pub fn new(picture: &crate::db::entities::preview::Model) -> Self {
        let stem = picture.storage_key.as_deref().unwrap_or_default();
        Self {
            id: picture.id,
            width: picture.width.unwrap_or_default(),
            height: picture.height.unwrap_or_default(),
            alt: picture.alt.clone(),
            url: crate::catalog::media::src(stem, crate::catalog::media::WIDTHS[2]),
        }
    }
}

impl ListingVersion {
    fn new(listing: &Listing, version: &version::Model) -> Self {
        Self {
            id: version.id,
            number: version.number.clone(),
            notes: version.notes.clone(),
            status: match version.status {
                VersionStatus::Draft => "draft",
                VersionStatus::Ready => "ready",
                VersionStatus::Yanked => "yanked",
            },
            content_hash: version.content_hash.clone(),
            files: listing.files_of(version.id).map(ListingFile::new).collect(),
        }
    }
}

impl ListingFile {
    fn new(file: &file::Model) -> Self {
        Self {
            id: file.id,
            name: file.name.clone(),
            size: file.size_bytes,
            sha256: file.sha256.clone(),
            content_type: file.content_type.clone(),
            status: match file.status {
                FileStatus::Pending => "pending",
                FileStatus::Ready => "ready",
                FileStatus::Rejected => "rejected",
            },
            rejected_reason: file.rejected_reason.clone(),
        }
    }
}

fn status_code(status: AssetStatus) -> &'static str {
    match status {
        AssetStatus::Draft => "draft",
        AssetStatus::Published => "published",
        AssetStatus::Unpublished => "unpublished",
        AssetStatus::Removed => "removed",
    }
}
