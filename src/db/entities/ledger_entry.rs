//! A row of the double-entry ledger: signed minor units, written once (trigger).

use sea_orm::entity::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum LedgerAccount {
    GatewayClearing,
    PlatformFee,
    SellerPayable,
    TaxPayable,
    Reserve,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum LedgerSource {
    Charge,
    Refund,
    Dispute,
    Payout,
    Correction,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub transaction_id: Uuid,
    pub account: LedgerAccount,
    pub seller_id: Option<Uuid>,
    pub order_id: Option<Uuid>,
    pub amount_minor: i64,
    pub currency: String,
    pub source_kind: LedgerSource,
    pub source_id: Uuid,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "seller_id", to = "id")]
    pub seller: BelongsTo<Option<super::seller::Entity>>,
    #[sea_orm(belongs_to, from = "order_id", to = "id")]
    pub order: BelongsTo<Option<super::order::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
