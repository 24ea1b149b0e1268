//! Sellers and what they list.

use sea_orm::prelude::Uuid;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    RelationTrait,
};

use super::standing;
use crate::db::entities::{former_handle, seller, user};

/// A shop that is open.
#[derive(Debug, FromQueryResult)]
pub struct Open {
    #[sea_orm(nested)]
    pub shop: seller::Model,
    /// The stem of the seller's picture.
    pub avatar: Option<String>,
    /// Whether the one who looks follows it.
    pub followed: bool,
}

/// As it looks to `viewer`; None is a stranger.
pub async fn by_handle(
    db: &impl ConnectionTrait,
    handle: &str,
    viewer: Option<Uuid>,
) -> Result<Option<Open>, DbErr> {
    let open = seller::Entity::find()
        .column(user::Column::Avatar)
        .expr_as(viewer.map_or_else(|| Expr::cust("FALSE"), standing::followed), "followed")
        .join(JoinType::InnerJoin, seller::Relation::User.def())
        .filter(seller::Column::ClosedAt.is_null())
        .filter(seller::Column::HandleKey.eq(handle.to_lowercase()));
    open.into_model::<Open>().one(db).await
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
    pub id: Uuid,
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
