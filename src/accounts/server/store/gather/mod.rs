//! Everything that is kept of a person, by the page, for the copy they can ask for. What is told of each row is written
//! out, so that a new column is told only once somebody thought about it.

mod bought;
mod own;
mod said;
mod sold;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::Value;
use uuid::Uuid;

use crate::kit::error::AppResult;

/// Rows that are read at once.
const AT_ONCE: u64 = 200;

/// A part of the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    LinkedSignIns,
    SecondFactor,
    Passkeys,
    Browsers,
    Tokens,
    Notifications,
    EmailChanges,
    Orders,
    OrderLines,
    Payments,
    Refunds,
    Library,
    Downloads,
    Reviews,
    ReviewVotes,
    ReviewReports,
    ListingReports,
    Wishlist,
    Follows,
    SavedSearches,
    Cart,
    Shop,
    FormerHandles,
    Listings,
    Versions,
    Answers,
    Ledger,
    Uploads,
    Events,
}

impl Section {
    pub const ALL: [Self; 29] = [
        Self::LinkedSignIns,
        Self::SecondFactor,
        Self::Passkeys,
        Self::Browsers,
        Self::Tokens,
        Self::Notifications,
        Self::EmailChanges,
        Self::Orders,
        Self::OrderLines,
        Self::Payments,
        Self::Refunds,
        Self::Library,
        Self::Downloads,
        Self::Reviews,
        Self::ReviewVotes,
        Self::ReviewReports,
        Self::ListingReports,
        Self::Wishlist,
        Self::Follows,
        Self::SavedSearches,
        Self::Cart,
        Self::Shop,
        Self::FormerHandles,
        Self::Listings,
        Self::Versions,
        Self::Answers,
        Self::Ledger,
        Self::Uploads,
        Self::Events,
    ];

    /// As the copy names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::LinkedSignIns => "linked_sign_ins",
            Self::SecondFactor => "second_factor",
            Self::Passkeys => "passkeys",
            Self::Browsers => "browsers",
            Self::Tokens => "personal_tokens",
            Self::Notifications => "notifications",
            Self::EmailChanges => "email_changes",
            Self::Orders => "orders",
            Self::OrderLines => "order_lines",
            Self::Payments => "payments",
            Self::Refunds => "refunds",
            Self::Library => "library",
            Self::Downloads => "downloads",
            Self::Reviews => "reviews",
            Self::ReviewVotes => "review_votes",
            Self::ReviewReports => "review_reports",
            Self::ListingReports => "listing_reports",
            Self::Wishlist => "wishlist",
            Self::Follows => "follows",
            Self::SavedSearches => "saved_searches",
            Self::Cart => "cart",
            Self::Shop => "shop",
            Self::FormerHandles => "former_handles",
            Self::Listings => "listings",
            Self::Versions => "versions",
            Self::Answers => "review_answers",
            Self::Ledger => "ledger",
            Self::Uploads => "uploads",
            Self::Events => "audit_events",
        }
    }
}

/// Some rows of a section, and after which id the others come.
#[derive(Debug, Default)]
pub struct Page {
    pub rows: Vec<Value>,
    pub next: Option<Uuid>,
}

pub async fn page(
    db: &impl ConnectionTrait,
    section: Section,
    user_id: Uuid,
    after: Option<Uuid>,
) -> AppResult<Page> {
    match section {
        Section::LinkedSignIns => own::linked_sign_ins(db, user_id, after).await,
        Section::SecondFactor => own::second_factor(db, user_id, after).await,
        Section::Passkeys => own::passkeys(db, user_id, after).await,
        Section::Browsers => own::browsers(db, user_id, after).await,
        Section::Tokens => own::tokens(db, user_id, after).await,
        Section::Notifications => own::notifications(db, user_id, after).await,
        Section::EmailChanges => own::email_changes(db, user_id, after).await,
        Section::Events => own::events(db, user_id, after).await,
        Section::Orders => bought::orders(db, user_id, after).await,
        Section::OrderLines => bought::order_lines(db, user_id, after).await,
        Section::Payments => bought::payments(db, user_id, after).await,
        Section::Refunds => bought::refunds(db, user_id, after).await,
        Section::Library => bought::library(db, user_id, after).await,
        Section::Downloads => bought::downloads(db, user_id, after).await,
        Section::Reviews => said::reviews(db, user_id, after).await,
        Section::ReviewVotes => said::votes(db, user_id, after).await,
        Section::ReviewReports => said::reports(db, user_id, after).await,
        Section::ListingReports => said::listing_reports(db, user_id, after).await,
        Section::Wishlist => bought::wishlist(db, user_id, after).await,
        Section::Follows => said::follows(db, user_id, after).await,
        Section::SavedSearches => said::saved_searches(db, user_id, after).await,
        Section::Cart => bought::cart(db, user_id, after).await,
        Section::Shop => sold::shop(db, user_id).await,
        Section::FormerHandles => sold::former_handles(db, user_id).await,
        Section::Listings => sold::listings(db, user_id, after).await,
        Section::Versions => sold::versions(db, user_id, after).await,
        Section::Answers => said::answers(db, user_id, after).await,
        Section::Ledger => sold::ledger(db, user_id, after).await,
        Section::Uploads => sold::uploads(db, user_id, after).await,
    }
}

/// The next rows in the order of their ids, each as `tell` puts it.
async fn rows<E: EntityTrait>(
    db: &impl ConnectionTrait,
    select: Select<E>,
    id: E::Column,
    after: Option<Uuid>,
    tell: impl Fn(E::Model) -> (Uuid, Value),
) -> AppResult<Page> {
    let select = match after {
        Some(after) => select.filter(id.gt(after)),
        None => select,
    };
    let found = select.order_by_asc(id).limit(AT_ONCE).all(db).await?;
    let more = found.len() as u64 == AT_ONCE;
    let (ids, rows): (Vec<Uuid>, Vec<Value>) = found.into_iter().map(tell).unzip();
    Ok(Page { rows, next: ids.last().copied().filter(|_| more) })
}
