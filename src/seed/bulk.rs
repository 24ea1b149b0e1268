//! Plain listings in any number, to measure with: the same numbers make the same shop, written in batches.

use chrono::{DateTime, TimeDelta, Utc};
use image::{DynamicImage, Rgb, RgbImage};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Progress, SeedOptions, unique};
use crate::catalog::{self, EncodedPreview};
use crate::checkout;
use crate::db::entities::asset::{AssetKind, AssetStatus};
use crate::db::entities::file::FileStatus;
use crate::db::entities::preview::PreviewKind;
use crate::db::entities::version::VersionStatus;
use crate::db::entities::{asset, file, licence, preview, seller, user, version};
use crate::db::{self};
use crate::kit::error::{AppError, AppResult};
use crate::server::state::State;

/// Listings written in one transaction: few enough that others wait for it only a moment.
const BATCH: u64 = 500;
const CONTENT: &[u8] = b"A plain file, to measure with.\n";
const FIRST: [&str; 12] = [
    "Modular", "Tiny", "Precise", "Folding", "Layered", "Quiet", "Curved", "Nordic", "Rapid", "Honest",
    "Bright", "Heavy",
];
const SECOND: [&str; 12] = [
    "bracket",
    "lamp",
    "parser",
    "planter",
    "dashboard",
    "hinge",
    "router",
    "tray",
    "invoice",
    "gear",
    "cache",
    "stand",
];

pub async fn seed(state: &State, options: SeedOptions, progress: &dyn Progress) -> AppResult<()> {
    let began = epoch();
    let sellers = sellers(state, options.sellers.max(1), began).await?;
    let pictures = pictures(state).await?;
    progress.begin("listings to measure with", options.assets);
    let mut from = 0;
    while from < options.assets {
        let to = (from + BATCH).min(options.assets);
        batch(state, from..to, &sellers, &pictures, began).await?;
        progress.advance(to - from);
        from = to;
    }
    orders(state, options.orders, progress).await
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
        Rgb([shade(60 + n * 24 + x / 16), shade(90 + y / 12), shade(200 - n * 18 - x / 20)])
    }))
}

