//! A purchase: an immutable financial record save for its status.

use sea_orm::entity::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum OrderStatus {
    Created,
    PaymentPending,
    PaymentFailed,
    Paid,
    Shipped,
    Delivered,
    Cancelled,
    Expired,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "orders")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: Option<String>,
    pub buyer_id: Uuid,
    pub status: OrderStatus,
    pub subtotal_minor: i64,
    pub discount_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    pub currency: String,
    pub coupon_id: Option<Uuid>,
    pub idempotency_key: String,
    pub request_hash: String,
    pub refund_policy: String,
    pub country: Option<String>,
    pub vat_id: Option<String>,
    pub waiver_at: Option<DateTimeUtc>,
    pub expires_at: DateTimeUtc,
    pub paid_at: Option<DateTimeUtc>,
    pub held_for_review_reason: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "buyer_id", to = "id")]
    pub buyer: BelongsTo<super::user::Entity>,
    #[sea_orm(has_many)]
    pub lines: HasMany<super::order_line::Entity>,
    #[sea_orm(has_many)]
    pub payments: HasMany<super::payment::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
