//! Plain listings in any number, to measure with: the same numbers make the same shop, written in batches.

mod listing;
mod orders;
mod words;

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use image::{DynamicImage, Rgb, RgbImage};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use self::listing::Rows;
use super::{Progress, SeedOptions, unique};
use crate::catalog::{self, EncodedPreview};
use crate::db::entities::{asset, asset_tag, category, file, licence, preview, seller, tag, user, version};
use crate::db::{self, dialect};
use crate::kit::error::{AppError, AppResult};
use crate::server::state::State;

/// Listings written in one transaction: few enough that others wait for it only a moment.
const BATCH: u64 = 500;
const CONTENT: &[u8] = b"A plain file, to measure with.\n";
const TAGS: u64 = 300;
const CATEGORIES: u64 = 12;

/// What all listings share.
struct Shop {
    sellers: Vec<(Uuid, String)>,
    pictures: Vec<EncodedPreview>,
    tags: Vec<(Uuid, String)>,
    categories: Vec<(Uuid, String)>,
    currency: &'static str,
    /// SHA-256 of the one file.
    content: String,
}

pub async fn seed(state: &State, options: SeedOptions, progress: &dyn Progress) -> AppResult<()> {
    let began = epoch();
    let shop = Shop {
        sellers: sellers(state, options.sellers.max(1), began).await?,
        pictures: pictures(state).await?,
        tags: tags(state, began).await?,
        categories: categories(state, began).await?,
        currency: state.config.shop.currency.code(),
        content: hex::encode(Sha256::digest(CONTENT)),
    };
    progress.begin("listings to measure with", options.assets);
    let mut from = 0;
    while from < options.assets {
        let to = (from + BATCH).min(options.assets);
        batch(state, from..to, &shop, began).await?;
        progress.advance(to - from);
        from = to;
    }
    orders::seed(state, options.orders, progress).await?;
    progress.begin("tables put in order", 1);
    dialect::settle(&state.db).await?;
    progress.advance(1);
    Ok(())
}

/// Everything here was made in the hours after this moment, so that two runs make the same ids.
fn epoch() -> DateTime<Utc> {
    DateTime::from_timestamp(1_750_000_000, 0).unwrap_or_default()
}

async fn sellers(state: &State, count: u64, at: DateTime<Utc>) -> AppResult<Vec<(Uuid, String)>> {
    let names: Vec<_> = (0..count).map(|n| format!("maker-{n}")).collect();
    let people = names.iter().map(|name| user::ActiveModel {
        id: Set(unique::id(name, at)),
        email: Set(format!("{name}@load.test")),
        email_key: Set(format!("{name}@load.test")),
        username: Set(name.clone()),
        username_key: Set(name.clone()),
        display_name: Set(name.clone()),
        email_verified_at: Set(Some(at)),
        created_at: Set(at),
        updated_at: Set(at),
        ..Default::default()
    });
    let shops = names.iter().map(|name| seller::ActiveModel {
        id: Set(unique::id(name, at)),
        handle: Set(name.clone()),
        handle_key: Set(name.clone()),
        display_name: Set(name.clone()),
        about: Set("Makes many things.".into()),
        country: Set(None),
        created_at: Set(at),
        updated_at: Set(at),
        ..Default::default()
    });
    let known = OnConflict::new().do_nothing().to_owned();
    let tx = db::tx(&state.db).await?;
    for people in people.collect::<Vec<_>>().chunks(500) {
        let insert = user::Entity::insert_many(people.to_vec()).on_conflict(known.clone());
        insert.try_insert().exec_without_returning(&tx).await?;
    }
    for shops in shops.collect::<Vec<_>>().chunks(500) {
        let insert = seller::Entity::insert_many(shops.to_vec()).on_conflict(known.clone());
        insert.try_insert().exec_without_returning(&tx).await?;
    }
    tx.commit().await?;
    Ok(names.into_iter().map(|name| (unique::id(&name, at), name)).collect())
}

/// Eight pictures serve them all.
async fn pictures(state: &State) -> AppResult<Vec<EncodedPreview>> {
    let mut made = Vec::new();
    for n in 0..8u32 {
        let encode = move || catalog::encode_preview(&gradient(n));
        let preview = tokio::task::spawn_blocking(encode).await.map_err(|_| AppError::internal())??;
        catalog::save_preview(&*state.storage, &preview).await?;
        made.push(preview);
    }
    Ok(made)
}

fn gradient(n: u32) -> DynamicImage {
    let shade = |value: u32| u8::try_from(value % 256).unwrap_or(0);
    DynamicImage::ImageRgb8(RgbImage::from_fn(1600, 1200, |x, y| {
        Rgb([shade(60 + n * 24 + x / 16), shade(90 + y / 12), shade(230 - n * 18 - x / 20)])
    }))
}

