//! A moderator hid a review; one can be open per review.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_hidings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub review_id: Uuid,
    pub moderator_id: Uuid,
    pub reason: String,
    pub lifted_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "review_id", to = "id")]
    pub review: BelongsTo<super::review::Entity>,
    #[sea_orm(belongs_to, from = "moderator_id", to = "id")]
    pub moderator: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
