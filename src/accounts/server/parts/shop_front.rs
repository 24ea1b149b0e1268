//! What a seller's own page says.

use leptos::prelude::*;

use crate::accounts::rules::links;
use crate::db::entities::seller;
use crate::kit::money::Currency;
use crate::ui::button::Submit;
use crate::ui::field::{SelectField, TextArea, TextField};
use crate::ui::form::Form;
use crate::ui::layout::Section;

#[component]
pub fn ShopFront(shop: seller::Model, currency: Currency) -> impl IntoView {
    let path = format!("/sellers/{}", shop.handle);
    let words = path.clone();
    let currencies = Currency::all().map(|one| (one.code().to_owned(), one.code().to_owned())).collect();
    view! {
        <Section title="Your shop">
            <p class="account-note">
                "Everybody sees it at " <a class="link" href=path>
                    {words}
                </a> "."
            </p>
            <Form action="/api/fn/save_shop" scope="shop">
                <TextField
                    name="display_name"
                    label="Name of the shop"
                    value=shop.display_name
                    autocomplete="organization"
                    required=true
                    maxlength=60
                />
                <TextField
                    name="handle"
                    label="Handle"
                    value=shop.handle
                    hint="Stands in the address of your shop. Another one is at once the new address; the old one leads there for ever, and stays yours."
                    required=true
                    maxlength=33
                />
                <TextArea
                    name="about"
                    label="About (optional)"
                    value=shop.about
                    hint="What you make, and what you are known for. Up to 2,000 characters."
                    maxlength=2000
                />
                <TextArea
                    name="links"
                    label="Links (optional)"
                    value=shop.links
                    hint=format!("Up to {}, one a line, each beginning with https://.", links::MOST)
                    rows=3
                    maxlength=((links::LONGEST + 2) * links::MOST) as u32
                />
                <SelectField
                    name="currency"
                    label="New listings are priced in"
                    options=currencies
                    value=currency.code()
                    hint="What stands first when you begin a listing. Those there are keep theirs."
                />
                <div class="form-actions">
                    <Submit>"Save the shop"</Submit>
                </div>
            </Form>
        </Section>
    }
}