/// Those that are there already are left alone.
async fn batch(
    state: &State,
    numbers: std::ops::Range<u64>,
    shop: &Shop,
    began: DateTime<Utc>,
) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    let id = |n: u64| unique::id(&format!("asset-{n}"), when(began, n));
    let known = asset::Entity::find().select_only().column(asset::Column::Id);
    let known = known.filter(asset::Column::Id.is_in(numbers.clone().map(id)));
    let known: HashSet<Uuid> = known.into_tuple::<Uuid>().all(&tx).await?.into_iter().collect();
    let missing = numbers.filter(|n| !known.contains(&id(*n)));
    let rows: Vec<Rows> = missing.map(|n| Rows::make(n, when(began, n), shop)).collect();
    if rows.is_empty() {
        return Ok(tx.rollback().await?);
    }
    let ids: Vec<_> = rows.iter().map(|rows| *rows.version.id.as_ref()).collect();
    let documents: Vec<_> = rows.iter().map(|rows| rows.document.clone()).collect();
    let all = |tags: &Rows| tags.tags.clone();
    let tags: Vec<_> = rows.iter().flat_map(all).collect();
    let (mut assets, mut versions, mut files) = (Vec::new(), Vec::new(), Vec::new());
    let (mut licences, mut previews) = (Vec::new(), Vec::new());
    for rows in rows {
        assets.push(rows.asset);
        versions.push(rows.version);
        files.push(rows.file);
        licences.push(rows.licence);
        previews.push(rows.preview);
    }
    asset::Entity::insert_many(assets).exec_without_returning(&tx).await?;
    version::Entity::insert_many(versions).exec_without_returning(&tx).await?;
    file::Entity::insert_many(files).exec_without_returning(&tx).await?;
    licence::Entity::insert_many(licences).exec_without_returning(&tx).await?;
    preview::Entity::insert_many(previews).exec_without_returning(&tx).await?;
    asset_tag::Entity::insert_many(tags).exec_without_returning(&tx).await?;
    version::Entity::update_many()
        .col_expr(version::Column::Status, Expr::value("ready"))
        .col_expr(version::Column::ContentHash, Expr::value(shop.content.clone()))
        .col_expr(version::Column::ReleasedAt, Expr::col(version::Column::CreatedAt))
        .filter(version::Column::Id.is_in(ids))
        .exec(&tx)
        .await?;
    catalog::index_new(&tx, &documents).await?;
    Ok(tx.commit().await?)
}

/// Those that are there already keep their ids.
async fn tags(state: &State, at: DateTime<Utc>) -> AppResult<Vec<(Uuid, String)>> {
    let slugs: Vec<String> = (0..TAGS).map(words::word).collect();
    let rows = slugs.iter().map(|slug| tag::ActiveModel {
        id: Set(unique::id(&format!("tag-{slug}"), at)),
        slug: Set(slug.clone()),
        name: Set(slug.clone()),
        created_at: Set(at),
    });
    let tx = db::tx(&state.db).await?;
    let known = OnConflict::column(tag::Column::Slug).do_nothing().to_owned();
    tag::Entity::insert_many(rows).on_conflict(known).try_insert().exec_without_returning(&tx).await?;
    tx.commit().await?;
    let found = tag::Entity::find().filter(tag::Column::Slug.is_in(slugs)).all(&state.db).await?;
    Ok(found.into_iter().map(|tag| (tag.id, tag.slug)).collect())
}

async fn categories(state: &State, at: DateTime<Utc>) -> AppResult<Vec<(Uuid, String)>> {
    let slugs: Vec<String> = (0..CATEGORIES).map(|n| format!("shelf-{n}")).collect();
    let rows = slugs.iter().enumerate().map(|(n, slug)| category::ActiveModel {
        id: Set(unique::id(slug, at)),
        parent_id: Set(None),
        slug: Set(slug.clone()),
        name: Set(format!("Shelf {n}")),
        description: Set(String::new()),
        position: Set(100 + i32::try_from(n).unwrap_or(0)),
        created_at: Set(at),
    });
    let tx = db::tx(&state.db).await?;
    let known = OnConflict::column(category::Column::Slug).do_nothing().to_owned();
    category::Entity::insert_many(rows).on_conflict(known).try_insert().exec_without_returning(&tx).await?;
    tx.commit().await?;
    let found = category::Entity::find().filter(category::Column::Slug.is_in(slugs)).all(&state.db).await?;
    Ok(found.into_iter().map(|category| (category.id, category.slug)).collect())
}

fn when(began: DateTime<Utc>, n: u64) -> DateTime<Utc> {
    began + TimeDelta::seconds(i64::try_from(n).unwrap_or(0))
}
