//! Users, and the shop some of them have.

use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select};
use uuid::Uuid;

use crate::db::entities::user::StaffRole;
use crate::db::entities::{refresh_token, seller, user};
use crate::kit::error::AppResult;
use crate::server::cx::{Person, Staff};

/// Nobody where the account is disabled.
pub async fn person(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<Option<Person>> {
    with_shop(enabled(user_id), db).await
}

/// The same, while the sign-in the token came from was not revoked.
pub async fn person_of_family(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    family_id: Uuid,
) -> AppResult<Option<Person>> {
    let revoked = Query::select()
        .column(refresh_token::Column::UserId)
        .from(refresh_token::Entity)
        .and_where(refresh_token::Column::FamilyId.eq(family_id))
        .and_where(refresh_token::Column::RevokedAt.is_not_null())
        .to_owned();
    with_shop(enabled(user_id).filter(user::Column::Id.not_in_subquery(revoked)), db).await
}

fn enabled(user_id: Uuid) -> Select<user::Entity> {
    user::Entity::find_by_id(user_id).filter(user::Column::DisabledAt.is_null())
}

async fn with_shop(query: Select<user::Entity>, db: &impl ConnectionTrait) -> AppResult<Option<Person>> {
    let found = query.find_also_related(seller::Entity).one(db).await?;
    Ok(found.map(|(user, shop)| Person {
        id: user.id,
        username: user.username,
        email: user.email,
        display_name: user.display_name,
        email_verified: user.email_verified_at.is_some(),
        seller: shop.map(|shop| shop.handle),
        staff: user.staff_role.map(staff),
    }))
}

fn staff(role: StaffRole) -> Staff {
    match role {
        StaffRole::Moderator => Staff::Moderator,
        StaffRole::Admin => Staff::Admin,
    }
}
