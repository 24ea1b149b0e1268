//! Writes the demo shop's listings: rows in the database, files and pictures in storage, each listing at once or not at all.

use chrono::{DateTime, TimeDelta, Utc};
use futures::{StreamExt, TryStreamExt, stream};
use image::DynamicImage;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::demo::{DemoListing, DemoShop, DemoVersion};
use super::versions::{Stored, files, release};
use super::{Progress, sales};
use crate::catalog::{self, EncodedPreview};
use crate::db;
use crate::db::entities::asset::{AssetKind, AssetStatus};
use crate::db::entities::preview::PreviewKind;
use crate::db::entities::{asset, asset_tag, category, licence, preview, showcase, tag};
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::server::state::State;

pub async fn seed(state: &State, shop: &DemoShop, progress: &dyn Progress) -> AppResult<()> {
    let now = state.clock.now();
    let sellers = sales::ids_by_email(&state.db).await?;
    progress.begin("listings, with their pictures", shop.listings.len() as u64);
    // Solids and pictures take seconds each, so a listing for every core is made while another is written.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let made = stream::iter(&shop.listings).map(|listing| async move {
        let there = asset::Entity::find().filter(asset::Column::Slug.eq(listing.slug)).one(&state.db).await?;
        if there.is_some() {
            Ok(None)
        } else {
            make(state, listing, now).await.map(|made| Some((listing, made)))
        }
    });
    let mut made = std::pin::pin!(made.buffered(cores));
    while let Some(next) = made.next().await {
        if let Some((listing, made)) = next? {
            let seller = shop.sellers.iter().find(|s| s.handle == listing.seller_handle);
            let seller = seller.ok_or_else(AppError::internal)?;
            let seller_id = sellers.get(seller.email).copied().ok_or_else(AppError::internal)?;
            write(state, listing, made, seller_id, seller.display_name, now).await?;
        }
        progress.advance(1);
    }
    Ok(())
}

/// A listing's pictures and files, which lie in storage already.
struct Made<'a> {
    previews: Vec<EncodedPreview>,
    versions: Vec<(Uuid, &'a DemoVersion, Vec<Stored>)>,
}

async fn make<'a>(state: &State, listing: &'a DemoListing, now: DateTime<Utc>) -> AppResult<Made<'a>> {
    let of_kind = catalog::Kind::from_code(listing.kind).ok_or_else(AppError::internal)?;
    let mut versions = Vec::new();
    for demo in &listing.versions {
        let id = new_id();
        versions.push((id, demo, files(state, id, of_kind, demo, now).await?));
    }
    Ok(Made { previews: pictures(state, listing).await?, versions })
}

async fn write(
    state: &State,
    listing: &DemoListing,
    made: Made<'_>,
    seller_id: Uuid,
    seller_name: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let published = now - TimeDelta::days(listing.published_days_ago);
    let asset_id = new_id();
    let Made { previews, versions } = made;
    let preview_rows = preview_rows(listing, asset_id, &previews, published);
    let current = versions.last().map(|(id, ..)| *id);
    let tx = db::tx(&state.db).await?;
    let category =
        category::Entity::find().filter(category::Column::Slug.eq(listing.category)).one(&tx).await?;
    let row = asset::ActiveModel {
        id: Set(asset_id),
        seller_id: Set(seller_id),
        category_id: Set(category.map(|category| category.id)),
        current_version_id: Set(current),
        cover_preview_id: Set(preview_rows.first().map(|row| *row.id.as_ref())),
        slug: Set(listing.slug.to_owned()),
        title: Set(listing.title.to_owned()),
        kind: Set(kind(listing.kind)),
        summary: Set(listing.summary.to_owned()),
        description: Set(listing.description.to_owned()),
        search_text: Set(catalog::search_text(listing.title, listing.summary, &listing.tags, seller_name)),
        status: Set(AssetStatus::Published),
        price_from_minor: Set(listing.licences.iter().map(|l| l.price_minor).min().unwrap_or(0)),
        currency: Set(state.config.shop.currency.code().to_owned()),
        published_at: Set(Some(published)),
        created_at: Set(published),
        updated_at: Set(published),
        ..Default::default()
    };
    asset::Entity::insert(row).exec_without_returning(&tx).await?;
    preview::Entity::insert_many(preview_rows).exec_without_returning(&tx).await?;
    licence::Entity::insert_many(licences(state, listing, asset_id, published))
        .exec_without_returning(&tx)
        .await?;
    for name in &listing.tags {
        let tag_id = tag_id(&tx, name, now).await?;
        let row = asset_tag::ActiveModel { asset_id: Set(asset_id), tag_id: Set(tag_id) };
        asset_tag::Entity::insert(row).exec_without_returning(&tx).await?;
    }
    if !listing.stack.is_empty() {
        let row = showcase::ActiveModel {
            asset_id: Set(asset_id),
            demo_url: Set(String::new()),
            stack: Set(listing.stack.to_owned()),
            frames: Set(true),
            updated_at: Set(published),
        };
        showcase::Entity::insert(row).exec_without_returning(&tx).await?;
    }
    for (id, demo, files) in versions {
        release(&tx, asset_id, id, demo, files, now).await?;
    }
    catalog::index_listing(&tx, asset_id).await?;
    tx.commit().await?;
    Ok(())
}

