//! Where a seller's money goes: the fields, and the form to change it.

use leptos::prelude::*;

use super::passkeys::ProveWithPasskey;
use super::take_data::{Asked, Proof};
use crate::accounts::rules::payout::{PayoutAccount, WAYS};
use crate::ui::button::{LinkButton, Submit};
use crate::ui::field::{SelectField, TextField};
use crate::ui::form::Form;
use crate::ui::layout::Section;

#[component]
pub fn PayoutFields(
    #[prop(into, optional)] way: String,
    #[prop(into, optional)] holder: String,
) -> impl IntoView {
    let ways = WAYS.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec();
    view! {
        <SelectField name="payout_way" label="How you are paid" options=ways value=way />
        <TextField name="payout_holder" label="Held by" value=holder hint="The name your bank or PayPal knows." maxlength=60 />
        <TextField
            name="payout_account"
            label="IBAN, or address at PayPal"
            autocomplete="off"
            maxlength=254
        />
    }
}

#[component]
pub fn PayoutAccountForm(
    account: Option<PayoutAccount>,
    /// None where the person has nothing yet to prove themselves with.
    asked: Option<Asked>,
) -> impl IntoView {
    let (way, holder) =
        account.as_ref().map(|account| (account.way(), account.holder.clone())).unwrap_or_default();
    let present = match &account {
        Some(account) => view! {
            <dl class="account-facts">
                <dt>"Paid to"</dt>
                <dd>{account.masked()}</dd>
                <dt>"Held by"</dt>
                <dd>{account.holder.clone()}</dd>
            </dl>
        }
        .into_any(),
        None => view! { <p>"Not told yet. What you earn is kept for you until you do."</p> }.into_any(),
    };
    let form = match asked {
        Some(asked) => view! {
            <Form action="/api/fn/save_payout_account">
                <PayoutFields way=way holder=holder />
                <Proof asked=asked />
                <div class="form-actions">
                    <Submit>"Save the account"</Submit>
                </div>
            </Form>
            <ProveWithPasskey />
        }
        .into_any(),
        None => view! {
            <p>
                "Your account has no password. Before you say where your money goes, set up a second factor: from then on a change of it takes a code."
            </p>
            <div class="form-actions">
                <LinkButton href="/account/security">"Set up a second factor"</LinkButton>
            </div>
        }
        .into_any(),
    };
    view! {
        <Section title="Where your money goes">
            <p class="account-note">
                "It is kept encrypted, and shown to you shortened. We write to you whenever it changes."
            </p>
            {present}
            {form}
        </Section>
    }
}
