//! People: how they sign up and in, and what their sessions and tokens are worth.

mod avatar;
mod become_seller;
mod brute_force;
mod change_email;
mod delete_account;
mod demo_people;
mod device;
mod hostile_words;
mod lockout;
mod new_device;
mod notifications;
pub mod oidc;
mod own_data;
mod passkeys;
mod passwords;
mod payout_account;
mod personal_tokens;
mod profile;
mod reset_password;
mod robots;
pub mod second_factor;
mod sessions;
mod shop_front;
mod sign_in;
mod sign_up;
mod staff;
mod sweep;
mod tokens;
mod verify_email;

use prosets::accounts::{NewUser, create_user};
use prosets::db::entities::identity;
use prosets::kit::ids::new_id;
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait, Set, Statement};
use uuid::Uuid;

use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

pub const PASSWORD: &str = "correct horse battery";

/// Somebody with a confirmed address `<name>@example.test` and the password above.
pub async fn member(db: &DatabaseConnection, name: &str) -> Uuid {
    let new = NewUser {
        email: format!("{name}@example.test"),
        username: name.to_owned(),
        password: PASSWORD.to_owned(),
        staff_role: None,
    };
    create_user(db, new, chrono::Utc::now()).await.unwrap()
}

/// Lets them sign in with a provider, too.
async fn linked(db: &DatabaseConnection, user_id: Uuid) {
    let identity = identity::ActiveModel {
        id: Set(new_id()),
        user_id: Set(user_id),
        issuer: Set("https://issuer.example".into()),
        subject: Set(user_id.to_string()),
        created_at: Set(chrono::Utc::now()),
        ..Default::default()
    };
    identity::Entity::insert(identity).exec_without_returning(db).await.unwrap();
}

fn token(link: &str) -> &str {
    link.split_once("?token=").unwrap().1
}

/// Through the sign-in page's form.
pub async fn sign_in(client: &mut Client, email: &str, password: &str) -> Answer {
    let fields = [("email", email), ("password", password), ("_from", "/sign-in")];
    client.post_form("/api/fn/sign_in", &fields).await
}

/// Whether the account page opens instead of leading to the sign-in page.
async fn is_signed_in(client: &mut Client) -> bool {
    let answer = client.get("/account").await;
    if answer.status.is_redirection() {
        assert!(answer.location().starts_with("/sign-in?next="), "{}", answer.location());
        return false;
    }
    answer.expect(200);
    true
}

/// How many mails of this kind were written.
pub async fn mails(app: &TestApp, kind: &str) -> usize {
    app.settle().await;
    let mails = app.state.stored_mail.list(100).await.unwrap();
    mails.into_iter().filter(|mail| mail.message.kind == kind).count()
}

/// The link in the newest mail of this kind.
pub async fn mailed_link(app: &TestApp, kind: &str) -> String {
    app.settle().await;
    let mails = app.state.stored_mail.list(20).await.unwrap();
    let text = mails.into_iter().find(|mail| mail.message.kind == kind).unwrap().message.text;
    let link = text.lines().find(|line| line.starts_with("http")).unwrap().trim().to_owned();
    link.strip_prefix(&app.state.config.server.base_url).unwrap().to_owned()
}

pub async fn count(db: &DatabaseConnection, from: &str) -> i64 {
    let sql = format!("SELECT count(*) AS n FROM {from}");
    let row =
        db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "n").unwrap()
}
