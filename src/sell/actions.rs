//! What the seller's forms do. Each answers with the editor, at the section it was about.

use leptos::prelude::*;
use uuid::Uuid;

use crate::kit::error::AppError;

#[server(prefix = "/api/fn", endpoint = "start_listing")]
pub async fn start_listing(
    #[server(default)] kind: String,
    #[server(default)] title: String,
    #[server(default)] currency: String,
) -> Result<(), AppError> {
    use crate::sell::server::start_listing::{currency_of, start_listing};
    let cx = crate::server::cx::Cx::current()?;
    let seller = cx.seller()?;
    let currency = currency_of(&cx, Some(currency.as_str()))?;
    let id = start_listing(&cx.state, &seller, &kind, &title, currency).await?;
    crate::server::reply::see_other_with(
        &format!("/sell/{id}"),
        crate::ui::flash::Flash::done("Your draft is here. Only you see it until you publish it."),
    );
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "edit_listing")]
pub async fn edit_listing(
    asset_id: Uuid,
    lock_version: i64,
    title: String,
    #[server(default)] summary: String,
    #[server(default)] description: String,
    #[server(default)] category: String,
    #[server(default)] tags: String,
) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let edit = crate::sell::server::edit_listing::Edit {
        seen: Some(lock_version),
        title: Some(title),
        summary: Some(summary),
        description: Some(description),
        category: Some(category),
        tags: Some(tags.split([',', ';', '\n']).map(str::to_owned).collect()),
    };
    crate::sell::server::edit_listing::edit_listing(&cx.state, &cx.seller()?, &asset_id.into(), edit).await?;
    crate::sell::server::saved(asset_id, "basics", "Saved.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "set_licences")]
pub async fn set_licences(
    asset_id: Uuid,
    lock_version: i64,
    #[server(default)] personal: bool,
    #[server(default)] personal_price: String,
    #[server(default)] commercial: bool,
    #[server(default)] commercial_price: String,
    #[server(default)] extended: bool,
    #[server(default)] extended_price: String,
    #[server(default)] mit: bool,
    #[server(default)] mit_price: String,
    #[server(default)] apache: bool,
    #[server(default)] apache_price: String,
    #[server(default)] gpl: bool,
    #[server(default)] gpl_price: String,
) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let asked = [
        ("personal", personal, personal_price),
        ("commercial", commercial, commercial_price),
        ("extended", extended, extended_price),
        ("mit", mit, mit_price),
        ("apache", apache, apache_price),
        ("gpl", gpl, gpl_price),
    ];
    let asked = asked
        .into_iter()
        .filter(|(_, on, _)| *on)
        .map(|(code, _, price)| (code.to_owned(), crate::sell::server::set_licences::Asked::Text(price)));
    let (seller, asset) = (cx.seller()?, asset_id.into());
    crate::sell::server::set_licences::set_licences(
        &cx.state,
        &seller,
        &asset,
        Some(lock_version),
        asked.collect(),
    )
    .await?;
    crate::sell::server::saved(asset_id, "licences", "Prices saved.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "remove_file")]
pub async fn remove_file(file_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let asset_id = crate::sell::server::remove_file::remove_file(&cx.state, &cx.seller()?, file_id).await?;
    crate::sell::server::saved(asset_id, "files", "The file is out.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "describe_picture")]
pub async fn describe_picture(
    asset_id: Uuid,
    picture_id: Uuid,
    #[server(default)] alt: String,
) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let (seller, asset) = (cx.seller()?, asset_id.into());
    crate::sell::server::pictures::describe_picture(&cx.state, &seller, &asset, picture_id, &alt).await?;
    crate::sell::server::saved(asset_id, "pictures", "Saved.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "make_cover")]
pub async fn make_cover(asset_id: Uuid, picture_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let (seller, asset) = (cx.seller()?, asset_id.into());
    crate::sell::server::pictures::make_cover(&cx.state, &seller, &asset, picture_id).await?;
    crate::sell::server::saved(asset_id, "pictures", "This picture is the cover now.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "remove_picture")]
pub async fn remove_picture(asset_id: Uuid, picture_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let (seller, asset) = (cx.seller()?, asset_id.into());
    crate::sell::server::pictures::remove_picture(&cx.state, &seller, &asset, picture_id).await?;
    crate::sell::server::saved(asset_id, "pictures", "The picture is out.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "set_excerpt")]
pub async fn set_excerpt(
    asset_id: Uuid,
    #[server(default)] language: String,
    #[server(default)] text: String,
) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let (seller, asset) = (cx.seller()?, asset_id.into());
    crate::sell::server::pictures::set_excerpt(&cx.state, &seller, &asset, &language, &text).await?;
    crate::sell::server::saved(asset_id, "pictures", "Saved.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "set_showcase")]
pub async fn set_showcase(
    asset_id: Uuid,
    #[server(default)] demo_url: String,
    #[server(default)] stack: String,
    #[server(default)] frames: bool,
) -> Result<(), AppError> {
    use crate::sell::server::set_showcase::{Change, set_showcase};
    let cx = crate::server::cx::Cx::current()?;
    let (seller, asset) = (cx.seller()?, asset_id.into());
    let change = Change { demo_url: Some(demo_url), stack: Some(stack), frames: Some(frames) };
    set_showcase(&cx.state, &seller, &asset, None, &change).await?;
    crate::sell::server::saved(asset_id, "showcase", "Saved.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "publish_listing")]
pub async fn publish_listing(asset_id: Uuid, lock_version: i64) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let (seller, asset) = (cx.seller()?, asset_id.into());
    crate::sell::server::publish_listing::publish_listing(&cx.state, &seller, &asset, Some(lock_version))
        .await?;
    crate::sell::server::saved(asset_id, "", "Published. It is on the shelves now.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "unpublish_listing")]
pub async fn unpublish_listing(asset_id: Uuid, lock_version: i64) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let (seller, asset) = (cx.seller()?, asset_id.into());
    crate::sell::server::unpublish_listing::unpublish_listing(&cx.state, &seller, &asset, Some(lock_version))
        .await?;
    crate::sell::server::saved(asset_id, "", "Taken from the shelves. Who bought it keeps it.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "delete_draft")]
pub async fn delete_draft(asset_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::sell::server::delete_draft::delete_draft(&cx.state, &cx.seller()?, &asset_id.into()).await?;
    crate::server::reply::see_other_with("/sell", crate::ui::flash::Flash::done("The draft is gone."));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "start_version")]
pub async fn start_version(
    asset_id: Uuid,
    #[server(default)] number: String,
    #[server(default)] notes: String,
) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let new = crate::sell::server::start_version::NewVersion { number, notes };
    let (seller, asset) = (cx.seller()?, asset_id.into());
    crate::sell::server::start_version::start_version(&cx.state, &seller, &asset, new).await?;
    crate::sell::server::saved(asset_id, "files", "The new version is open. Add its files, then publish.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "edit_version")]
pub async fn edit_version(
    asset_id: Uuid,
    #[server(default)] number: String,
    #[server(default)] notes: String,
) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let new = crate::sell::server::start_version::NewVersion { number, notes };
    let (seller, asset) = (cx.seller()?, asset_id.into());
    crate::sell::server::start_version::edit_version(&cx.state, &seller, &asset, new).await?;
    crate::sell::server::saved(asset_id, "files", "Saved.");
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "discard_version")]
pub async fn discard_version(asset_id: Uuid) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    let (seller, asset) = (cx.seller()?, asset_id.into());
    crate::sell::server::start_version::discard_version(&cx.state, &seller, &asset).await?;
    crate::sell::server::saved(asset_id, "files", "The new version is gone. Buyers keep the one before.");
    Ok(())
}
