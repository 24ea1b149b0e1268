//! The demo shop's past: paid orders with their ledger rows and entitlements, and the reviews that came of them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter,
    QuerySelect,
};
use uuid::Uuid;

use super::Progress;
use super::demo::{DemoReview, DemoShop};
use crate::checkout::{self, PastSale};
use crate::db::entities::{asset, licence, order, order_line, review, user, version};
use crate::db::{self};
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::server::state::State;

/// Everyone there is, by e-mail address.
pub async fn ids_by_email(db: &impl ConnectionTrait) -> AppResult<HashMap<String, Uuid>> {
    let query = user::Entity::find().select_only().column(user::Column::EmailKey).column(user::Column::Id);
    let query = query.filter(user::Column::EmailKey.ends_with("@prosets.test"));
    Ok(query.into_tuple::<(String, Uuid)>().all(db).await?.into_iter().collect())
}

pub async fn seed(state: &State, shop: &DemoShop, progress: &dyn Progress) -> AppResult<()> {
    let people = ids_by_email(&state.db).await?;
    let assets: HashMap<String, asset::Model> = asset::Entity::find()
        .filter(asset::Column::Slug.is_in(shop.listings.iter().map(|l| l.slug)))
        .all(&state.db)
        .await?
        .into_iter()
        .map(|asset| (asset.slug.clone(), asset))
        .collect();
    let now = state.clock.now();
    progress.begin("past orders and reviews", (shop.sales.len() + shop.reviews.len()) as u64);
    if !sold_already(state, &people).await? {
        checkout::record_past_sales(state, past_sales(state, shop, &people, &assets).await?).await?;
    }
    progress.advance(shop.sales.len() as u64);
    let tx = db::tx(&state.db).await?;
    if !told_already(&tx, shop, &people).await? {
        for demo in &shop.reviews {
            let asset = assets.get(demo.listing_slug).ok_or_else(AppError::internal)?;
            write_review(&tx, demo, asset.id, person(&people, demo.reviewer)?, now).await?;
        }
    }
    tx.commit().await?;
    progress.advance(shop.reviews.len() as u64);
    Ok(())
}

fn person(people: &HashMap<String, Uuid>, username: &str) -> AppResult<Uuid> {
    people.get(&format!("{username}@prosets.test")).copied().ok_or_else(AppError::internal)
}

/// The past is written at once; another day's would differ, so it is not written twice.
async fn sold_already(state: &State, people: &HashMap<String, Uuid>) -> AppResult<bool> {
    let demo = order::Entity::find().filter(order::Column::IdempotencyKey.starts_with("demo-"));
    let theirs = demo.filter(order::Column::BuyerId.is_in(people.values().copied()));
    Ok(theirs.limit(1).one(&state.db).await?.is_some())
}

async fn told_already(
    tx: &DatabaseTransaction,
    shop: &DemoShop,
    people: &HashMap<String, Uuid>,
) -> AppResult<bool> {
    let reviewers: Vec<_> =
        shop.reviewers.iter().map(|r| person(people, r.username)).collect::<AppResult<_>>()?;
    Ok(review::Entity::find().filter(review::Column::UserId.is_in(reviewers)).one(tx).await?.is_some())
}

async fn past_sales(
    state: &State,
    shop: &DemoShop,
    people: &HashMap<String, Uuid>,
    assets: &HashMap<String, asset::Model>,
) -> AppResult<Vec<PastSale>> {
    let licences = licence::Entity::find()
        .filter(licence::Column::AssetId.is_in(assets.values().map(|asset| asset.id)))
        .all(&state.db)
        .await?;
    let versions = version::Entity::find()
        .filter(version::Column::Id.is_in(assets.values().filter_map(|asset| asset.current_version_id)))
        .all(&state.db)
        .await?;
    let midnight = state.clock.now().date_naive().and_time(NaiveTime::MIN).and_utc();
    let past = shop.sales.iter().map(|sale| {
        let asset = assets.get(sale.listing_slug).ok_or_else(AppError::internal)?;
        let licence = licences.iter().find(|l| l.asset_id == asset.id && l.code == sale.licence_code);
        let version = versions.iter().find(|v| v.asset_id == asset.id);
        Ok(PastSale {
            key: format!("demo-{}", sale.listing_slug),
            buyer: person(people, sale.buyer)?,
            asset: asset.clone(),
            licence: licence.cloned().ok_or_else(AppError::internal)?,
            version: version.cloned().ok_or_else(AppError::internal)?,
            at: midnight - TimeDelta::days(sale.days_ago) + TimeDelta::minutes(sale.minute),
        })
    });
    past.collect()
}

async fn write_review(
    tx: &DatabaseTransaction,
    demo: &DemoReview,
    asset_id: Uuid,
    user_id: Uuid,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let Some(line_id) = bought(tx, user_id, asset_id).await? else { return Ok(()) };
    let at = now - TimeDelta::days(demo.days_ago);
    let row = review::ActiveModel {
        id: Set(new_id()),
        asset_id: Set(asset_id),
        user_id: Set(user_id),
        order_line_id: Set(line_id),
        stars: Set(demo.stars),
        title: Set(demo.title.to_owned()),
        body: Set(demo.body.to_owned()),
        hidden_at: Set(None),
        created_at: Set(at),
        updated_at: Set(at),
    };
    review::Entity::insert(row).exec_without_returning(tx).await?;
    asset::Entity::update_many()
        .col_expr(asset::Column::RatingSum, Expr::col(asset::Column::RatingSum).add(i64::from(demo.stars)))
        .col_expr(asset::Column::RatingCount, Expr::col(asset::Column::RatingCount).add(1))
        .filter(asset::Column::Id.eq(asset_id))
        .exec(tx)
        .await?;
    Ok(())
}

async fn bought(tx: &DatabaseTransaction, user_id: Uuid, asset_id: Uuid) -> AppResult<Option<Uuid>> {
    let lines = order_line::Entity::find().filter(order_line::Column::AssetId.eq(asset_id));
    let mine = lines.inner_join(order::Entity).filter(order::Column::BuyerId.eq(user_id));
    Ok(mine.one(tx).await?.map(|line| line.id))
}
