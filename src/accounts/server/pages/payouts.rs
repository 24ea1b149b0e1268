//! `/sell/payouts`: where the money of a seller goes.

use leptos::prelude::*;

use crate::accounts::server::parts::payout_account::PayoutAccountForm;
use crate::accounts::server::parts::take_data::Asked;
use crate::accounts::server::payout_account::payout_account;
use crate::accounts::server::prove_self::has_password;
use crate::kit::error::AppError;
use crate::server::page::page;
use crate::ui::button::LinkButton;
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;

const LEDE: &str =
    "ProSets does not send money by itself yet: it keeps the books of what you earn, and where it is to go.";

#[component]
pub fn PayoutsPage() -> impl IntoView {
    page(|cx| async move {
        let seller = cx.seller()?;
        let person = cx.person.clone().ok_or(AppError::Unauthenticated)?;
        let account = payout_account(&cx.state, seller.user_id).await?;
        let password = has_password(&cx, seller.user_id).await?;
        let asked = (password || person.second_factor).then(|| Asked {
            password,
            code: person.second_factor,
            token: String::new(),
        });
        Ok(view! {
            <PageHead title="Payouts" unlisted=true />
            <div class="account">
                <PageTitle title="Payouts" lede=LEDE>
                    <LinkButton href="/dashboard">"Dashboard"</LinkButton>
                </PageTitle>
                <PayoutAccountForm account=account asked=asked />
            </div>
        })
    })
}
