//! People: how they sign up and in, and what their sessions and tokens are worth.

mod become_seller;
mod change_email;
mod demo_people;
mod hostile_words;
mod lockout;
mod new_device;
mod personal_tokens;
mod profile;
mod reset_password;
pub mod second_factor;
mod sessions;
mod sign_in;
mod sign_up;
mod staff;
mod sweep;
mod tokens;
mod verify_email;

use prosets::accounts::{NewUser, create_user};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
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
async fn mails(app: &TestApp, kind: &str) -> usize {
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

async fn count(db: &DatabaseConnection, from: &str) -> i64 {
    let sql = format!("SELECT count(*) AS n FROM {from}");
    let row =
        db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "n").unwrap()
}
