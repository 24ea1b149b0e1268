//! What the forms about oneself do: what one shows, which mails one wants, what becomes of one's data.

use leptos::prelude::*;

use crate::kit::error::AppError;
use crate::kit::given::Given;

#[server(prefix = "/api/fn", endpoint = "save_profile")]
pub async fn save_profile(
    display_name: String,
    #[server(default)] username: Given,
    #[server(default)] locale: Given,
) -> Result<(), AppError> {
    use crate::accounts::server::edit_profile::{ProfileEdit, edit_profile};
    let cx = crate::server::cx::Cx::current()?;
    let edit = ProfileEdit {
        display_name: Some(display_name),
        username: username.0,
        locale: locale.0,
        currency: None,
    };
    edit_profile(&cx, &cx.buyer()?, edit).await?;
    crate::server::reply::see_other_with("/account", crate::ui::flash::Flash::done("Saved."));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "remove_avatar")]
pub async fn remove_avatar() -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::avatar::remove_avatar(&cx, &cx.buyer()?).await?;
    let words = "Your picture is gone.";
    crate::server::reply::see_other_with("/account", crate::ui::flash::Flash::done(words));
    Ok(())
}

/// Links are one a line.
#[server(prefix = "/api/fn", endpoint = "save_shop")]
pub async fn save_shop(
    #[server(default)] display_name: Given,
    #[server(default)] handle: Given,
    #[server(default)] about: Given,
    #[server(default)] links: Given,
    #[server(default)] currency: Given,
) -> Result<(), AppError> {
    use crate::accounts::server::edit_shop::{ShopEdit, edit_shop};
    let cx = crate::server::cx::Cx::current()?;
    let edit = ShopEdit {
        display_name: display_name.0,
        handle: handle.0,
        about: about.0,
        links: links.0,
        currency: currency.0,
    };
    edit_shop(&cx, &cx.seller()?, edit).await?;
    crate::server::reply::see_other_with("/account", crate::ui::flash::Flash::done("Your shop is saved."));
    Ok(())
}

/// Kinds of mail are ticked boxes.
#[server(prefix = "/api/fn", endpoint = "save_notifications")]
pub async fn save_notifications(
    #[server(default)] sale: bool,
    #[server(default)] price_drop: bool,
    #[server(default)] new_listing: bool,
    #[server(default)] saved_search: bool,
) -> Result<(), AppError> {
    use crate::accounts::rules::notification::Notification;
    let cx = crate::server::cx::Cx::current()?;
    let choices = [
        (Notification::Sale, sale),
        (Notification::PriceDrop, price_drop),
        (Notification::NewListing, new_listing),
        (Notification::SavedSearch, saved_search),
    ];
    crate::accounts::server::notifications::save(&cx, &cx.buyer()?, &choices).await?;
    let words = "Saved.";
    crate::server::reply::see_other_with("/account/notifications", crate::ui::flash::Flash::done(words));
    Ok(())
}

/// The link is the authority.
#[server(prefix = "/api/fn", endpoint = "unsubscribe")]
pub async fn unsubscribe(token: String) -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::notifications::unsubscribe(&cx.state, &token).await?;
    let words = "You get no more of these mails. You can turn them on again under Account, Notifications.";
    crate::server::reply::see_other_with("/", crate::ui::flash::Flash::done(words));
    Ok(())
}

/// For people without a password.
#[server(prefix = "/api/fn", endpoint = "send_confirmation")]
pub async fn send_confirmation() -> Result<(), AppError> {
    let cx = crate::server::cx::Cx::current()?;
    crate::accounts::server::prove_self::send_link(&cx, &cx.buyer()?).await?;
    let words = "We sent you a link. Open it in this browser.";
    crate::server::reply::see_other_with("/account/data", crate::ui::flash::Flash::done(words));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "ask_for_data")]
pub async fn ask_for_data(
    #[server(default)] password: String,
    #[server(default)] code: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (cx, buyer, proof) = crate::accounts::server::prove_self::brought(password, code, token)?;
    crate::accounts::server::export_data::ask(&cx, &buyer, &proof).await?;
    let words = "Your copy is being made. We write to you when it is ready.";
    crate::server::reply::see_other_with("/account/data", crate::ui::flash::Flash::done(words));
    Ok(())
}

#[server(prefix = "/api/fn", endpoint = "delete_account")]
pub async fn delete_account(
    #[server(default)] password: String,
    #[server(default)] code: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let (cx, buyer, proof) = crate::accounts::server::prove_self::brought(password, code, token)?;
    crate::accounts::server::delete_account::delete_account(&cx, &buyer, &proof).await?;
    let words = "Your account is deleted. A mail confirms it.";
    crate::server::reply::see_other_with("/", crate::ui::flash::Flash::done(words));
    Ok(())
}
