//! Users, and the shop some of them have.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    Select,
};
use uuid::Uuid;

use crate::db::dialect::{self, unique_violation_of};
use crate::db::entities::user::StaffRole;
use crate::db::entities::{authenticator, passkey, refresh_token, seller, user};
use crate::kit::error::AppResult;
use crate::kit::locale::Locale;
use crate::kit::money::Currency;
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
    // Of several passkeys the first is enough to know that there is one.
    let found = query
        .find_also_related(seller::Entity)
        .find_also_related(authenticator::Entity)
        .find_also(user::Entity, passkey::Entity)
        .one(db)
        .await?;
    Ok(found.map(|(user, shop, app, passkey)| Person {
        id: user.id,
        username: user.username,
        email: user.email,
        display_name: user.display_name,
        email_verified: user.email_verified_at.is_some(),
        seller: shop.map(|shop| shop.handle),
        staff: user.staff_role.map(staff),
        second_factor: passkey.is_some() || app.is_some_and(|app| app.confirmed_at.is_some()),
        avatar: user.avatar,
        locale: user.locale.as_deref().and_then(Locale::from_code),
        currency: user.currency.as_deref().and_then(Currency::from_code),
    }))
}

fn staff(role: StaffRole) -> Staff {
    match role {
        StaffRole::Moderator => Staff::Moderator,
        StaffRole::Admin => Staff::Admin,
    }
}

pub async fn by_email(db: &impl ConnectionTrait, email_key: &str) -> AppResult<Option<user::Model>> {
    Ok(user::Entity::find().filter(user::Column::EmailKey.eq(email_key)).one(db).await?)
}

pub async fn by_id(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<Option<user::Model>> {
    Ok(user::Entity::find_by_id(user_id).one(db).await?)
}

pub async fn username_taken(db: &impl ConnectionTrait, username_key: &str) -> AppResult<bool> {
    let taken = user::Entity::find().filter(user::Column::UsernameKey.eq(username_key));
    Ok(taken.count(db).await? > 0)
}

pub async fn enabled_by_ids(db: &impl ConnectionTrait, ids: &[Uuid]) -> AppResult<Vec<user::Model>> {
    let query = user::Entity::find().filter(user::Column::Id.is_in(ids.iter().copied()));
    Ok(query.filter(user::Column::DisabledAt.is_null()).all(db).await?)
}

/// Which of these may still sign in, in the order given.
pub async fn enabled_among(db: &impl ConnectionTrait, email_keys: &[String]) -> AppResult<Vec<String>> {
    let query = user::Entity::find()
        .select_only()
        .column(user::Column::EmailKey)
        .filter(user::Column::EmailKey.is_in(email_keys))
        .filter(user::Column::DisabledAt.is_null());
    let found: Vec<String> = query.into_tuple().all(db).await?;
    Ok(email_keys.iter().filter(|key| found.contains(key)).cloned().collect())
}

/// What came of writing a row with names others may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    Done,
    EmailTaken,
    NameTaken,
}

pub async fn insert(db: &impl ConnectionTrait, user: user::ActiveModel) -> AppResult<Written> {
    match user::Entity::insert(user).exec_without_returning(db).await {
        Ok(_) => Ok(Written::Done),
        Err(error) if unique_violation_of(&error, "users", &["email_key"]) => Ok(Written::EmailTaken),
        Err(error) if unique_violation_of(&error, "users", &["username_key"]) => Ok(Written::NameTaken),
        Err(error) => Err(error.into()),
    }
}

pub async fn insert_shop(db: &impl ConnectionTrait, shop: seller::ActiveModel) -> AppResult<Written> {
    match seller::Entity::insert(shop).exec_without_returning(db).await {
        Ok(_) => Ok(Written::Done),
        Err(error) if unique_violation_of(&error, "sellers", &["handle_key"]) => Ok(Written::NameTaken),
        Err(error) => Err(error.into()),
    }
}

/// Gives them another address, unless somebody else has it.
pub async fn change_email(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    change: user::ActiveModel,
    now: DateTime<Utc>,
) -> AppResult<Written> {
    let change = user::ActiveModel { updated_at: Set(now), ..change };
    match user::Entity::update_many().set(change).filter(user::Column::Id.eq(user_id)).exec(db).await {
        Ok(_) => Ok(Written::Done),
        Err(error) if unique_violation_of(&error, "users", &["email_key"]) => Ok(Written::EmailTaken),
        Err(error) => Err(error.into()),
    }
}

/// Writes what may hold a user name somebody else has.
pub async fn change_names(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    change: user::ActiveModel,
    now: DateTime<Utc>,
) -> AppResult<Written> {
    let change = user::ActiveModel { updated_at: Set(now), ..change };
    match user::Entity::update_many().set(change).filter(user::Column::Id.eq(user_id)).exec(db).await {
        Ok(_) => Ok(Written::Done),
        Err(error) if unique_violation_of(&error, "users", &["username_key"]) => Ok(Written::NameTaken),
        Err(error) => Err(error.into()),
    }
}

/// Somebody whose account is there, locked until the transaction ends.
pub async fn locked(tx: &impl ConnectionTrait, user_id: Uuid) -> AppResult<Option<user::Model>> {
    let there = user::Entity::find_by_id(user_id).filter(user::Column::DeletedAt.is_null());
    Ok(dialect::for_update(there).one(tx).await?)
}

/// Whether there was somebody to change.
pub async fn update(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    change: user::ActiveModel,
    now: DateTime<Utc>,
) -> AppResult<bool> {
    let change = user::ActiveModel { updated_at: Set(now), ..change };
    let done = user::Entity::update_many().set(change).filter(user::Column::Id.eq(user_id)).exec(db).await?;
    Ok(done.rows_affected > 0)
}
