//! `/library/files/{file_id}`: never a page, always a way on.

use axum::http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use crate::kit::error::{AppError, AppResult};
use crate::library::server::download::{download, unwaived};
use crate::server::page::page;

#[component]
pub fn DownloadPage() -> impl IntoView {
    let file_id = use_params_map().read_untracked().get("file_id");
    page(|cx| async move {
        let buyer = cx.buyer()?;
        let file_id: Uuid = file_id.and_then(|id| id.parse().ok()).ok_or_else(AppError::not_found)?;
        match unwaived(&cx.state, &buyer, file_id).await? {
            Some(entitlement_id) => see_other(&format!("/library/{entitlement_id}?file={file_id}")),
            None => see_other(download(&cx.state, &buyer, file_id).await?.url.as_str()),
        }
    })
}

fn see_other(address: &str) -> AppResult<()> {
    let response = use_context::<ResponseOptions>().ok_or_else(AppError::internal)?;
    let address = HeaderValue::from_str(address).map_err(|_| AppError::internal())?;
    response.set_status(StatusCode::SEE_OTHER);
    response.insert_header(header::LOCATION, address);
    response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(())
}
