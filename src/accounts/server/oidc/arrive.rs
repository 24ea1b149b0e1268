//! Somebody comes back from a provider with a proof: who they are here, and where they go on.

use super::{Problem, new_account, roles, sign_out, under_way};
use crate::accounts::rules::email;
use crate::accounts::server::sign_in::{self, SignedIn};
use crate::accounts::server::store::{identities, people};
use crate::db;
use crate::db::entities::{identity, user};
use crate::kit::error::AppResult;
use crate::ports::identity::Proof;
use crate::server::cx::Cx;
use crate::server::issuers::Issuer;
use crate::server::reply::same_site;
use crate::ui::flash::Flash;

/// Where to go on, and with what words.
pub struct Onward {
    pub path: String,
    pub words: Option<Flash>,
}

impl Onward {
    fn to(path: impl Into<String>) -> Self {
        Self { path: path.into(), words: None }
    }

    fn welcome(user: &user::Model, next: &str) -> Self {
        let words = Flash::done(format!("Welcome, {}.", user.display_name));
        Self { path: same_site(next, "/library").to_owned(), words: Some(words) }
    }
}

pub async fn arrive(cx: &Cx, issuer: &Issuer, proof: Proof, next: &str) -> Result<Onward, Problem> {
    if let Some((identity, user)) = identities::owner(&cx.state.db, &proof.issuer, &proof.subject).await? {
        return known(cx, issuer, proof, (identity, user), next).await;
    }
    let confirmed = proof.email.as_deref().filter(|_| proof.email_verified).and_then(email::parse);
    let free = match &confirmed {
        Some(email) => people::by_email(&cx.state.db, &email.key).await?.is_none(),
        None => false,
    };
    if cx.person.is_none()
        && free
        && let Some(email) = confirmed
    {
        let user = new_account::with_confirmed(cx, issuer, &proof, email).await?;
        return Ok(enter(cx, issuer, &proof, user, next).await?);
    }
    under_way::keep_proved(cx, &issuer.key, proof, next).await?;
    Ok(Onward::to("/sign-in/link"))
}

async fn known(
    cx: &Cx,
    issuer: &Issuer,
    proof: Proof,
    (identity, user): (identity::Model, user::Model),
    next: &str,
) -> Result<Onward, Problem> {
    if let Some(person) = &cx.person {
        let words = Flash::done(format!("Your sign-in at {} is linked already.", issuer.label));
        let mine = Onward { path: "/account/security".into(), words: Some(words) };
        return if person.id == user.id { Ok(mine) } else { Err(Problem::Another) };
    }
    if user.disabled_at.is_some() {
        return Err(Problem::Disabled);
    }
    let user = note(cx, issuer, &proof, identity, user).await?;
    Ok(enter(cx, issuer, &proof, user, next).await?)
}

/// What the provider says by now: the address, and the role where its word counts.
async fn note(
    cx: &Cx,
    issuer: &Issuer,
    proof: &Proof,
    identity: identity::Model,
    mut user: user::Model,
) -> AppResult<user::Model> {
    let before = identity.staff_role;
    let told = proof.roles.as_deref().filter(|_| issuer.gives_roles).map_or(before, roles::told);
    let tx = db::tx(&cx.state.db).await?;
    roles::follow(cx, &tx, &mut user, before, told).await?;
    identities::used(&tx, identity.id, proof.email.clone(), told, cx.now()).await?;
    tx.commit().await?;
    Ok(user)
}

/// Signs in somebody who proved all there is to prove.
pub async fn enter_proved(
    cx: &Cx,
    issuer: &Issuer,
    proof: &Proof,
    user: user::Model,
    next: &str,
) -> AppResult<Onward> {
    let user = sign_in::begin(cx, user).await?;
    sign_out::remember(cx, &issuer.key, &proof.id_token).await?;
    Ok(Onward::welcome(&user, next))
}

/// Signs in, or asks for the code where the second factor is on.
async fn enter(cx: &Cx, issuer: &Issuer, proof: &Proof, user: user::Model, next: &str) -> AppResult<Onward> {
    let onward = match sign_in::by_proof(cx, user).await? {
        SignedIn::Done(user) => Onward::welcome(&user, next),
        SignedIn::CodeAwaited => Onward::to(sign_in::with_next("/sign-in/code", next)),
    };
    sign_out::remember(cx, &issuer.key, &proof.id_token).await?;
    Ok(onward)
}
