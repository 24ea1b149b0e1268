//! Keeps a search.

use super::{canonical, read};
use crate::catalog::rules::saved_search::{self as rules, MOST};
use crate::catalog::server::store::searches as store;
use crate::db::entities::saved_search;
use crate::db::{self, dialect};
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::server::cx::Buyer;
use crate::server::state::State;

/// What is published from now on is news in it.
///
/// **Permissions**: anyone signed in.
pub async fn save(state: &State, buyer: &Buyer, name: &str, query: &str, notify: bool) -> AppResult<()> {
    let name = rules::name(name)?;
    let query = canonical(&read(query)?);
    if query.is_empty() {
        return Err(AppError::conflict(
            "This asks for everything. Search for something or choose a filter first.",
        ));
    }
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    dialect::one_at_a_time(&tx, &format!("saved_searches {}", buyer.user_id)).await?;
    let kept = store::of(&tx, buyer.user_id).await?;
    if let Some(same) = kept.iter().find(|row| row.query == query) {
        return Err(AppError::conflict(format!("You keep this search already, as “{}”.", same.name)));
    }
    if kept.len() as u64 >= MOST {
        return Err(AppError::conflict(format!("You keep {MOST} searches already. Delete one first.")));
    }
    let row = saved_search::Model {
        id: new_id(),
        user_id: buyer.user_id,
        name,
        query,
        notify,
        looked_at: now,
        told_at: None,
        created_at: now,
    };
    store::insert(&tx, row).await?;
    tx.commit().await?;
    Ok(())
}
