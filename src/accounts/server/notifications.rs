//! Which mails somebody wants, and the links in those mails that turn them off.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use form_urlencoded::Serializer;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::store::notifications as store;
use super::store::people;
use crate::accounts::rules::notification::Notification;
use crate::db;
use crate::db::entities::user;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::{Buyer, Cx, Person};
use crate::server::state::State;

/// What the token in a link is sealed for.
const ABOUT: &str = "unsubscribe";

/// The kinds that can concern this person, and whether they want them.
pub async fn settings(cx: &Cx, person: &Person) -> AppResult<Vec<(Notification, bool)>> {
    let chosen = store::of(&cx.state.db, person.id).await?;
    let wanted = |kind: Notification| {
        let row = chosen.iter().find(|row| row.kind == kind.code());
        row.map_or(kind.unless_chosen(), |row| row.wanted)
    };
    let concern = Notification::ALL.into_iter().filter(|kind| kind.concerns(person.seller.is_some()));
    Ok(concern.map(|kind| (kind, wanted(kind))).collect())
}

pub async fn save(cx: &Cx, buyer: &Buyer, choices: &[(Notification, bool)]) -> AppResult<()> {
    let sells = cx.person.as_ref().is_some_and(|person| person.seller.is_some());
    let tx = db::tx(&cx.state.db).await?;
    // Of what did not stand in the form, nothing was chosen.
    for (kind, wanted) in choices.iter().filter(|(kind, _)| kind.concerns(sells)) {
        store::choose(&tx, buyer.user_id, *kind, *wanted, cx.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Those of these people who want mails of this kind and can get them.
pub async fn who_want(
    db: &impl ConnectionTrait,
    people: &[Uuid],
    kind: Notification,
) -> AppResult<Vec<user::Model>> {
    let chosen: HashMap<Uuid, bool> = store::choices(db, people, kind).await?.into_iter().collect();
    let wants = |person: &user::Model| chosen.get(&person.id).copied().unwrap_or(kind.unless_chosen());
    Ok(people::enabled_by_ids(db, people).await?.into_iter().filter(wants).collect())
}

/// The whole address that turns mails of this kind off for this person, whoever opens it.
pub fn unsubscribe_link(state: &State, user_id: Uuid, kind: Notification) -> AppResult<String> {
    let token = state.seal.close(format!("{user_id} {}", kind.code()).as_bytes(), ABOUT)?;
    let query: String = Serializer::new(String::new()).append_pair("token", &token).finish();
    Ok(format!("{}/unsubscribe?{query}", state.config.server.base_url))
}

/// What a link turns off; looking at it changes nothing.
pub fn told(state: &State, token: &str) -> Option<(Uuid, Notification)> {
    let text = String::from_utf8(state.seal.read(token, ABOUT)?).ok()?;
    let (user_id, kind) = text.split_once(' ')?;
    Some((user_id.parse().ok()?, Notification::from_code(kind)?))
}

/// The link is the authority, and stays so: it does nothing else.
pub async fn unsubscribe(state: &State, token: &str) -> AppResult<Notification> {
    let stale =
        || AppError::conflict("This link does not work. Sign in and choose under Account, Notifications.");
    let (user_id, kind) = told(state, token).ok_or_else(stale)?;
    let now: DateTime<Utc> = state.clock.now();
    let tx = db::tx(&state.db).await?;
    people::locked(&tx, user_id).await?.ok_or_else(stale)?;
    store::choose(&tx, user_id, kind, false, now).await?;
    tx.commit().await?;
    Ok(kind)
}
