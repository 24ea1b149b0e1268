//! Every migration goes up, comes down and goes up again.

use migration::{Migrator, MigratorTrait};
use prosets::db::migrate;

on_both!(up_down_up, |db| async move {
    Migrator::down(&db, None).await.unwrap();
    assert!(Migrator::get_applied_migrations(&db).await.unwrap().is_empty());
    migrate(&db).await.unwrap();
    migrate(&db).await.unwrap();
    assert!(Migrator::get_pending_migrations(&db).await.unwrap().is_empty());
});
