//! `/api/v1/assets`: what sellers do with their own.

use axum::extract::Path;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::body::SellerListing;
use crate::kit::error::{AppError, AppResult};
use crate::sell::server::edit_listing::{Edit, edit_listing};
use crate::sell::server::listing::show_listing;
use crate::sell::server::set_licences::{Asked, set_licences};
use crate::sell::server::set_showcase::{self, Change, set_showcase};
use crate::sell::server::start_version::{NewVersion, start_version};
use crate::sell::server::store::assets::AssetRef;
use crate::sell::server::{delete_draft, publish_listing, start_listing, unpublish_listing};
use crate::server::api::{self, ApiJson, Envelope};
use crate::server::cx::{Cx, Seller};
use crate::server::state::State;

pub fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(start))
        .routes(routes!(edit, delete))
        .routes(routes!(submit))
        .routes(routes!(unpublish))
        .routes(routes!(add_version))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StartListing {
    /// model, snippet, template or module.
    kind: String,
    title: String,
    /// ISO 4217; your own preference, else the shop's, when left out. It stays with the listing.
    currency: Option<String>,
    summary: Option<String>,
    /// Markdown.
    description: Option<String>,
    /// A category's slug.
    category: Option<String>,
    tags: Option<Vec<String>>,
    licences: Option<Vec<OfferedLicence>>,
    /// Of a template: an https address where it can be tried; empty for none.
    demo_url: Option<String>,
    /// Of a template: up to eight names of what it is built with; empty for none. A comma parts two names.
    stack: Option<Vec<String>>,
    /// Of a template: whether everybody may preview its page.
    frames: Option<bool>,
}

/// What is left out stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EditListing {
    title: Option<String>,
    summary: Option<String>,
    /// Markdown.
    description: Option<String>,
    /// A category's slug; empty for none.
    category: Option<String>,
    tags: Option<Vec<String>>,
    /// All that are on offer; those left out no longer are.
    licences: Option<Vec<OfferedLicence>>,
    /// Of a template: an https address where it can be tried; empty for none.
    demo_url: Option<String>,
    /// Of a template: up to eight names of what it is built with; empty for none. A comma parts two names.
    stack: Option<Vec<String>>,
    /// Of a template: whether everybody may preview its page.
    frames: Option<bool>,
    /// The one that was edited; another in the meantime is a conflict.
    lock_version: Option<i64>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OfferedLicence {
    /// personal, commercial or extended; for code also mit, apache or gpl.
    code: String,
    /// Minor units of the listing's currency; 0 is free.
    price_minor: i64,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewListingVersion {
    /// The one that follows, when left out.
    number: Option<String>,
    notes: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct DraftVersion {
    id: Uuid,
    number: String,
    notes: String,
}

/// A draft with its first version.
///
/// **Permissions**: sellers.
#[utoipa::path(post, path = "/api/v1/assets", tag = "assets", request_body = StartListing,
    responses((status = 201, body = Envelope<SellerListing>)))]
async fn start(cx: Cx, ApiJson(body): ApiJson<StartListing>) -> AppResult<Response> {
    let seller = cx.seller()?;
    let currency = start_listing::currency_of(&cx, body.currency.as_deref())?;
    let id = start_listing::start_listing(&cx.state, &seller, &body.kind, &body.title, currency).await?;
    let more = EditListing {
        summary: body.summary,
        description: body.description,
        category: body.category,
        tags: body.tags,
        licences: body.licences,
        demo_url: body.demo_url,
        stack: body.stack,
        frames: body.frames,
        ..EditListing::default()
    };
    if let Err(error) = apply(&cx, &seller, &id.into(), more).await {
        delete_draft::delete_draft(&cx.state, &seller, &id.into()).await?;
        return Err(error);
    }
    Ok(api::created(shown(&cx, &seller, &id.into()).await?))
}

/// **Permissions**: the listing's seller.
#[utoipa::path(patch, path = "/api/v1/assets/{asset}", tag = "assets", request_body = EditListing,
    params(("asset" = String, Path, description = "id or slug")),
    responses((status = 200, body = Envelope<SellerListing>)))]
async fn edit(cx: Cx, Path(asset): Path<String>, ApiJson(body): ApiJson<EditListing>) -> AppResult<Response> {
    let seller = cx.seller()?;
    let listing = show_listing(&cx.state.db, seller.user_id, &asset.as_str().into()).await?;
    apply(&cx, &seller, &listing.asset.id.into(), body).await?;
    Ok(api::ok(shown(&cx, &seller, &listing.asset.id.into()).await?))
}

