//! The four demo people and those who sell and review in the demo shop.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::demo::DemoShop;
use super::{Progress, unique};
use crate::accounts::{self, DEMO_PASSWORD};
use crate::db::entities::user::StaffRole;
use crate::db::entities::{seller, user};
use crate::db::{self};
use crate::kit::error::{AppError, AppResult};
use crate::server::state::State;

struct Person<'a> {
    email: String,
    username: &'a str,
    display_name: &'a str,
    role: Option<StaffRole>,
}

pub async fn seed(state: &State, shop: &DemoShop, progress: &dyn Progress) -> AppResult<()> {
    let now = state.clock.now();
    let joined = now - TimeDelta::days(150);
    let hash = tokio::task::spawn_blocking(|| accounts::hash_password(DEMO_PASSWORD));
    let hash = hash.await.map_err(|_| AppError::internal())??;
    let mut people = vec![
        person("buyer@prosets.test", "buyer", "Bea Buyer", None),
        person("moderator@prosets.test", "moderator", "Mo Moderator", Some(StaffRole::Moderator)),
        person("admin@prosets.test", "admin", "Ada Admin", Some(StaffRole::Admin)),
    ];
    people.extend(shop.sellers.iter().map(|s| person(s.email, s.handle, s.display_name, None)));
    people.extend(shop.reviewers.iter().map(|r| Person {
        email: format!("{}@prosets.test", r.username),
        username: r.username,
        display_name: r.display_name,
        role: None,
    }));
    progress.begin("people", people.len() as u64);
    let rows: Vec<_> = people.iter().map(|person| user_row(person, &hash, joined)).collect();
    let sellers: Vec<_> = shop
        .sellers
        .iter()
        .map(|s| seller::ActiveModel {
            id: Set(unique::id(s.email, joined)),
            handle: Set(s.handle.to_owned()),
            handle_key: Set(s.handle.to_lowercase()),
            display_name: Set(s.display_name.to_owned()),
            about: Set(s.about.to_owned()),
            country: Set(Some(s.country.to_owned())),
            created_at: Set(joined),
            updated_at: Set(joined),
            ..Default::default()
        })
        .collect();
    let tx = db::tx(&state.db).await?;
    let known = OnConflict::new().do_nothing().to_owned();
    user::Entity::insert_many(rows)
        .on_conflict(known.clone())
        .try_insert()
        .exec_without_returning(&tx)
        .await?;
    // A second run has other ids; the shops of the first are kept with their people.
    let present = super::sales::ids_by_email(&tx).await?;
    let sellers = sellers.into_iter().zip(&shop.sellers).filter_map(|(mut row, s)| {
        row.id = Set(*present.get(s.email)?);
        Some(row)
    });
    seller::Entity::insert_many(sellers).on_conflict(known).try_insert().exec_without_returning(&tx).await?;
    tx.commit().await?;
    progress.advance(people.len() as u64);
    Ok(())
}

fn person<'a>(email: &str, username: &'a str, display_name: &'a str, role: Option<StaffRole>) -> Person<'a> {
    Person { email: email.to_owned(), username, display_name, role }
}

fn user_row(person: &Person, hash: &str, joined: DateTime<Utc>) -> user::ActiveModel {
    user::ActiveModel {
        id: Set(unique::id(&person.email, joined)),
        email: Set(person.email.clone()),
        email_key: Set(person.email.to_lowercase()),
        username: Set(person.username.to_owned()),
        username_key: Set(person.username.to_lowercase()),
        display_name: Set(person.display_name.to_owned()),
        password_hash: Set(Some(hash.to_owned())),
        staff_role: Set(person.role),
        email_verified_at: Set(Some(joined)),
        created_at: Set(joined),
        updated_at: Set(joined),
        ..Default::default()
    }
}
