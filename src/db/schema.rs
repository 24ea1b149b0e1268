//! Where the schema stands, and the way back. (The way up is [`super::migrate`].)

use migration::{Migrator, MigratorTrait};
use sea_orm::{DatabaseConnection, DbErr};
use sea_orm_migration::{Migration, MigrationStatus};

use super::{dialect, tx};

#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    #[error("The database was migrated by a newer ProSets than this one: run that version.")]
    Newer,
    #[error("The schema cannot be read: {0}.")]
    Database(#[from] DbErr),
}

/// One step of the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub name: String,
    pub applied: bool,
}

/// All steps in their order. Writes nothing.
pub async fn status(db: &DatabaseConnection) -> Result<Vec<Step>, SchemaError> {
    let migrations =
        Migrator::get_migration_with_status_read_only(db).await.map_err(|error| match error {
            DbErr::Custom(_) => SchemaError::Newer,
            other => SchemaError::Database(other),
        })?;
    let step = |migration: &Migration| Step {
        name: migration.name().to_owned(),
        applied: migration.status() == MigrationStatus::Applied,
    };
    Ok(migrations.iter().map(step).collect())
}

/// Takes back the last `steps` migrations with all they hold: all of them or, on an error, none.
pub async fn roll_back(db: &DatabaseConnection, steps: u32) -> Result<(), DbErr> {
    let tx = tx(db).await?;
    dialect::one_at_a_time(&tx, "migrate").await?;
    Migrator::down(&tx, Some(steps)).await?;
    tx.commit().await
}
