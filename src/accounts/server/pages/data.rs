//! `/account/data`: a copy of everything, and the end of the account.

use leptos::prelude::*;

use crate::accounts::server::delete_account::hindrances;
use crate::accounts::server::export_data::present;
use crate::accounts::server::parts::delete_account::DeleteAccount;
use crate::accounts::server::parts::frame::{AccountFrame, Tab};
use crate::accounts::server::parts::take_data::{Asked, TakeData};
use crate::accounts::server::prove_self::{Means, means};
use crate::kit::error::AppError;
use crate::server::page::page;
use crate::ui::button::Submit;
use crate::ui::form::Form;
use crate::ui::layout::Section;

#[component]
pub fn DataPage() -> impl IntoView {
    page(|cx| async move {
        let person = cx.person.clone().ok_or(AppError::Unauthenticated)?;
        let buyer = cx.buyer()?;
        let token = cx.query("token").unwrap_or_default();
        let means = means(&cx, &buyer, &token).await?;
        let copy = present(&cx, &buyer).await?;
        let hindrances = hindrances(&cx, &person).await?;
        let asked = Asked { password: means == Means::Password, code: person.second_factor, token };
        let email = person.email.clone();
        let first =
            (means == Means::Link { followed: false }).then(|| view! { <ConfirmByLink email=email /> });
        let proven = first.is_none();
        Ok(view! {
            <AccountFrame here=Tab::Data email=person.email.clone()>
                {first}
                <TakeData copy=copy asked=proven.then(|| asked.clone()) />
                <DeleteAccount
                    hindrances=hindrances
                    sells=person.seller.is_some()
                    asked=proven.then_some(asked)
                />
            </AccountFrame>
        })
    })
}

/// For those without a password.
#[component]
fn ConfirmByLink(email: String) -> impl IntoView {
    view! {
        <Section title="First confirm that it is you">
            <p>
                "Your account has no password. We send a link to " <strong>{email}</strong>
                "; it brings you back here, and you can go on for an hour."
            </p>
            <Form action="/api/fn/send_confirmation">
                <div class="form-actions">
                    <Submit>"Send me the link"</Submit>
                </div>
            </Form>
        </Section>
    }
}
