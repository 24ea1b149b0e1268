//! Writing reviews and what belongs to them. Whoever changes a review holds its listing's row first.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, JoinType, QueryFilter,
    QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::catalog::rules::review::Words;
use crate::db::dialect;
use crate::db::entities::asset::AssetStatus;
use crate::db::entities::{asset, review, review_answer, review_report, review_vote};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

/// A listing, locked until the transaction ends.
pub async fn locked_listing(tx: &DatabaseTransaction, id: Uuid) -> AppResult<Option<asset::Model>> {
    let query = asset::Entity::find().filter(asset::Column::Id.eq(id));
    Ok(dialect::for_update(query).one(tx).await?)
}

/// A review anybody may see, with its listing.
pub async fn shown(db: &impl ConnectionTrait, id: Uuid) -> AppResult<Option<(review::Model, asset::Model)>> {
    let found = review::Entity::find_by_id(id)
        .filter(review::Column::HiddenAt.is_null())
        .find_also_related(asset::Entity)
        .filter(asset::Column::Status.is_in([AssetStatus::Published, AssetStatus::Unpublished]))
        .one(db)
        .await?;
    Ok(found.and_then(|(review, asset)| Some((review, asset?))))
}

/// The review somebody wrote of a listing.
pub async fn by(
    db: &impl ConnectionTrait,
    asset_id: Uuid,
    user_id: Uuid,
) -> AppResult<Option<review::Model>> {
    let theirs = review::Entity::find().filter(review::Column::UserId.eq(user_id));
    Ok(theirs.filter(review::Column::AssetId.eq(asset_id)).one(db).await?)
}

/// A review of this person's own, shown or hidden.
pub async fn own(db: &impl ConnectionTrait, id: Uuid, user_id: Uuid) -> AppResult<Option<review::Model>> {
    let own = review::Entity::find_by_id(id).filter(review::Column::UserId.eq(user_id));
    Ok(own.one(db).await?)
}

pub async fn insert(
    tx: &DatabaseTransaction,
    (asset_id, user_id, order_line_id): (Uuid, Uuid, Uuid),
    words: Words,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = review::ActiveModel {
        id: Set(new_id()),
        asset_id: Set(asset_id),
        user_id: Set(user_id),
        order_line_id: Set(order_line_id),
        stars: Set(words.stars),
        title: Set(words.title),
        body: Set(words.body),
        hidden_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    };
    review::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn change(tx: &DatabaseTransaction, id: Uuid, words: Words, now: DateTime<Utc>) -> AppResult<()> {
    let change = review::ActiveModel {
        stars: Set(words.stars),
        title: Set(words.title),
        body: Set(words.body),
        updated_at: Set(now),
        ..Default::default()
    };
    review::Entity::update_many().set(change).filter(review::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// With its answer, votes and reports.
pub async fn delete(tx: &DatabaseTransaction, id: Uuid) -> AppResult<()> {
    review::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

const SUM: &str = "(SELECT COALESCE(SUM(stars), 0) FROM reviews
    WHERE asset_id = assets.id AND hidden_at IS NULL)";
const COUNT: &str = "(SELECT COUNT(*) FROM reviews WHERE asset_id = assets.id AND hidden_at IS NULL)";

/// Brings a listing's rating to what its reviews say. The caller holds the listing's row, so that nobody else's
/// review is between reading and writing.
pub async fn recount(tx: &DatabaseTransaction, asset_id: Uuid) -> AppResult<()> {
    asset::Entity::update_many()
        .col_expr(asset::Column::RatingSum, Expr::cust(SUM))
        .col_expr(asset::Column::RatingCount, Expr::cust(COUNT))
        .filter(asset::Column::Id.eq(asset_id))
        .exec(tx)
        .await?;
    Ok(())
}

/// A shown review of something this seller lists.
pub async fn of_sellers(
    db: &impl ConnectionTrait,
    id: Uuid,
    seller_id: Uuid,
) -> AppResult<Option<review::Model>> {
    let theirs = review::Entity::find_by_id(id)
        .filter(review::Column::HiddenAt.is_null())
        .join(JoinType::InnerJoin, review::Relation::Asset.def())
        .filter(asset::Column::SellerId.eq(seller_id));
    Ok(theirs.one(db).await?)
}

/// In place of what the seller answered before.
pub async fn put_answer(
    tx: &DatabaseTransaction,
    review_id: Uuid,
    seller_id: Uuid,
    body: String,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = review_answer::ActiveModel {
        id: Set(new_id()),
        review_id: Set(review_id),
        seller_id: Set(seller_id),
        body: Set(body),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let again = OnConflict::column(review_answer::Column::ReviewId)
        .update_columns([review_answer::Column::Body, review_answer::Column::UpdatedAt])
        .to_owned();
    review_answer::Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

/// Twice is once.
pub async fn vote(
    tx: &DatabaseTransaction,
    review_id: Uuid,
    user_id: Uuid,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = review_vote::ActiveModel {
        id: Set(new_id()),
        review_id: Set(review_id),
        user_id: Set(user_id),
        created_at: Set(now),
    };
    let columns = [review_vote::Column::ReviewId, review_vote::Column::UserId];
    let once = OnConflict::columns(columns).do_nothing().to_owned();
    review_vote::Entity::insert(row).on_conflict(once).try_insert().exec_without_returning(tx).await?;
    Ok(())
}

pub async fn take_vote_back(tx: &DatabaseTransaction, review_id: Uuid, user_id: Uuid) -> AppResult<()> {
    let theirs = review_vote::Entity::delete_many().filter(review_vote::Column::ReviewId.eq(review_id));
    theirs.filter(review_vote::Column::UserId.eq(user_id)).exec(tx).await?;
    Ok(())
}

pub async fn is_reported_by(tx: &DatabaseTransaction, review_id: Uuid, user_id: Uuid) -> AppResult<bool> {
    let theirs = review_report::Entity::find().filter(review_report::Column::ReviewId.eq(review_id));
    Ok(theirs.filter(review_report::Column::UserId.eq(user_id)).one(tx).await?.is_some())
}

pub async fn report(
    tx: &DatabaseTransaction,
    review_id: Uuid,
    user_id: Uuid,
    reason: String,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = review_report::ActiveModel {
        id: Set(new_id()),
        review_id: Set(review_id),
        user_id: Set(user_id),
        reason: Set(reason),
        settled_at: Set(None),
        created_at: Set(now),
    };
    let columns = [review_report::Column::ReviewId, review_report::Column::UserId];
    let once = OnConflict::columns(columns).do_nothing().to_owned();
    review_report::Entity::insert(row).on_conflict(once).try_insert().exec_without_returning(tx).await?;
    Ok(())
}
