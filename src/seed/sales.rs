//! The demo shop's past: paid orders with their ledger rows and entitlements, and the reviews that came of them.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    ExprTrait, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use super::Progress;
use super::demo::{DemoReview, DemoShop};
use crate::checkout;
use crate::db::entities::{asset, licence, order_line, review, user, version};
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
    let now = state.clock.now();
    progress.begin("past orders and reviews", shop.sales.len() as u64);
    for (n, sale) in shop.sales.iter().enumerate() {
        let buyer =
            people.get(&format!("{}@prosets.test", sale.buyer)).copied().ok_or_else(AppError::internal)?;
        let asset =
            asset::Entity::find().filter(asset::Column::Slug.eq(sale.listing_slug)).one(&state.db).await?;
        let asset = asset.ok_or_else(AppError::internal)?;
        let at =
            now - TimeDelta::days(sale.days_ago) - TimeDelta::minutes(i64::try_from(n % 600).unwrap_or(0));
        let licence = licence_of(state, asset.id, sale.licence_code).await?;
        let version = asset.current_version_id.ok_or_else(AppError::internal)?;
        let version =
            version::Entity::find_by_id(version).one(&state.db).await?.ok_or_else(AppError::internal)?;
        let past = checkout::PastSale { key: format!("demo-{n}"), buyer, asset, licence, version, at };
        checkout::record_past_sale(state, past).await?;
        progress.advance(1);
    }
    for demo in &shop.reviews {
        write_review(state, demo, &people, now).await?;
    }
    Ok(())
}

async fn licence_of(state: &State, asset_id: Uuid, code: &str) -> AppResult<licence::Model> {
    let query = licence::Entity::find().filter(licence::Column::AssetId.eq(asset_id));
    let found = query.filter(licence::Column::Code.eq(code)).one(&state.db).await?;
    found.ok_or_else(AppError::internal)
}

async fn write_review(
    state: &State,
    demo: &DemoReview,
    people: &HashMap<String, Uuid>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let user_id =
        people.get(&format!("{}@prosets.test", demo.reviewer)).copied().ok_or_else(AppError::internal)?;
    let tx = db::tx(&state.db).await?;
    let asset = asset::Entity::find().filter(asset::Column::Slug.eq(demo.listing_slug)).one(&tx).await?;
    let asset = asset.ok_or_else(AppError::internal)?;
    let Some(line_id) = bought(&tx, user_id, asset.id).await? else { return Ok(()) };
    let mine = review::Entity::find().filter(review::Column::AssetId.eq(asset.id));
    if mine.filter(review::Column::UserId.eq(user_id)).one(&tx).await?.is_some() {
        return Ok(());
    }
    let at = now - TimeDelta::days(demo.days_ago);
    let row = review::ActiveModel {
        id: Set(new_id()),
        asset_id: Set(asset.id),
        user_id: Set(user_id),
        order_line_id: Set(line_id),
        stars: Set(demo.stars),
        title: Set(demo.title.to_owned()),
        body: Set(demo.body.to_owned()),
        hidden_at: Set(None),
        created_at: Set(at),
        updated_at: Set(at),
    };
    row.insert(&tx).await?;
    let stars = i64::from(demo.stars);
    asset::Entity::update_many()
        .col_expr(asset::Column::RatingSum, Expr::col(asset::Column::RatingSum).add(stars))
        .col_expr(asset::Column::RatingCount, Expr::col(asset::Column::RatingCount).add(1))
        .filter(asset::Column::Id.eq(asset.id))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

async fn bought(tx: &DatabaseTransaction, user_id: Uuid, asset_id: Uuid) -> AppResult<Option<Uuid>> {
    use crate::db::entities::order;
    let lines = order_line::Entity::find().filter(order_line::Column::AssetId.eq(asset_id));
    let mine = lines.inner_join(order::Entity).filter(order::Column::BuyerId.eq(user_id));
    Ok(mine.one(tx).await?.map(|line| line.id))
}
