//! Sellers and what they list.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    RelationTrait,
};

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

/// A seller in a few words.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Maker {
    pub id: uuid::Uuid,
    pub handle: String,
    pub name: String,
    pub about: String,
    /// The stem of their picture.
    pub avatar: Option<String>,
}

/// Those with these handles, in this order.
pub async fn makers(db: &impl ConnectionTrait, handles: &[String]) -> Result<Vec<Maker>, DbErr> {
    if handles.is_empty() {
        return Ok(Vec::new());
    }
    let keys = handles.iter().map(|handle| handle.to_lowercase());
    let mut found = seller::Entity::find()
        .select_only()
        .columns([seller::Column::Id, seller::Column::Handle, seller::Column::About])
        .column_as(seller::Column::DisplayName, "name")
        .column(user::Column::Avatar)
        .join(JoinType::InnerJoin, seller::Relation::User.def())
        .filter(seller::Column::HandleKey.is_in(keys))
        .into_model::<Maker>()
        .all(db)
        .await?;
    found.sort_by_key(|maker| handles.iter().position(|handle| *handle == maker.handle));
    Ok(found)
}
