//! What the library's forms do.

use leptos::prelude::*;
use uuid::Uuid;

use crate::kit::error::AppError;

#[server(prefix = "/api/fn", endpoint = "give_waiver")]
pub async fn give_waiver(entitlement_id: Uuid, file_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::library::server::give_waiver::give_waiver(&cx.state, &cx.buyer()?, entitlement_id).await?;
    crate::server::reply::see_other(&format!("/library/{entitlement_id}?start={file_id}"));
    Ok(())
}
