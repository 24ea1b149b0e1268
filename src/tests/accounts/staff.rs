//! What the command line does to people: roles, locks, and the end of their sign-ins.

use prosets::accounts::{disable_person, set_staff_role};
use prosets::db::entities::user::StaffRole;
use prosets::db::entities::{audit_event, refresh_token, session, user};
use prosets::kit::error::AppError;
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait, Set};
use uuid::Uuid;

use crate::db::rows;
use crate::support::app::in_table;

/// Somebody signed in by a browser and by a program.
async fn signed_in(db: &DatabaseConnection) -> user::Model {
    let person = rows::user(db).await;
    let session = session::ActiveModel {
        id: Set(rows::hash()),
        user_id: Set(Some(person.id)),
        data: Set(serde_json::json!({})),
        expires_at: Set(rows::now()),
        last_seen_at: Set(rows::now()),
        created_at: Set(rows::now()),
        ..Default::default()
    };
    session.insert(db).await.unwrap();
    let token = refresh_token::ActiveModel {
        id: Set(Uuid::now_v7()),
        user_id: Set(person.id),
        family_id: Set(Uuid::now_v7()),
        token_hash: Set(rows::hash()),
        expires_at: Set(rows::now()),
        created_at: Set(rows::now()),
        ..Default::default()
    };
    token.insert(db).await.unwrap();
    person
}

async fn again(db: &DatabaseConnection, person: &user::Model) -> user::Model {
    user::Entity::find_by_id(person.id).one(db).await.unwrap().unwrap()
}

/// Sessions and living refresh tokens, of everybody.
async fn sign_ins(db: &DatabaseConnection) -> (usize, usize) {
    let tokens = refresh_token::Entity::find().all(db).await.unwrap();
    let living = tokens.iter().filter(|token| token.revoked_at.is_none()).count();
    (session::Entity::find().all(db).await.unwrap().len(), living)
}

async fn audited(db: &DatabaseConnection) -> Vec<String> {
    let events = audit_event::Entity::find().all(db).await.unwrap();
    events.into_iter().map(|event| format!("{} {}", event.action, event.metadata)).collect()
}

on_both!(a_new_role_ends_sign_ins_and_is_audited, |db| async move {
    let person = signed_in(&db).await;
    signed_in(&db).await;
    let email = format!(" {} ", person.email.to_uppercase());
    set_staff_role(&db, &in_table(&db), &email, Some(StaffRole::Admin), rows::now()).await.unwrap();
    assert_eq!(again(&db, &person).await.staff_role, Some(StaffRole::Admin));
    assert_eq!(sign_ins(&db).await, (1, 1), "the other person's stay");
    // The same again is no news.
    set_staff_role(&db, &in_table(&db), &email, Some(StaffRole::Admin), rows::now()).await.unwrap();
    set_staff_role(&db, &in_table(&db), &email, None, rows::now()).await.unwrap();
    assert_eq!(again(&db, &person).await.staff_role, None);
    assert_eq!(
        audited(&db).await,
        [
            r#"user.role_changed {"by":"command line","from":"moderator","to":"admin"}"#,
            r#"user.role_changed {"by":"command line","from":"admin","to":null}"#,
        ]
    );
});

on_both!(a_disabled_person_is_signed_out_and_gets_no_role, |db| async move {
    let person = signed_in(&db).await;
    disable_person(&db, &in_table(&db), &person.email, rows::now()).await.unwrap();
    assert_eq!(again(&db, &person).await.disabled_at, Some(rows::now()));
    assert_eq!(sign_ins(&db).await, (0, 0));
    disable_person(&db, &in_table(&db), &person.email, rows::now()).await.unwrap();
    assert_eq!(audited(&db).await, [r#"user.disabled {"by":"command line"}"#]);
    let refused = set_staff_role(&db, &in_table(&db), &person.email, Some(StaffRole::Admin), rows::now())
        .await
        .unwrap_err();
    assert_eq!(refused, AppError::conflict("This account is disabled."));
});

on_both!(strangers_are_not_found, |db| async move {
    let nobody = "nobody@example.test";
    assert_eq!(set_staff_role(&db, &in_table(&db), nobody, None, rows::now()).await, Err(AppError::NotFound));
    assert_eq!(disable_person(&db, &in_table(&db), nobody, rows::now()).await, Err(AppError::NotFound));
});