async fn batch(
    state: &State,
    numbers: std::ops::Range<u64>,
    sellers: &[(Uuid, String)],
    pictures: &[EncodedPreview],
    began: DateTime<Utc>,
) -> AppResult<()> {
    let content = hex::encode(Sha256::digest(CONTENT));
    let currency = state.config.shop.currency.code();
    let tx = db::tx(&state.db).await?;
    let last = unique::id(&format!("asset-{}", numbers.end - 1), when(began, numbers.end - 1));
    if asset::Entity::find_by_id(last).one(&tx).await?.is_some() {
        return Ok(tx.rollback().await?);
    }
    let (mut assets, mut versions, mut files) = (Vec::new(), Vec::new(), Vec::new());
    let (mut licences, mut previews) = (Vec::new(), Vec::new());
    for n in numbers {
        let at = when(began, n);
        let id = |what: &str| unique::id(&format!("{what}-{n}"), at);
        let pick = |what: &str, below: usize| {
            usize::try_from(unique::number(&format!("{what}{n}"), below as u64)).unwrap_or(0)
        };
        let (seller_id, seller) = &sellers[pick("seller", sellers.len())];
        let title =
            format!("{} {} {n}", FIRST[pick("first", FIRST.len())], SECOND[pick("second", SECOND.len())]);
        let price = i64::try_from(unique::number(&format!("price{n}"), 60)).unwrap_or(0) * 100;
        let picture = &pictures[pick("picture", pictures.len())];
        let kinds = [AssetKind::Model, AssetKind::Snippet, AssetKind::Template, AssetKind::Module];
        assets.push(asset::ActiveModel {
            id: Set(id("asset")),
            seller_id: Set(*seller_id),
            current_version_id: Set(Some(id("version"))),
            cover_preview_id: Set(Some(id("preview"))),
            slug: Set(crate::kit::slug::slugify(&title)),
            search_text: Set(catalog::search_text(&title, "A listing to measure with.", &[], seller)),
            title: Set(title.clone()),
            kind: Set(kinds[pick("kind", 4)]),
            summary: Set("A listing to measure with.".into()),
            description: Set("Made to measure how the shop holds up with many listings.".into()),
            status: Set(AssetStatus::Published),
            price_from_minor: Set(price),
            currency: Set(currency.to_owned()),
            published_at: Set(Some(at)),
            created_at: Set(at),
            updated_at: Set(at),
            ..Default::default()
        });
        versions.push(version::ActiveModel {
            id: Set(id("version")),
            asset_id: Set(id("asset")),
            number: Set("1.0.0".into()),
            notes: Set(String::new()),
            status: Set(VersionStatus::Draft),
            created_at: Set(at),
            ..Default::default()
        });
        files.push(file::ActiveModel {
            id: Set(id("file")),
            version_id: Set(id("version")),
            name: Set("readme.txt".into()),
            size_bytes: Set(i64::try_from(CONTENT.len()).unwrap_or(0)),
            sha256: Set(content.clone()),
            content_type: Set("text/plain".into()),
            storage_key: Set(format!("files/{}", id("file"))),
            status: Set(FileStatus::Ready),
            rejected_reason: Set(None),
            position: Set(0),
            created_at: Set(at),
        });
        licences.push(licence::ActiveModel {
            id: Set(id("licence")),
            asset_id: Set(id("asset")),
            code: Set("personal".into()),
            name: Set("Personal".into()),
            terms: Set("For your own use.".into()),
            price_minor: Set(price),
            currency: Set(currency.to_owned()),
            active: Set(true),
            position: Set(0),
            created_at: Set(at),
        });
        previews.push(preview::ActiveModel {
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
        });
    }
    let ids: Vec<_> = versions.iter().map(|row| *row.id.as_ref()).collect();
    asset::Entity::insert_many(assets).exec_without_returning(&tx).await?;
    version::Entity::insert_many(versions).exec_without_returning(&tx).await?;
    file::Entity::insert_many(files).exec_without_returning(&tx).await?;
    licence::Entity::insert_many(licences).exec_without_returning(&tx).await?;
    preview::Entity::insert_many(previews).exec_without_returning(&tx).await?;
    version::Entity::update_many()
        .col_expr(version::Column::Status, Expr::value("ready"))
        .col_expr(version::Column::ContentHash, Expr::value(content))
        .col_expr(version::Column::ReleasedAt, Expr::col(version::Column::CreatedAt))
        .filter(version::Column::Id.is_in(ids))
        .exec(&tx)
        .await?;
    Ok(tx.commit().await?)
}

fn when(began: DateTime<Utc>, n: u64) -> DateTime<Utc> {
    began + TimeDelta::seconds(i64::try_from(n).unwrap_or(0))
}

/// Paid orders of the listings above, by their own sellers as buyers of others' work.
async fn orders(state: &State, count: u64, progress: &dyn Progress) -> AppResult<()> {
    if count == 0 {
        return Ok(());
    }
    progress.begin("past orders", count);
    let buyers: Vec<Uuid> = seller::Entity::find()
        .select_only()
        .column(seller::Column::Id)
        .order_by_asc(seller::Column::Id)
        .limit(1000)
        .into_tuple()
        .all(&state.db)
        .await?;
    let listings = asset::Entity::find().filter(asset::Column::Status.eq(AssetStatus::Published));
    let total = listings.clone().count(&state.db).await?;
    for n in 0..count {
        let skip = unique::number(&format!("order{n}"), total);
        let found =
            listings.clone().order_by_asc(asset::Column::Id).offset(skip).limit(1).one(&state.db).await?;
        let Some(asset) = found else { break };
        let others: Vec<_> = buyers.iter().filter(|id| **id != asset.seller_id).collect();
        let Some(buyer) = others.get(usize::try_from(n).unwrap_or(0) % others.len().max(1)) else { break };
        let licence =
            licence::Entity::find().filter(licence::Column::AssetId.eq(asset.id)).one(&state.db).await?;
        let version =
            version::Entity::find().filter(version::Column::AssetId.eq(asset.id)).one(&state.db).await?;
        let (Some(licence), Some(version)) = (licence, version) else { break };
        let at = state.clock.now() - TimeDelta::minutes(i64::try_from(n % 86_400).unwrap_or(0));
        let past =
            checkout::PastSale { key: format!("load-{n}"), buyer: **buyer, asset, licence, version, at };
        checkout::record_past_sale(state, past).await?;
        progress.advance(1);
    }
    Ok(())
}
