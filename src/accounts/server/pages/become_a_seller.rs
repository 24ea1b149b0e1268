//! `/become-a-seller`

use leptos::prelude::*;

use crate::accounts::server::parts::confirm_first::ConfirmFirst;
use crate::accounts::server::parts::payout_account::PayoutFields;
use crate::kit::country;
use crate::kit::error::AppError;
use crate::server::cx::Person;
use crate::server::page::page;
use crate::ui::button::{Submit, Weight};
use crate::ui::field::{SelectField, TextArea, TextField};
use crate::ui::form::Form;
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;

const WHY: &str = "Sellers have a confirmed address, so that buyers and the shop can reach them.";

#[component]
pub fn BecomeASellerPage() -> impl IntoView {
    page(|cx| async move {
        let person = cx.person.clone().ok_or(AppError::Unauthenticated)?;
        if person.seller.is_some() {
            leptos_axum::redirect("/sell");
        }
        let lede = format!("You keep {} of every sale.", percent(10_000 - cx.state.config.shop.fee_bps));
        Ok(view! {
            <PageHead title="Open your shop" description="Sell what you make at ProSets." unlisted=true />
            <div class="narrow narrow-wide">
                <PageTitle title="Open your shop" lede=lede />
                {if person.email_verified {
                    view! { <OpenShop person=(*person).clone() /> }.into_any()
                } else {
                    view! { <ConfirmFirst email=person.email.clone() why=WHY /> }.into_any()
                }}
            </div>
        })
    })
}

/// "90 %" for 9000.
fn percent(bps: u32) -> String {
    let text = format!("{}.{:02}", bps / 100, bps % 100);
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

#[component]
fn OpenShop(person: Person) -> impl IntoView {
    let mut countries = vec![(String::new(), "Rather not say".to_owned())];
    countries.extend(country::all().map(|(code, name)| (code.to_owned(), name.to_owned())));
    view! {
        <div class="card">
            <Form action="/api/fn/become_seller">
                <TextField
                    name="display_name"
                    label="Name of the shop"
                    value=person.display_name
                    autocomplete="organization"
                    required=true
                    maxlength=60
                />
                <TextField
                    name="handle"
                    label="Handle"
                    value=person.username.clone()
                    hint=format!("Stands in the address of your shop: /sellers/{}", person.username)
                    required=true
                    maxlength=33
                />
                <TextArea
                    name="about"
                    label="About (optional)"
                    hint="What you make, and what you are known for."
                    maxlength=2000
                />
                <SelectField name="country" label="Country (optional)" options=countries />
                <PayoutFields />
                <p class="muted">
                    "You may tell it later, under Dashboard, Payouts; what you earn is kept for you until then. It is kept encrypted."
                </p>
                <div class="form-actions">
                    <Submit weight=Weight::Primary>"Open my shop"</Submit>
                </div>
            </Form>
        </div>
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn shares_are_told_without_idle_zeros() {
        assert_eq!(super::percent(9_000), "90 %");
        assert_eq!(super::percent(8_750), "87.5 %");
        assert_eq!(super::percent(0), "0 %");
    }
}
