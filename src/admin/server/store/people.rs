//! People as staff see them.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};
use uuid::Uuid;

use super::{Moment, before, containing};
use crate::db::dialect;
use crate::db::entities::user::StaffRole;
use crate::db::entities::{refresh_token, seller, user};
use crate::kit::error::AppResult;
use crate::kit::paging::PageSize;
use crate::server::session::Sessions;

#[derive(Clone, Debug, FromQueryResult)]
pub struct PersonRow {
    pub id: Uuid,
    pub email: String,
    pub username: String,
    pub display_name: String,
    pub staff_role: Option<StaffRole>,
    pub email_verified_at: Option<DateTime<Utc>>,
    pub disabled_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    /// Their shop, if they have one.
    pub handle: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleFilter {
    Staff(StaffRole),
    Seller,
    /// Neither staff nor seller.
    Buyer,
}

#[derive(Clone, Debug, Default)]
pub struct PeopleFilter {
    pub search: Option<String>,
    pub role: Option<RoleFilter>,
    pub disabled: Option<bool>,
}

/// The newest first, one more than the page holds.
pub async fn people(
    db: &impl ConnectionTrait,
    filter: PeopleFilter,
    after: Option<Moment>,
    size: PageSize,
) -> AppResult<Vec<PersonRow>> {
    let mut query = user::Entity::find()
        .select_only()
        .columns([
            user::Column::Id,
            user::Column::Email,
            user::Column::Username,
            user::Column::DisplayName,
            user::Column::StaffRole,
            user::Column::EmailVerifiedAt,
            user::Column::DisabledAt,
            user::Column::CreatedAt,
        ])
        .column(seller::Column::Handle)
        .join(JoinType::LeftJoin, user::Relation::Seller.def());
    if let Some(text) = filter.search {
        let named = Condition::any()
            .add(user::Column::EmailKey.like(containing(&text)))
            .add(user::Column::UsernameKey.like(containing(&text)));
        query = query.filter(named);
    }
    query = match filter.role {
        Some(RoleFilter::Staff(role)) => query.filter(user::Column::StaffRole.eq(role)),
        Some(RoleFilter::Seller) => query.filter(seller::Column::Id.is_not_null()),
        Some(RoleFilter::Buyer) => {
            query.filter(seller::Column::Id.is_null()).filter(user::Column::StaffRole.is_null())
        }
        None => query,
    };
    query = match filter.disabled {
        Some(true) => query.filter(user::Column::DisabledAt.is_not_null()),
        Some(false) => query.filter(user::Column::DisabledAt.is_null()),
        None => query,
    };
    if let Some(moment) = after {
        query = query.filter(before(user::Column::CreatedAt, user::Column::Id, moment));
    }
    let query = query.order_by_desc(user::Column::CreatedAt).order_by_desc(user::Column::Id);
    Ok(query.limit(size.fetch()).into_model::<PersonRow>().all(db).await?)
}

/// These people, locked until the transaction ends; always in the order of their ids.
pub async fn locked(tx: &impl ConnectionTrait, ids: [Uuid; 2]) -> AppResult<Vec<user::Model>> {
    let query = user::Entity::find().filter(user::Column::Id.is_in(ids)).order_by_asc(user::Column::Id);
    Ok(dialect::for_update(query).all(tx).await?)
}

pub async fn save(tx: &impl ConnectionTrait, person: user::ActiveModel) -> AppResult<()> {
    user::Entity::update(person).exec(tx).await?;
    Ok(())
}

/// Signs a person out everywhere: browsers and programs.
pub async fn end_sessions(
    tx: &impl ConnectionTrait,
    sessions: &Sessions,
    id: Uuid,
    now: DateTime<Utc>,
) -> AppResult<()> {
    sessions.end_all(tx, id).await?;
    refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::RevokedAt, Expr::value(now))
        .filter(refresh_token::Column::UserId.eq(id))
        .filter(refresh_token::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
