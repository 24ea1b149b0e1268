//! Signing in with a provider: the good ways, and a provider or somebody in its name that means ill.

mod accounts;
mod bearer;
mod hostile;
pub mod issuer;
mod leaving;
mod trouble;

use prosets::server::config::Config;
use sea_orm::DatabaseConnection;
use serde_json::Value;

use super::count;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};
use issuer::{AUDIENCE, CLIENT, Grant, Issuer, SECRET, Visit};

/// What makes this the main provider.
pub fn settings(main: &Issuer) -> [(&'static str, &str); 6] {
    [
        ("AUTH0_BASE_URL", "http://localhost:3000"),
        ("AUTH0_SECRET", "0123456789abcdef0123456789abcdef"),
        ("AUTH0_ISSUER_BASE_URL", &main.url),
        ("AUTH0_CLIENT_ID", CLIENT),
        ("AUTH0_CLIENT_SECRET", SECRET),
        ("AUTH0_AUDIENCE", AUDIENCE),
    ]
}

/// A shop that trusts this provider, and the other one by the name `other`.
async fn shop(db: &DatabaseConnection, main: &Issuer, other: Option<&Issuer>) -> TestApp {
    let mut vars = settings(main).to_vec();
    if let Some(other) = other {
        vars.extend([
            ("OIDC_OTHER_ISSUER", other.url.as_str()),
            ("OIDC_OTHER_CLIENT_ID", CLIENT),
            ("OIDC_OTHER_CLIENT_SECRET", SECRET),
        ]);
    }
    TestApp::with(db.clone(), &vars).await
}

/// Follows the button to the provider.
async fn visit(client: &mut Client, button: &str) -> Visit {
    let answer = client.get(button).await;
    Visit(answer.location().parse().unwrap())
}

/// Comes back with a code.
async fn come_back(client: &mut Client, visit: &Visit, code: &str) -> Answer {
    let path = url::Url::parse(&visit.value("redirect_uri")).unwrap().path().to_owned();
    let state = visit.value("state");
    client.get(&format!("{path}?code={code}&state={state}")).await
}

/// There and back, with claims a test may change.
pub async fn sign_in(client: &mut Client, issuer: &Issuer, change: impl FnOnce(&mut Value)) -> Answer {
    sign_in_by(client, issuer, "/api/auth/login", |grant| change(&mut grant.claims)).await
}

async fn sign_in_by(
    client: &mut Client,
    issuer: &Issuer,
    button: &str,
    change: impl FnOnce(&mut Grant),
) -> Answer {
    let visit = visit(client, button).await;
    let mut grant = issuer.grant(&visit, issuer.claims(&visit));
    change(&mut grant);
    let code = issuer.code(grant);
    come_back(client, &visit, &code).await
}

/// The problem the sign-in page is asked to explain.
#[track_caller]
fn problem(answer: &Answer) -> String {
    let url = url::Url::parse("http://shop").unwrap().join(answer.location()).unwrap();
    assert_eq!(url.path(), "/sign-in", "{url}");
    url.query_pairs().find(|(key, _)| key == "problem").unwrap().1.into_owned()
}

/// How many people and linked sign-ins there are.
async fn counted(db: &DatabaseConnection) -> (i64, i64) {
    (count(db, "users").await, count(db, "identities").await)
}

fn faults(vars: &[(&str, &str)]) -> Vec<String> {
    let vars = vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::from_vars(vars).map(drop).unwrap_err().iter().map(ToString::to_string).collect()
}
