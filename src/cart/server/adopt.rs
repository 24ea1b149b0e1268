//! Right after sign-in: what the stranger put into their cart becomes the person's.

use super::owner::Owner;
use super::store;
use crate::db;
use crate::kit::error::AppResult;
use crate::kit::money::Money;
use crate::server::cx::Cx;
use crate::server::session;

/// Call it once the session says who signed in; the request's own `Cx` may be older than that.
pub async fn adopt(cx: &Cx) -> AppResult<()> {
    let Some(user_id) = session::user_id(&cx.session).await? else { return Ok(()) };
    let Some(key) = session::cart_key(&cx.session).await? else { return Ok(()) };
    let stranger = Owner::Stranger(session::hashed_cart_key(&key));
    let person = Owner::Person(user_id);
    let now = cx.now();
    let tx = db::tx(&cx.state.db).await?;
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
    session::drop_cart_key(&cx.session).await
}
