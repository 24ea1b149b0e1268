//! The audit log's rows.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::db::entities::{audit_check, audit_event, user};
use crate::kit::error::AppResult;
use crate::kit::paging::PageSize;

pub async fn hash_of(db: &impl ConnectionTrait, seq: i64) -> AppResult<Option<String>> {
    let query = audit_event::Entity::find().filter(audit_event::Column::Seq.eq(seq));
    Ok(query.select_only().column(audit_event::Column::Hash).into_tuple().one(db).await?)
}

pub async fn append(db: &impl ConnectionTrait, event: audit_event::Model) -> AppResult<()> {
    audit_event::Entity::insert(event.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// The events after `seq`, oldest first.
pub async fn after(db: &impl ConnectionTrait, seq: i64, limit: u64) -> AppResult<Vec<audit_event::Model>> {
    let query = audit_event::Entity::find().filter(audit_event::Column::Seq.gt(seq));
    Ok(query.order_by_asc(audit_event::Column::Seq).limit(limit).all(db).await?)
}

pub async fn keep_check(db: &impl ConnectionTrait, check: audit_check::ActiveModel) -> AppResult<()> {
    audit_check::Entity::insert(check).exec_without_returning(db).await?;
    Ok(())
}

pub async fn last_check(db: &impl ConnectionTrait) -> AppResult<Option<audit_check::Model>> {
    Ok(newest_checks().one(db).await?)
}

pub async fn last_intact_check(db: &impl ConnectionTrait) -> AppResult<Option<audit_check::Model>> {
    Ok(newest_checks().filter(audit_check::Column::BrokenAt.is_null()).one(db).await?)
}

fn newest_checks() -> Select<audit_check::Entity> {
    let query = audit_check::Entity::find().order_by_desc(audit_check::Column::CheckedAt);
    query.order_by_desc(audit_check::Column::Id)
}

/// An event with who did it.
pub type Told = (audit_event::Model, Option<user::Model>);

/// The events before `seq`, newest first, one more than the page holds.
pub async fn before(
    db: &impl ConnectionTrait,
    action: Option<&str>,
    entity: Option<&str>,
    seq: Option<i64>,
    size: PageSize,
) -> AppResult<Vec<Told>> {
    let mut query = audit_event::Entity::find().find_also_related(user::Entity);
    if let Some(action) = action {
        query = query.filter(audit_event::Column::Action.eq(action));
    }
    if let Some(entity) = entity {
        query = query.filter(audit_event::Column::Entity.eq(entity));
    }
    if let Some(seq) = seq {
        query = query.filter(audit_event::Column::Seq.lt(seq));
    }
    Ok(query.order_by_desc(audit_event::Column::Seq).limit(size.fetch()).all(db).await?)
}
