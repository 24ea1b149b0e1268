//! The database: whether it answers, takes writes and has our schema.

use std::io;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};

use super::Report;
use crate::db::{self, PoolOptions, schema};
use crate::server::{config::Config, production};

const NAME: &str = "database";

pub(super) async fn check(config: &Config, report: &mut Report<'_>) -> io::Result<()> {
    if let Some(file) = config.database.sqlite_file().filter(|file| !file.exists()) {
        return report.note(NAME, format!("{} is not there yet; serve makes it", file.display()));
    }
    let db = match db::connect(config.database.url.expose(), PoolOptions::default()).await {
        Ok(db) => db,
        Err(error) => return report.fail(NAME, error.to_string()),
    };
    match write(&db).await {
        Ok(()) => report.ok(NAME, "answers and takes writes")?,
        Err(error) => report.fail(NAME, format!("does not let us write ({error})"))?,
    }
    let complete = schema(&db, report).await?;
    if complete {
        production(config, &db, report).await?;
    }
    drop(db.close().await);
    Ok(())
}

/// Makes a table, writes into it and undoes both.
async fn write(db: &DatabaseConnection) -> Result<(), DbErr> {
    let tx = db::tx(db).await?;
    tx.execute_unprepared("CREATE TABLE prosets_doctor (n integer)").await?;
    tx.execute_unprepared("INSERT INTO prosets_doctor VALUES (1)").await?;
    tx.rollback().await
}

/// Whether every migration is applied.
async fn schema(db: &DatabaseConnection, report: &mut Report<'_>) -> io::Result<bool> {
    let steps = match schema::status(db).await {
        Ok(steps) => steps,
        Err(error) => return report.fail("schema", error.to_string()).map(|()| false),
    };
    let (all, applied) = (steps.len(), steps.iter().filter(|step| step.applied).count());
    match applied {
        0 => report.note("schema", "the database is empty; serve fills it")?,
        n if n < all => {
            report.fail("schema", format!("{n} of {all} migrations applied: run prosets migrate up"))?;
        }
        _ => report.ok("schema", format!("all {all} migrations applied"))?,
    }
    Ok(applied == all)
}

async fn production(config: &Config, db: &DatabaseConnection, report: &mut Report<'_>) -> io::Result<()> {
    match production::faults(config, db).await {
        Ok(faults) => faults.iter().try_for_each(|fault| report.fail(&fault.variable, &fault.problem)),
        Err(error) => report.fail("production", error.to_string()),
    }
}
