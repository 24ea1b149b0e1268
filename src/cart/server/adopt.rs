//! Right after sign-in: what the stranger put into their cart becomes the person's.

use tower_sessions::Session;

use super::owner::Owner;
use super::store;
use crate::db;
use crate::kit::error::AppResult;
use crate::kit::money::Money;
use crate::server::cx::Cx;
use crate::server::session;
use crate::server::state::State;

/// Call it once the session says who signed in; the request's own `Cx` may be older than that.
pub async fn adopt(cx: &Cx) -> AppResult<()> {
    adopt_into(&cx.state, &cx.session).await
}

pub async fn adopt_into(state: &State, session: &Session) -> AppResult<()> {
    let Some(user_id) = session::user_id(session, state.clock.now()).await? else { return Ok(()) };
    let Some(key) = session::cart_key(session).await? else { return Ok(()) };
    let stranger = Owner::Stranger(session::hashed_cart_key(&key));
    let person = Owner::Person(user_id);
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    if let Some(found) = store::locked(&tx, &stranger).await? {
        match store::locked(&tx, &person).await? {
            None => store::give_to(&tx, found.id, user_id, now).await?,
            Some(mine) => {
                let empty = store::items_of(&tx, mine.id).await?.is_empty();
                if empty || mine.currency == found.currency {
                    for item in store::items_of(&tx, found.id).await? {
                        let seen = Money::stored(item.price_minor_seen, &found.currency)?;
                        store::put(&tx, mine.id, item.asset_id, item.licence_id, seen, item.created_at)
                            .await?;
                        store::touch(&tx, mine.id, seen.currency, now).await?;
                    }
                }
                store::delete_cart(&tx, found.id).await?;
            }
        }
    }
    tx.commit().await?;
    session::drop_cart_key(session).await
}