/// Only while it was never published.
///
/// **Permissions**: the listing's seller.
#[utoipa::path(delete, path = "/api/v1/assets/{asset}", tag = "assets",
    params(("asset" = String, Path, description = "id or slug")), responses((status = 200)))]
async fn delete(cx: Cx, Path(asset): Path<String>) -> AppResult<Response> {
    delete_draft::delete_draft(&cx.state, &cx.seller()?, &asset.as_str().into()).await?;
    Ok(api::done())
}

/// Publishes the listing and freezes its draft version. What is missing is told by field.
///
/// **Permissions**: the listing's seller.
#[utoipa::path(post, path = "/api/v1/assets/{asset}/submit", tag = "assets",
    params(("asset" = String, Path, description = "id or slug")),
    responses((status = 200, body = Envelope<SellerListing>)))]
async fn submit(cx: Cx, Path(asset): Path<String>) -> AppResult<Response> {
    let seller = cx.seller()?;
    let listing = publish_listing::publish_listing(&cx.state, &seller, &asset.as_str().into(), None).await?;
    Ok(api::ok(SellerListing::new(&cx.state, &listing)?))
}

/// Takes it from the shelves; who bought it keeps it.
///
/// **Permissions**: the listing's seller.
#[utoipa::path(post, path = "/api/v1/assets/{asset}/unpublish", tag = "assets",
    params(("asset" = String, Path, description = "id or slug")),
    responses((status = 200, body = Envelope<SellerListing>)))]
async fn unpublish(cx: Cx, Path(asset): Path<String>) -> AppResult<Response> {
    let (seller, asset) = (cx.seller()?, AssetRef::from(asset.as_str()));
    unpublish_listing::unpublish_listing(&cx.state, &seller, &asset, None).await?;
    Ok(api::ok(shown(&cx, &seller, &asset).await?))
}

/// A new draft version; there is one at a time.
///
/// **Permissions**: the listing's seller.
#[utoipa::path(post, path = "/api/v1/assets/{asset}/versions", tag = "assets", request_body = NewListingVersion,
    params(("asset" = String, Path, description = "id or slug")),
    responses((status = 201, body = Envelope<DraftVersion>)))]
async fn add_version(
    cx: Cx,
    Path(asset): Path<String>,
    ApiJson(body): ApiJson<NewListingVersion>,
) -> AppResult<Response> {
    let (seller, asset) = (cx.seller()?, AssetRef::from(asset.as_str()));
    let new = NewVersion { number: body.number.unwrap_or_default(), notes: body.notes.unwrap_or_default() };
    start_version(&cx.state, &seller, &asset, new).await?;
    let listing = show_listing(&cx.state.db, seller.user_id, &asset).await?;
    let draft = listing.draft().ok_or_else(AppError::internal)?;
    Ok(api::created(DraftVersion { id: draft.id, number: draft.number.clone(), notes: draft.notes.clone() }))
}

async fn apply(cx: &Cx, seller: &Seller, asset: &AssetRef, body: EditListing) -> AppResult<()> {
    let mut seen = body.lock_version;
    let showcase = Change {
        demo_url: body.demo_url,
        stack: body.stack.map(|names| names.join(",")),
        frames: body.frames,
    };
    if showcase.changes_something() {
        // Each part is written by itself: what is wrong with this one is told before any is.
        showcase.checked()?;
        let listing = show_listing(&cx.state.db, seller.user_id, asset).await?;
        set_showcase::of_templates(listing.kind())?;
    }
    let edit = Edit {
        seen,
        title: body.title,
        summary: body.summary,
        description: body.description,
        category: body.category,
        tags: body.tags,
    };
    if edit.changes_something() {
        edit_listing(&cx.state, seller, asset, edit).await?;
        seen = seen.map(|seen| seen + 1);
    }
    if let Some(licences) = body.licences {
        let asked = licences.into_iter().map(|licence| (licence.code, Asked::Minor(licence.price_minor)));
        set_licences(&cx.state, seller, asset, seen, asked.collect()).await?;
        seen = seen.map(|seen| seen + 1);
    }
    if showcase.changes_something() {
        set_showcase(&cx.state, seller, asset, seen, &showcase).await?;
    }
    Ok(())
}

async fn shown(cx: &Cx, seller: &Seller, asset: &AssetRef) -> AppResult<SellerListing> {
    SellerListing::new(&cx.state, &show_listing(&cx.state.db, seller.user_id, asset).await?)
}
