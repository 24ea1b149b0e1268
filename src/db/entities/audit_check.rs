//! One reading of the whole audit log; kept as it was found (trigger).

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_checks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The last entry that fits, and its hash.
    pub through_seq: i64,
    pub through_hash: String,
    /// The first that does not.
    pub broken_at: Option<i64>,
    pub checked_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
