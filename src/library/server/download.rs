//! Grants one download: a signed address that dies after five minutes, and a row that says who got it.

use url::Url;
use uuid::Uuid;

use super::store;
use crate::kit::error::{AppError, AppResult};
use crate::ports::storage::Ttl;
use crate::server::cx::Buyer;
use crate::server::state::State;

#[derive(Clone, Debug)]
pub struct Granted {
    pub url: Url,
    /// Seconds the address lives.
    pub expires_in: u64,
}

/// **Permissions**: whoever owns the file's listing by a right that holds now; to all others it is not there.
pub async fn download(state: &State, buyer: &Buyer, file_id: Uuid) -> AppResult<Granted> {
    let found =
        store::downloadable(&state.db, buyer.user_id, file_id).await?.ok_or_else(AppError::not_found)?;
    let ttl = Ttl::MAX;
    let name = Some(found.name.as_str());
    let url = state.storage.presign_get(&found.storage_key, name, &found.content_type, ttl).await?;
    store::insert_download(&state.db, found.entitlement_id, file_id, buyer, state.clock.now()).await?;
    Ok(Granted { url, expires_in: ttl.as_secs() })
}

/// The entitlement whose buyer has to be asked first whether the right of withdrawal may end with the download.
pub async fn unwaived(state: &State, buyer: &Buyer, file_id: Uuid) -> AppResult<Option<Uuid>> {
    let found =
        store::downloadable(&state.db, buyer.user_id, file_id).await?.ok_or_else(AppError::not_found)?;
    Ok(found.waiver_at.is_none().then_some(found.entitlement_id))
}
