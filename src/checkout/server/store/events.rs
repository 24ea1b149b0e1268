//! What providers told us.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    TryInsertResult,
};
use uuid::Uuid;

use crate::db::entities::provider_event;
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::ports::payments::ProviderEvent;

/// The id of the event's row, or None if it was there already.
pub async fn insert_once(
    tx: &DatabaseTransaction,
    provider: &str,
    event: &ProviderEvent,
    now: DateTime<Utc>,
) -> AppResult<Option<Uuid>> {
    let id = new_id();
    let row = provider_event::ActiveModel {
        id: Set(id),
        provider: Set(provider.to_owned()),
        event_id: Set(event.event_id.clone()),
        kind: Set(event.kind.as_str().to_owned()),
        payload: Set(serde_json::to_value(event).map_err(|_| AppError::internal())?),
        received_at: Set(now),
        processed_at: Set(None),
        attempts: Set(0),
        error: Set(None),
    };
    let once = OnConflict::columns([provider_event::Column::Provider, provider_event::Column::EventId])
        .do_nothing()
        .to_owned();
    let inserted =
        provider_event::Entity::insert(row).on_conflict(once).try_insert().exec_without_returning(tx).await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1)).then_some(id))
}

pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> AppResult<Option<provider_event::Model>> {
    Ok(provider_event::Entity::find_by_id(id).one(db).await?)
}

/// One more try, and how it went.
pub async fn mark(
    db: &impl ConnectionTrait,
    id: Uuid,
    outcome: Result<DateTime<Utc>, String>,
) -> AppResult<()> {
    let (processed_at, error) = match outcome {
        Ok(at) => (Some(at), None),
        Err(error) => (None, Some(error)),
    };
    provider_event::Entity::update_many()
        .col_expr(provider_event::Column::ProcessedAt, Expr::value(processed_at))
        .col_expr(provider_event::Column::Error, Expr::value(error))
        .col_expr(provider_event::Column::Attempts, Expr::col(provider_event::Column::Attempts).add(1))
        .filter(provider_event::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}
