//! What production refuses to start on and only the database can tell.

use sea_orm::{
    ColumnTrait, DatabaseConnection, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Query,
};

use crate::db::entities::{asset, licence, user};
use crate::server::config::{Config, Fault, PaymentProviders};

/// People of the demo shop: their password is in the README.
const DEMO: &str = "@prosets.test";

/// Faults of the settings in view of what is in the database; none in development.
pub async fn faults(config: &Config, db: &DatabaseConnection) -> Result<Vec<Fault>, DbErr> {
    let mut faults = Vec::new();
    if !config.server.is_production() {
        return Ok(faults);
    }
    let people = demo_people(db).await?;
    if !people.is_empty() {
        faults.push(Fault::new(
            "PROSETS_ENV",
            format!(
                "is production, but everybody knows the password of the demo people ({}): \
                 start with a fresh database, or lock each out with prosets user disable.",
                people.join(", ")
            ),
        ));
    }
    let priced = priced_listings(db).await?;
    if config.payments.providers == PaymentProviders::None && priced > 0 {
        faults.push(Fault::new(
            "PAYMENT_PROVIDERS",
            format!(
                "is none, but {priced} published listings ask a price: make them free or take them down first \
                 (PROSETS_ENV=development opens the shop for that)."
            ),
        ));
    }
    Ok(faults)
}

async fn demo_people(db: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    user::Entity::find()
        .select_only()
        .column(user::Column::EmailKey)
        .filter(user::Column::EmailKey.ends_with(DEMO))
        .filter(user::Column::DisabledAt.is_null())
        .order_by_asc(user::Column::EmailKey)
        .limit(4)
        .into_tuple()
        .all(db)
        .await
}

async fn priced_listings(db: &DatabaseConnection) -> Result<u64, DbErr> {
    let priced = Query::select()
        .column(licence::Column::AssetId)
        .from(licence::Entity)
        .and_where(licence::Column::Active.eq(true))
        .and_where(licence::Column::PriceMinor.gt(0))
        .to_owned();
    asset::Entity::find()
        .filter(asset::Column::Status.eq(asset::AssetStatus::Published))
        .filter(asset::Column::Id.in_subquery(priced))
        .count(db)
        .await
}
