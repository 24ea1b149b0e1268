//! Licences and their prices, with what the seller receives of each.

use leptos::prelude::*;

use crate::kit::money::Money;
use crate::sell::rules::licence::{Offer, offers};
use crate::sell::rules::price::{percent, share};
use crate::sell::server::listing::Listing;
use crate::ui::button::{Submit, Weight};
use crate::ui::field::Fault;
use crate::ui::field::{CheckField, TextField};
use crate::ui::form::{Form, Hidden};

#[component]
pub fn LicencesForm<'a>(listing: &'a Listing, fee_bps: u32, takes_payments: bool) -> impl IntoView + use<> {
    let code = listing.asset.currency.clone();
    let lede = if takes_payments {
        format!("Prices in {code}; 0 is free. Of each sale the shop keeps {}.", percent(fee_bps))
    } else {
        "This shop takes no payments: everything in it is free, so each price is 0.".to_owned()
    };
    let (id, lock) = (listing.asset.id, listing.asset.lock_version);
    let stored: Vec<_> = offers(listing.kind())
        .map(|offer| {
            let licence = listing.licences.iter().find(|licence| licence.code == offer.code);
            let price =
                licence.and_then(|licence| Money::stored(licence.price_minor, &licence.currency).ok());
            (offer, price, licence.is_some_and(|licence| licence.active))
        })
        .collect();
    view! {
        <section class="card editor-section" id="licences" aria-labelledby="licences-title">
            <h2 id="licences-title">"Licences and prices"</h2>
            <p class="muted">{lede}</p>
            <Form action="/api/fn/set_licences">
                <Hidden name="asset_id" value=id.to_string() />
                <Hidden name="lock_version" value=lock.to_string() />
                {stored
                    .into_iter()
                    .map(|(offer, price, active)| {
                        view! { <OfferFields offer=offer price=price active=active fee_bps=fee_bps /> }
                    })
                    .collect_view()}
                <Fault name="licences" />
                <div class="form-actions">
                    <Submit weight=Weight::Primary>"Save prices"</Submit>
                </div>
            </Form>
        </section>
    }
}

#[component]
fn OfferFields(offer: &'static Offer, price: Option<Money>, active: bool, fee_bps: u32) -> impl IntoView {
    let field = match offer.code {
        "personal" => "personal_price",
        "commercial" => "commercial_price",
        "extended" => "extended_price",
        "mit" => "mit_price",
        "apache" => "apache_price",
        _ => "gpl_price",
    };
    let hint = match price.filter(|_| active) {
        Some(price) if price.is_zero() => "Free for everyone.".to_owned(),
        Some(price) => format!("You receive {} of each sale.", share(price, fee_bps).seller),
        None => "Not on offer.".to_owned(),
    };
    view! {
        <fieldset class="offer">
            <legend class="sr-only">{format!("{} licence", offer.name)}</legend>
            <CheckField name=offer.code label=format!("{} licence", offer.name) checked=active hint=offer.summary />
            <TextField
                name=field
                label=format!("Price, {}", offer.name.to_lowercase())
                value=price.map(Money::to_input).unwrap_or_default()
                inputmode="decimal"
                autocomplete="off"
                hint=hint
            />
        </fieldset>
    }
}
