//! What the forms of the product page do.

use leptos::prelude::*;
use uuid::Uuid;

use crate::kit::error::AppError;

/// Writes a review, or puts it in place of the one before.
#[server(prefix = "/api/fn", endpoint = "write_review")]
pub async fn write_review(
    asset_id: Uuid,
    #[server(default)] stars: String,
    #[server(default)] title: String,
    #[server(default)] body: String,
) -> Result<(), AppError> {
    use crate::catalog::server::write_review::{Typed, write_review};
    let cx = crate::server::cx::Cx::current()?;
    let typed = Typed { stars: stars.parse().ok(), title, body };
    let written = write_review(&cx, &cx.buyer()?, asset_id, typed, false).await?;
    let words = if written.was_new { "Thank you: your review is here." } else { "Your review is changed." };
    crate::catalog::server::to_reviews(&written.slug, words);
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "delete_review")]
pub async fn delete_review(review_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let slug =
        crate::catalog::server::write_review::delete_review(&cx.state, &cx.buyer()?, review_id).await?;
    crate::catalog::server::to_reviews(&slug, "Your review is gone.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "answer_review")]
pub async fn answer_review(review_id: Uuid, #[server(default)] body: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::catalog::server::answer_review::answer_review(&cx.state, &cx.seller()?, review_id, &body).await?;
    crate::catalog::server::back_to_review(review_id, "Your answer stands below the review.");
    Ok(())
}

/// `helpful` left out takes the vote back.
#[server(prefix = "/api/fn", endpoint = "vote_review")]
pub async fn vote_review(review_id: Uuid, #[server(default)] helpful: bool) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::catalog::server::vote_review::vote_review(&cx.state, &cx.buyer()?, review_id, helpful).await?;
    let words = if helpful { "Thank you for your vote." } else { "Your vote is taken back." };
    crate::catalog::server::back_to_review(review_id, words);
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "report_review")]
pub async fn report_review(review_id: Uuid, #[server(default)] reason: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::catalog::server::report_review::report_review(&cx.state, &cx.buyer()?, review_id, &reason).await?;
    crate::catalog::server::back_to_review(review_id, "Thank you. The moderators look at it.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "report_asset")]
pub async fn report_asset(asset_id: Uuid, #[server(default)] reason: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::catalog::server::report_asset::report_asset(&cx.state, &cx.buyer()?, asset_id, &reason).await?;
    let words = crate::ui::flash::Flash::done("Thank you. The moderators look at it.");
    crate::server::reply::back_with("", words);
    Ok(())
}

/// `wished` left out takes it off the list; `mark` is where on its page the form stands.
#[server(prefix = "/api/fn", endpoint = "wish")]
pub async fn wish(
    asset_id: Uuid,
    #[server(default)] wished: bool,
    #[server(default)] mark: String,
) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let title = crate::catalog::server::wish::wish(&cx.state, &cx.buyer()?, asset_id, wished).await?;
    let words = match wished {
        true => format!("“{title}” is on your wishlist."),
        false => format!("“{title}” is off your wishlist."),
    };
    crate::server::reply::back_with(&mark, crate::ui::flash::Flash::done(&words));
    Ok(())
}

/// `query` is that of the list's address. What is published from then on comes by mail, where `notify` is given.
#[server(prefix = "/api/fn", endpoint = "save_search")]
pub async fn save_search(
    #[server(default)] name: String,
    #[server(default)] query: String,
    #[server(default)] notify: bool,
) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::catalog::server::searches::save(&cx.state, &cx.buyer()?, &name, &query, notify).await?;
    crate::catalog::server::to_searches("The search is saved.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "rename_search")]
pub async fn rename_search(search_id: Uuid, #[server(default)] name: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::catalog::server::searches::rename(&cx.state, &cx.buyer()?, search_id, &name).await?;
    crate::catalog::server::to_searches("The search has its new name.");
    Ok(())
}

/// `notify` left out ends the mails.
#[server(prefix = "/api/fn", endpoint = "notify_search")]
pub async fn notify_search(search_id: Uuid, #[server(default)] notify: bool) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let name = crate::catalog::server::searches::notify(&cx.state, &cx.buyer()?, search_id, notify).await?;
    let words = match notify {
        true => format!("What is new in “{name}” comes by mail, at most once a day."),
        false => format!("No more mails about “{name}”."),
    };
    crate::catalog::server::to_searches(&words);
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "delete_search")]
pub async fn delete_search(search_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::catalog::server::searches::delete(&cx.state, &cx.buyer()?, search_id).await?;
    crate::catalog::server::to_searches("The search is deleted.");
    Ok(())
}

/// `follows` left out ends it.
#[server(prefix = "/api/fn", endpoint = "follow")]
pub async fn follow(seller_id: Uuid, #[server(default)] follows: bool) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let name = crate::catalog::server::follow::follow(&cx.state, &cx.buyer()?, seller_id, follows).await?;
    let words = match follows {
        true => format!("You follow {name}: what they publish next comes by mail."),
        false => format!("You no longer follow {name}."),
    };
    crate::server::reply::back_with("", crate::ui::flash::Flash::done(&words));
    Ok(())
}
