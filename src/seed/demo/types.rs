//! What the demo shop is made of.

use std::sync::Arc;

use image::RgbImage;

/// Made when it is needed: meshes and pictures take seconds.
pub type Bytes = Arc<dyn Fn() -> Vec<u8> + Send + Sync>;
pub type Picture = Arc<dyn Fn() -> RgbImage + Send + Sync>;

/// How much trouble to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// As the shop shows it.
    Full,
    /// Coarse models and small pictures, made in moments: for tests.
    Quick,
}

impl Detail {
    /// Pixels of a picture of code or of a page.
    pub fn card_width(self) -> u32 {
        if self == Self::Full { 1600 } else { 400 }
    }
}

pub struct DemoShop {
    pub sellers: Vec<DemoSeller>,
    pub reviewers: Vec<DemoReviewer>,
    pub categories: Vec<DemoCategory>,
    pub listings: Vec<DemoListing>,
    pub sales: Vec<DemoSale>,
    pub reviews: Vec<DemoReview>,
}

pub struct DemoSeller {
    pub handle: &'static str,
    pub display_name: &'static str,
    pub about: &'static str,
    pub country: &'static str,
    pub email: &'static str,
}

pub struct DemoReviewer {
    pub username: &'static str,
    pub display_name: &'static str,
}

pub struct DemoCategory {
    pub slug: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    /// The slug of the one it stands in, which comes before it.
    pub within: Option<&'static str>,
}

pub struct DemoListing {
    pub slug: &'static str,
    pub title: &'static str,
    /// `model`, `snippet`, `template` or `module`.
    pub kind: &'static str,
    pub category: &'static str,
    pub tags: Vec<&'static str>,
    pub summary: &'static str,
    /// Markdown.
    pub description: &'static str,
    pub seller_handle: &'static str,
    pub licences: Vec<DemoLicence>,
    /// Oldest first.
    pub versions: Vec<DemoVersion>,
    pub previews: Vec<DemoPreview>,
    /// Language and the first lines, for what is code.
    pub code_excerpt: Option<(&'static str, &'static str)>,
    /// What a template is built with, whose page everybody may preview; empty for what is none.
    pub stack: &'static str,
    pub published_days_ago: i64,
}

pub struct DemoLicence {
    pub code: &'static str,
    pub name: &'static str,
    pub terms: &'static str,
    pub price_minor: i64,
}

pub struct DemoVersion {
    pub number: &'static str,
    pub notes: &'static str,
    pub days_ago: i64,
    pub files: Vec<DemoFile>,
}

pub struct DemoFile {
    pub name: &'static str,
    pub content_type: &'static str,
    pub bytes: Bytes,
}

pub struct DemoPreview {
    pub alt: &'static str,
    pub render: Picture,
}

pub struct DemoSale {
    /// A username.
    pub buyer: &'static str,
    pub listing_slug: &'static str,
    pub licence_code: &'static str,
    pub days_ago: i64,
    /// Of that day.
    pub minute: i64,
}

pub struct DemoReview {
    /// A username.
    pub reviewer: &'static str,
    pub listing_slug: &'static str,
    pub stars: i32,
    pub title: &'static str,
    pub body: &'static str,
    pub days_ago: i64,
}
