//! What the forms of becoming a seller and being paid do.

use leptos::prelude::*;

use crate::kit::error::AppError;

#[server(prefix = "/api/fn", endpoint = "become_seller")]
pub async fn become_seller(
    display_name: String,
    handle: String,
    #[server(default)] about: String,
    #[server(default)] country: String,
    #[server(default)] payout_way: String,
    #[server(default)] payout_holder: String,
    #[server(default)] payout_account: String,
) -> Result<(), AppError> {
    use crate::accounts::rules::payout::Typed;
    use crate::accounts::server::become_seller::{NewShop, become_seller};
    let cx = crate::server::cx::Cx::current()?;
    let payout = Typed { way: payout_way, holder: payout_holder, account: payout_account };
    become_seller(&cx, &cx.buyer()?, NewShop { display_name, handle, about, country, payout }).await?;
    let words = "Your shop is open. Now for the first thing in it.";
    crate::server::reply::see_other_with("/sell/new", crate::ui::flash::Flash::done(words));
    Ok(())
}

/// Where the money of a seller goes. `password` and `code` are of those who have them.
#[server(prefix = "/api/fn", endpoint = "save_payout_account")]
pub async fn save_payout_account(
    #[server(default)] payout_way: String,
    #[server(default)] payout_holder: String,
    #[server(default)] payout_account: String,
    #[server(default)] password: String,
    #[server(default)] code: String,
) -> Result<(), AppError> {
    use crate::accounts::rules::payout::Typed;
    use crate::accounts::server::payout_account::change_payout_account;
    let cx = crate::server::cx::Cx::current()?;
    let typed = Typed { way: payout_way, holder: payout_holder, account: payout_account };
    change_payout_account(&cx, &cx.seller()?, &typed, &password, &code).await?;
    let words = "Saved. A mail confirms it.";
    crate::server::reply::see_other_with("/sell/payouts", crate::ui::flash::Flash::done(words));
    Ok(())
}