fn kind(name: &str) -> AssetKind {
    match name {
        "model" => AssetKind::Model,
        "template" => AssetKind::Template,
        "module" => AssetKind::Module,
        _ => AssetKind::Snippet,
    }
}

async fn pictures(state: &State, listing: &DemoListing) -> AppResult<Vec<EncodedPreview>> {
    let made = stream::iter(&listing.previews).map(|demo| {
        let render = demo.render.clone();
        let encode = move || catalog::encode_preview(&DynamicImage::ImageRgb8(render()));
        async move {
            let preview = tokio::task::spawn_blocking(encode).await.map_err(|_| AppError::internal())??;
            catalog::save_preview(&*state.storage, &preview).await?;
            Ok::<_, AppError>(preview)
        }
    });
    // One is drawn while the disk takes another.
    made.buffered(2).try_collect().await
}

fn preview_rows(
    listing: &DemoListing,
    asset_id: Uuid,
    previews: &[EncodedPreview],
    published: DateTime<Utc>,
) -> Vec<preview::ActiveModel> {
    let blank = |position: usize, alt: &str| preview::ActiveModel {
        id: Set(new_id()),
        asset_id: Set(asset_id),
        position: Set(i32::try_from(position).unwrap_or(i32::MAX)),
        alt: Set(alt.to_owned()),
        created_at: Set(published),
        storage_key: Set(None),
        width: Set(None),
        height: Set(None),
        language: Set(None),
        text: Set(None),
        colour: Set(None),
        kind: Set(PreviewKind::Code),
    };
    let shown = listing.previews.iter().zip(previews).enumerate();
    let mut rows: Vec<_> = shown
        .map(|(position, (demo, preview))| preview::ActiveModel {
            kind: Set(PreviewKind::Image),
            storage_key: Set(Some(preview.stem.clone())),
            width: Set(i32::try_from(preview.width).ok()),
            height: Set(i32::try_from(preview.height).ok()),
            colour: Set(Some(preview.colour.clone())),
            ..blank(position, demo.alt)
        })
        .collect();
    if let Some((language, text)) = &listing.code_excerpt {
        rows.push(preview::ActiveModel {
            language: Set(Some((*language).to_owned())),
            text: Set(Some((*text).to_owned())),
            ..blank(rows.len(), "The first lines of the code")
        });
    }
    rows
}

fn licences(
    state: &State,
    listing: &DemoListing,
    asset_id: Uuid,
    at: DateTime<Utc>,
) -> Vec<licence::ActiveModel> {
    let row = |(position, demo): (i32, &super::demo::DemoLicence)| licence::ActiveModel {
        id: Set(new_id()),
        asset_id: Set(asset_id),
        code: Set(demo.code.to_owned()),
        name: Set(demo.name.to_owned()),
        terms: Set(demo.terms.to_owned()),
        price_minor: Set(demo.price_minor),
        currency: Set(state.config.shop.currency.code().to_owned()),
        active: Set(true),
        position: Set(position),
        created_at: Set(at),
    };
    (0..).zip(&listing.licences).map(row).collect()
}

async fn tag_id(tx: &impl ConnectionTrait, name: &str, now: DateTime<Utc>) -> AppResult<Uuid> {
    if let Some(tag) = tag::Entity::find().filter(tag::Column::Slug.eq(name)).one(tx).await? {
        return Ok(tag.id);
    }
    let id = new_id();
    let row = tag::ActiveModel {
        id: Set(id),
        slug: Set(name.to_owned()),
        name: Set(name.to_owned()),
        created_at: Set(now),
    };
    tag::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(id)
}
