//! What somebody has to do with a listing and who sells it, asked beside the row itself, so that no page asks once more
//! because it knows who looks.

use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Expr, ExprTrait, IntoCondition, Query, SimpleExpr};
use sea_orm::{ColumnTrait, FromQueryResult, JoinType, QuerySelect, RelationDef, RelationTrait, Select};

use super::reviews::{self, OwnReview};
use crate::db::entities::{
    asset, asset_report, entitlement, follow, review, review_hiding, seller, wishlist_item,
};

/// Nothing, for strangers.
#[derive(Debug, Default, FromQueryResult)]
pub struct Standing {
    pub owned: bool,
    pub wished: bool,
    /// Whether they follow who sells it.
    pub follows: bool,
    /// Whether they asked the moderators to look at it.
    pub reported: bool,
    /// What they said of it.
    #[sea_orm(nested(prefix = "own_"))]
    pub review: Option<OwnReview>,
}

/// Reads it with listings that are read with their sellers.
pub fn beside(listings: Select<asset::Entity>, viewer: Uuid) -> Select<asset::Entity> {
    listings
        .expr_as(owned(viewer), "owned")
        .expr_as(wished(viewer), "wished")
        .expr_as(followed(viewer), "follows")
        .expr_as(reported(viewer), "reported")
        .column_as(review::Column::Id, "own_id")
        .column_as(review::Column::Stars, "own_stars")
        .column_as(review::Column::Title, "own_title")
        .column_as(review::Column::Body, "own_body")
        .column_as(review_hiding::Column::Reason, "own_hidden")
        .join(JoinType::LeftJoin, review_by(viewer))
        .join(JoinType::LeftJoin, reviews::hiding())
}

/// Whether the listing is this person's to keep.
pub fn owned(viewer: Uuid) -> SimpleExpr {
    let owned = Query::select()
        .expr(Expr::cust("1"))
        .from(entitlement::Entity)
        .and_where(entitlement::Column::AssetId.into_expr().equals((asset::Entity, asset::Column::Id)))
        .and_where(entitlement::Column::UserId.eq(viewer))
        .and_where(entitlement::Column::RevokedAt.is_null())
        .to_owned();
    Expr::exists(owned)
}

/// Whether this person keeps the listing in mind.
pub fn wished(viewer: Uuid) -> SimpleExpr {
    let wish = Query::select()
        .expr(Expr::cust("1"))
        .from(wishlist_item::Entity)
        .and_where(wishlist_item::Column::AssetId.into_expr().equals((asset::Entity, asset::Column::Id)))
        .and_where(wishlist_item::Column::UserId.eq(viewer))
        .to_owned();
    Expr::exists(wish)
}

/// Whether this person wants to hear of the shop.
pub fn followed(viewer: Uuid) -> SimpleExpr {
    let follow = Query::select()
        .expr(Expr::cust("1"))
        .from(follow::Entity)
        .and_where(follow::Column::SellerId.into_expr().equals((seller::Entity, seller::Column::Id)))
        .and_where(follow::Column::UserId.eq(viewer))
        .to_owned();
    Expr::exists(follow)
}

fn reported(viewer: Uuid) -> SimpleExpr {
    let report = Query::select()
        .expr(Expr::cust("1"))
        .from(asset_report::Entity)
        .and_where(asset_report::Column::AssetId.into_expr().equals((asset::Entity, asset::Column::Id)))
        .and_where(asset_report::Column::UserId.eq(viewer))
        .to_owned();
    Expr::exists(report)
}

/// From a listing to the one review this person can have written of it.
fn review_by(viewer: Uuid) -> RelationDef {
    asset::Relation::Review.def().on_condition(move |_, review| {
        Expr::col((review, review::Column::UserId)).eq(viewer).into_condition()
    })
}
