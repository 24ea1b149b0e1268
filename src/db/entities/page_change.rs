//! What one process told the others of changes to public pages; see `server::page_cache`.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "page_changes")]
pub struct Model {
    /// Counted without gaps, in the order of the commits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub told: String,
}

impl ActiveModelBehavior for ActiveModel {}
