//! The database schema, step by step. A migration is never edited once landed.

mod ddl;
mod m20261121_000001_people;
mod m20261121_000002_catalog;
mod m20261121_000003_orders;
mod m20261121_000004_operations;
mod m20261121_000005_email_tokens;
mod m20261121_000006_audit_checks;
mod m20261121_000007_second_factor;
mod m20261121_000008_known_devices;
mod m20261121_000009_email_changes;
mod m20261121_000010_personal_tokens;
mod m20261121_000011_profiles;
mod m20261121_000012_own_data;
mod m20261121_000013_identities;
mod m20261121_000014_passkeys;
mod m20261121_000015_payout_accounts;
mod m20261121_000016_reviews;
mod m20261121_000017_wishes_and_follows;
mod m20261121_000018_sitemap;
mod m20261121_000019_meshes;
mod m20261121_000020_peeks;
mod m20261121_000021_reports_and_showcases;
mod m20261121_000022_page_changes;
mod m20261121_000023_shelves;
mod m20261121_000024_saved_searches;
mod m20261121_000026_search;
mod m20261121_000027_search_standing;
mod m20261121_000028_search_lines;
mod m20261122_000029_free_shelf;

pub use sea_orm_migration::prelude::*;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_people::Migration),
            Box::new(m20261121_000002_catalog::Migration),
            Box::new(m20261121_000003_orders::Migration),
            Box::new(m20261121_000004_operations::Migration),
            Box::new(m20261121_000005_email_tokens::Migration),
            Box::new(m20261121_000006_audit_checks::Migration),
            Box::new(m20261121_000007_second_factor::Migration),
            Box::new(m20261121_000008_known_devices::Migration),
            Box::new(m20261121_000009_email_changes::Migration),
            Box::new(m20261121_000010_personal_tokens::Migration),
            Box::new(m20261121_000011_profiles::Migration),
            Box::new(m20261121_000012_own_data::Migration),
            Box::new(m20261121_000013_identities::Migration),
            Box::new(m20261121_000014_passkeys::Migration),
            Box::new(m20261121_000015_payout_accounts::Migration),
            Box::new(m20261121_000016_reviews::Migration),
            Box::new(m20261121_000017_wishes_and_follows::Migration),
            Box::new(m20261121_000018_sitemap::Migration),
            Box::new(m20261121_000019_meshes::Migration),
            Box::new(m20261121_000020_peeks::Migration),
            Box::new(m20261121_000021_reports_and_showcases::Migration),
            Box::new(m20261121_000022_page_changes::Migration),
            Box::new(m20261121_000023_shelves::Migration),
            Box::new(m20261121_000024_saved_searches::Migration),
            Box::new(m20261121_000026_search::Migration),
            Box::new(m20261121_000027_search_standing::Migration),
            Box::new(m20261121_000028_search_lines::Migration),
            Box::new(m20261122_000029_free_shelf::Migration),
        ]
    }
}
