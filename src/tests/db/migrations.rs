//! Every migration goes up, comes down and goes up again.

use migration::{Migrator, MigratorTrait};
use prosets::db::{migrate, tx};

on_both!(up_down_up, |db| async move {
    // By one connection, as they go up: to delete from a table whose trigger deletes from a virtual one, SQLite must not learn
    // only then that another connection changed the schema.
    let down = tx(&db).await.unwrap();
    Migrator::down(&down, None).await.unwrap();
    down.commit().await.unwrap();
    assert!(Migrator::get_applied_migrations(&db).await.unwrap().is_empty());
    migrate(&db).await.unwrap();
    migrate(&db).await.unwrap();
    assert!(Migrator::get_pending_migrations(&db).await.unwrap().is_empty());
});
