//! Sellers and what they list.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::db::entities::{former_handle, seller, user};

/// A shop that is open, with the person whose it is.
pub type Shopkeeper = (seller::Model, Option<user::Model>);

pub async fn by_handle(db: &impl ConnectionTrait, handle: &str) -> Result<Option<Shopkeeper>, DbErr> {
    let open = seller::Entity::find().filter(seller::Column::ClosedAt.is_null());
    let named = open.filter(seller::Column::HandleKey.eq(handle.to_lowercase()));
    named.find_also_related(user::Entity).one(db).await
}

/// What became of a shop.
pub enum After {
    /// It has this handle now.
    Moved(String),
    Closed,
}

/// Of the shop that had this handle before.
pub async fn after(db: &impl ConnectionTrait, former: &str) -> Result<Option<After>, DbErr> {
    let found = former_handle::Entity::find_by_id(former.to_lowercase());
    let found = found.find_also_related(seller::Entity).one(db).await?;
    let after = |shop: seller::Model| match shop.closed_at {
        None => After::Moved(shop.handle),
        Some(_) => After::Closed,
    };
    Ok(found.and_then(|(_, shop)| shop).map(after))
}
