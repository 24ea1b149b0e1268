//! What staff's forms do.

use leptos::prelude::*;
use uuid::Uuid;

use crate::kit::error::AppError;

#[server(prefix = "/api/fn", endpoint = "disable_user")]
pub async fn disable_user(user_id: Uuid, #[server(default)] reason: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::admin::server::disable_person::disable_person(&cx.state, &cx.admin()?, user_id, &reason).await?;
    crate::admin::server::back::to("/admin/users", "The account is disabled and signed out everywhere.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "enable_user")]
pub async fn enable_user(user_id: Uuid, #[server(default)] reason: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::admin::server::enable_person::enable_person(&cx.state, &cx.admin()?, user_id, &reason).await?;
    crate::admin::server::back::to("/admin/users", "The account works again.");
    Ok(())
}

/// An empty role takes the rights away. `code` is of the admin's own second factor, where they have one.
#[server(prefix = "/api/fn", endpoint = "set_staff_role")]
pub async fn set_staff_role(
    user_id: Uuid,
    #[server(default)] role: String,
    #[server(default)] reason: String,
    #[server(default)] code: String,
) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let admin = cx.admin()?;
    crate::accounts::prove_again(&cx, &code).await?;
    crate::admin::server::set_staff_role::set_staff_role(&cx.state, &admin, user_id, &role, &reason).await?;
    crate::admin::server::back::to("/admin/users", "The role is changed; they sign in again to use it.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "take_down_asset")]
pub async fn take_down_asset(asset_id: Uuid, #[server(default)] reason: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let reported =
        crate::admin::server::take_down::take_down(&cx.state, &cx.moderator()?, asset_id, &reason).await?;
    let next = if reported { "/admin/assets?status=reported" } else { "/admin/assets" };
    crate::admin::server::back::to(next, "The listing is unpublished and its seller is told why.");
    Ok(())
}

/// Of one that was reported, the reports are put aside.
#[server(prefix = "/api/fn", endpoint = "keep_asset")]
pub async fn keep_asset(asset_id: Uuid, #[server(default)] reason: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::admin::server::keep_listing::keep_listing(&cx.state, &cx.moderator()?, asset_id, &reason).await?;
    let words = "The listing stands, and its reports are settled.";
    crate::admin::server::back::to("/admin/assets?status=reported", words);
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "restore_asset")]
pub async fn restore_asset(asset_id: Uuid, #[server(default)] reason: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::admin::server::restore::restore(&cx.state, &cx.moderator()?, asset_id, &reason).await?;
    crate::admin::server::back::to("/admin/assets", "The listing is published again and its seller is told.");
    Ok(())
}

/// `reason` is for visitors and may be empty.
#[server(prefix = "/api/fn", endpoint = "pick_asset")]
pub async fn pick_asset(asset_id: Uuid, #[server(default)] reason: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::admin::server::picks::pick(&cx.state, &cx.moderator()?, asset_id, &reason).await?;
    crate::admin::server::back::to("/admin/picks", "The listing is a staff pick and stands first.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "describe_pick")]
pub async fn describe_pick(pick_id: Uuid, #[server(default)] reason: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::admin::server::picks::describe(&cx.state, &cx.moderator()?, pick_id, &reason).await?;
    crate::admin::server::back::to("/admin/picks", "Visitors read the new words.");
    Ok(())
}

/// `place`: first, earlier or later.
#[server(prefix = "/api/fn", endpoint = "move_pick")]
pub async fn move_pick(pick_id: Uuid, #[server(default)] place: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::admin::server::picks::arrange(&cx.state, &cx.moderator()?, pick_id, &place).await?;
    crate::admin::server::back::to("/admin/picks", "The order is changed.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "remove_pick")]
pub async fn remove_pick(pick_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::admin::server::picks::remove(&cx.state, &cx.moderator()?, pick_id).await?;
    crate::admin::server::back::to("/admin/picks", "The listing is no staff pick any more.");
    Ok(())
}

/// An empty slug is made from the name; an empty parent is the highest level.
#[server(prefix = "/api/fn", endpoint = "add_category")]
pub async fn add_category(
    #[server(default)] name: String,
    #[server(default)] slug: String,
    #[server(default)] description: String,
    #[server(default)] parent: String,
) -> Result<(), AppError> {
    use crate::admin::server::categories::{New, add};
    let cx = crate::server::cx::Cx::current()?;
    add(&cx.state, &cx.moderator()?, New { name, slug, description, parent }).await?;
    crate::admin::server::back::to("/admin/categories", "The category is there, behind those beside it.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "edit_category")]
pub async fn edit_category(
    category_id: Uuid,
    #[server(default)] name: String,
    #[server(default)] description: String,
    #[server(default)] parent: String,
) -> Result<(), AppError> {
    use crate::admin::server::categories::{Change, change};
    let cx = crate::server::cx::Cx::current()?;
    change(&cx.state, &cx.moderator()?, category_id, Change { name, description, parent }).await?;
    crate::admin::server::back::to("/admin/categories", "The category is changed.");
    Ok(())
}

/// `place`: first, earlier or later, among those beside it.
#[server(prefix = "/api/fn", endpoint = "move_category")]
pub async fn move_category(category_id: Uuid, #[server(default)] place: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::admin::server::categories::arrange(&cx.state, &cx.moderator()?, category_id, &place).await?;
    crate::admin::server::back::to("/admin/categories", "The order is changed.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "delete_category")]
pub async fn delete_category(category_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::admin::server::categories::remove(&cx.state, &cx.moderator()?, category_id).await?;
    crate::admin::server::back::to("/admin/categories", "The category is deleted.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "hide_review")]
pub async fn hide_review(review_id: Uuid, #[server(default)] reason: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::admin::server::hide_review::hide_review(&cx.state, &cx.moderator()?, review_id, &reason).await?;
    crate::admin::server::back::to("/admin/reviews", "The review is hidden and its author is told why.");
    Ok(())
}

/// Of one that is not hidden, the reports are put aside.
#[server(prefix = "/api/fn", endpoint = "show_review")]
pub async fn show_review(review_id: Uuid, #[server(default)] reason: String) -> Result<(), AppError> {
    use crate::admin::server::show_review::show_review;
    let cx = crate::server::cx::Cx::current()?;
    let was_hidden = show_review(&cx.state, &cx.moderator()?, review_id, &reason).await?;
    let words = match was_hidden {
        true => "The review is shown again and its author is told.",
        false => "The review stands, and its reports are settled.",
    };
    crate::admin::server::back::to("/admin/reviews", words);
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "check_audit_log")]
pub async fn check_audit_log() -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::admin::server::verify_chain::ask_for_check(&cx.state, &cx.moderator()?).await?;
    crate::admin::server::back::to("/admin/audit", "The log is being read. Reload this page in a moment.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "retry_job")]
pub async fn retry_job(job_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::admin::server::retry_job::retry_job(&cx.state, &cx.admin()?, job_id).await?;
    crate::admin::server::back::to("/admin/jobs", "The job is tried again now.");
    Ok(())
}
