//! The listings as documents to search in: read from the catalogue, written into the index.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect, Statement, Value,
};
use serde::Deserialize;

use super::{json, vocabulary};
use crate::catalog::rules::document::Document;
use crate::db::dialect::{for_update, json_rows, search};
use crate::db::entities::asset::{AssetKind, AssetStatus};
use crate::db::entities::{asset, seller};
use crate::kit::error::AppResult;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    title: String,
    summary: String,
    description: String,
    kind: AssetKind,
    price_from_minor: i64,
    seller_handle: String,
    seller_name: String,
    categories: String,
    tags: String,
    licences: String,
    files: String,
}

#[derive(Deserialize)]
struct Named {
    slug: String,
    name: String,
}

#[derive(Deserialize)]
struct Coded {
    code: String,
}

#[derive(Deserialize)]
struct File {
    name: String,
}

/// Its own and those above it, as many levels as there are.
const CATEGORIES: &str = "categories WHERE id = assets.category_id
    OR id = (SELECT parent_id FROM categories AS own WHERE own.id = assets.category_id)
    OR id = (SELECT above.parent_id FROM categories AS own JOIN categories AS above ON above.id = own.parent_id
             WHERE own.id = assets.category_id)";
const TAGS: &str =
    "asset_tags JOIN tags ON tags.id = asset_tags.tag_id WHERE asset_tags.asset_id = assets.id";
const LICENCES: &str = "licences WHERE asset_id = assets.id AND active";
const FILES: &str = "files WHERE version_id = assets.current_version_id AND status = 'ready'";

/// What these listings are to be found by, as they stand now.
pub async fn read(db: &impl ConnectionTrait, ids: &[Uuid]) -> AppResult<Vec<Document>> {
    let backend = db.get_database_backend();
    let rows = asset::Entity::find()
        .select_only()
        .columns([
            asset::Column::Id,
            asset::Column::Title,
            asset::Column::Summary,
            asset::Column::Description,
            asset::Column::Kind,
            asset::Column::PriceFromMinor,
        ])
        .column_as(seller::Column::Handle, "seller_handle")
        .column_as(seller::Column::DisplayName, "seller_name")
        .expr_as(json_rows(backend, &[], &["slug", "name"], CATEGORIES, "slug"), "categories")
        .expr_as(json_rows(backend, &[], &["slug", "name"], TAGS, "slug"), "tags")
        .expr_as(json_rows(backend, &[], &["code"], LICENCES, "code"), "licences")
        .expr_as(json_rows(backend, &[], &["name"], FILES, "name"), "files")
        .inner_join(seller::Entity)
        .filter(asset::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(asset::Column::PublishedAt)
        .order_by_asc(asset::Column::Id)
        .into_model::<Row>()
        .all(db)
        .await?;
    rows.into_iter().map(document).collect()
}

fn document(row: Row) -> AppResult<Document> {
    let categories: Vec<Named> = json(&row.categories)?;
    let tags: Vec<Named> = json(&row.tags)?;
    let licences: Vec<Coded> = json(&row.licences)?;
    let files: Vec<File> = json(&row.files)?;
    Ok(Document {
        asset_id: row.id,
        title: row.title,
        body: format!("{} {}", row.summary, row.description),
        kind: row.kind.into(),
        is_free: row.price_from_minor == 0,
        seller_handle: row.seller_handle,
        seller_name: row.seller_name,
        categories: categories.into_iter().map(|category| (category.slug, category.name)).collect(),
        tags: tags.into_iter().map(|tag| (tag.slug, tag.name)).collect(),
        licences: licences.into_iter().map(|licence| licence.code).collect(),
        files: files.into_iter().map(|file| file.name).collect(),
    })
}

/// Up to `most` listings on the shelves that are not in the index, the oldest first.
pub async fn missing(db: &impl ConnectionTrait, most: u64) -> Result<Vec<Uuid>, DbErr> {
    let indexed = Query::select()
        .expr(Expr::cust("1"))
        .from("search_docs")
        .and_where(Expr::cust("search_docs.asset_id = assets.id"))
        .to_owned();
    asset::Entity::find()
        .select_only()
        .column(asset::Column::Id)
        .filter(asset::Column::Status.eq(AssetStatus::Published))
        .filter(Expr::exists(indexed).not())
        .order_by_asc(asset::Column::PublishedAt)
        .limit(most)
        .into_tuple()
        .all(db)
        .await
}

/// Up to `most` listings of these categories that are on the shelves, from the one after this one.
pub async fn filed(
    db: &impl ConnectionTrait,
    categories: &[Uuid],
    after: Option<Uuid>,
    most: u64,
) -> Result<Vec<Uuid>, DbErr> {
    asset::Entity::find()
        .select_only()
        .column(asset::Column::Id)
        .filter(asset::Column::Status.eq(AssetStatus::Published))
        .filter(asset::Column::CategoryId.is_in(categories.iter().copied()))
        .filter(asset::Column::Id.gt(after.unwrap_or(Uuid::nil())))
        .order_by_asc(asset::Column::Id)
        .limit(most)
        .into_tuple()
        .all(db)
        .await
}

/// Keeps others from changing these until the transaction ends.
pub async fn hold(tx: &DatabaseTransaction, ids: &[Uuid]) -> Result<(), DbErr> {
    let rows = asset::Entity::find().filter(asset::Column::Id.is_in(ids.iter().copied()));
    let rows = rows.order_by_asc(asset::Column::Id).select_only().column(asset::Column::Id);
    for_update(rows).into_tuple::<Uuid>().all(tx).await.map(drop)
}

/// The keys that documents have in the index.
pub type Keys = HashMap<Uuid, i64>;

/// Takes these out of the index; tells the keys of those that were in it.
pub async fn remove(tx: &DatabaseTransaction, ids: &[Uuid]) -> Result<Keys, DbErr> {
    if ids.is_empty() {
        return Ok(Keys::new());
    }
    let backend = tx.get_database_backend();
    let places: Vec<_> = (1..=ids.len()).map(|n| format!("${n}")).collect();
    let sql =
        format!("DELETE FROM search_docs WHERE asset_id IN ({}) RETURNING asset_id, key", places.join(", "));
    let ids = ids.iter().map(|id| Value::from(*id));
    let rows = tx.query_all_raw(Statement::from_sql_and_values(backend, sql, ids)).await?;
    rows.iter().map(|row| Ok((row.try_get("", "asset_id")?, row.try_get("", "key")?))).collect()
}

/// Puts these, which are not in it, into the index, and their words into the vocabulary. At most 500. Those with a key
/// keep it, and with it their place among newer and older ones.
pub async fn insert(tx: &DatabaseTransaction, documents: &[Document], keys: &Keys) -> Result<(), DbErr> {
    let mut seen: BTreeMap<String, i64> = BTreeMap::new();
    let mut rows = Vec::with_capacity(documents.len());
    for document in documents {
        let words = document.words();
        for word in words.iter().collect::<BTreeSet<_>>() {
            *seen.entry(word.clone()).or_default() += 1;
        }
        rows.push(search::Indexed {
            key: keys.get(&document.asset_id).copied(),
            asset_id: document.asset_id,
            title: document.title_words(),
            seller: document.seller_words(),
            marks: document.marks(),
            words: words.join(" "),
        });
    }
    search::insert(tx, &rows).await?;
    vocabulary::learn(tx, &seen).await
}
