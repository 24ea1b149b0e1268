//! A shop with demo people or prices does not open in production.

use prosets::db::entities::{licence, user};
use prosets::server::{config::Config, production};
use sea_orm::{ActiveModelTrait, DatabaseConnection, IntoActiveModel, Set};

use crate::db::rows;

async fn told(db: &DatabaseConnection, environment: &str) -> Vec<String> {
    let vars = [
        ("PROSETS_ENV", environment),
        ("AUTH0_SECRET", "0123456789abcdef0123456789abcdef"),
        ("PAYMENT_PROVIDERS", "none"),
    ];
    let config = Config::from_vars(vars.map(|(name, value)| (name.to_owned(), value.to_owned()))).unwrap();
    production::faults(&config, db).await.unwrap().iter().map(ToString::to_string).collect()
}

pub async fn demo_person(db: &DatabaseConnection) -> user::Model {
    let mut person = rows::user(db).await.into_active_model();
    person.email = Set("Admin@prosets.test".into());
    person.email_key = Set("admin@prosets.test".into());
    person.update(db).await.unwrap()
}

on_both!(demo_people_are_refused_until_locked_out, |db| async move {
    rows::user(&db).await;
    assert_eq!(told(&db, "production").await, [] as [&str; 0]);
    let mut person = demo_person(&db).await.into_active_model();
    let faults = told(&db, "production").await;
    assert_eq!(faults.len(), 1);
    assert!(faults[0].starts_with("PROSETS_ENV is production, but everybody knows"), "{faults:?}");
    assert!(faults[0].contains("(admin@prosets.test)"), "{faults:?}");
    assert_eq!(told(&db, "development").await, [] as [&str; 0]);
    person.disabled_at = Set(Some(rows::now()));
    person.update(&db).await.unwrap();
    assert_eq!(told(&db, "production").await, [] as [&str; 0]);
});

on_both!(prices_are_refused_without_a_provider, |db| async move {
    let listing = rows::listing(&db).await;
    let faults = told(&db, "production").await;
    assert_eq!(faults.len(), 1);
    assert!(faults[0].starts_with("PAYMENT_PROVIDERS is none, but 1 published listings ask"), "{faults:?}");
    let free = licence::ActiveModel { price_minor: Set(0), ..listing.licence.into_active_model() };
    free.update(&db).await.unwrap();
    assert_eq!(told(&db, "production").await, [] as [&str; 0]);
});
