//! Failed sign-ins, by account key.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::db::entities::sign_in_failure::{ActiveModel, Column, Entity};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

pub async fn count(db: &impl ConnectionTrait, account_key: &str, since: DateTime<Utc>) -> AppResult<u64> {
    let recent = Entity::find().filter(Column::AccountKey.eq(account_key)).filter(Column::At.gt(since));
    Ok(recent.count(db).await?)
}

pub async fn add(
    db: &impl ConnectionTrait,
    account_key: &str,
    ip: Option<&str>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = ActiveModel {
        id: Set(new_id()),
        account_key: Set(account_key.to_owned()),
        ip: Set(ip.map(str::to_owned)),
        at: Set(now),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

pub async fn clear(db: &impl ConnectionTrait, account_key: &str) -> AppResult<()> {
    Entity::delete_many().filter(Column::AccountKey.eq(account_key)).exec(db).await?;
    Ok(())
}

pub async fn forget_before(db: &impl ConnectionTrait, then: DateTime<Utc>) -> AppResult<()> {
    Entity::delete_many().filter(Column::At.lt(then)).exec(db).await?;
    Ok(())
}
