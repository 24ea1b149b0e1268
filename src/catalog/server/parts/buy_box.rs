//! What it costs and how to get it.

use leptos::prelude::*;

use crate::catalog::rules::licence::spdx;
use crate::catalog::server::listing::{Licence, Listing};
use crate::catalog::server::show_asset::{Shown, Standing};
use crate::kit::time;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::form::{Form, FormScope, Hidden};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::price::Price;

/// What the one who looks can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    Buy,
    Owned,
    /// The seller's own listing.
    Own,
    Nothing,
}

impl Offer {
    pub fn of(shown: &Shown) -> Self {
        match shown {
            Shown { is_own: true, .. } => Self::Own,
            Shown { standing: Standing { owned: true, .. }, .. } => Self::Owned,
            Shown { notice: None, listing, .. } if !listing.licences.is_empty() => Self::Buy,
            _ => Self::Nothing,
        }
    }
}

const FORM: &str = "buy";

#[component]
pub fn BuyBox<'a>(listing: &'a Listing, offer: Offer) -> impl IntoView + use<> {
    let several = listing.licences.iter().any(|licence| licence.price != listing.price);
    let act = match offer {
        Offer::Buy => view! { <Choose listing=listing /> }.into_any(),
        Offer::Owned => view! {
            <p class="buy-owned">
                <Glyph icon=Icon::Check />
                "In your library"
            </p>
            <LinkButton href="/library" weight=Weight::Primary class="btn-block">
                "Open your library"
            </LinkButton>
        }
        .into_any(),
        Offer::Own => view! {
            <p class="muted">"This is your own listing."</p>
            <LinkButton href=format!("/sell/{}", listing.id) class="btn-block">
                "Edit it"
            </LinkButton>
        }
        .into_any(),
        Offer::Nothing => view! { <p class="muted">"This is not for sale at the moment."</p> }.into_any(),
    };
    let version = listing.current().map(|release| release.number.clone());
    let facts = [
        version.map(|number| ("Version", number)),
        Some(("Updated", time::day(listing.updated_at))),
        Some(("Files", listing.files.len().to_string())),
        (listing.sales_count > 0).then(|| ("Sold", listing.sales_count.to_string())),
    ];
    view! {
        <div class="card buy-box">
            <p class="buy-price">
                <Price amount=listing.price from=several />
            </p>
            {act}
            <dl class="buy-facts">
                {facts
                    .into_iter()
                    .flatten()
                    .map(|(name, value)| {
                        view! {
                            <div>
                                <dt>{name}</dt>
                                <dd>{value}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
        </div>
    }
}

/// What the button says.
fn act(listing: &Listing) -> &'static str {
    if listing.price.is_zero() && listing.licences.len() == 1 { "Get it free" } else { "Add to cart" }
}

/// The licences as one choice, the cheapest chosen.
#[component]
fn Choose<'a>(listing: &'a Listing) -> impl IntoView + use<> {
    let licences = listing.licences.iter().map(Licence::offered).collect::<Vec<_>>();
    let cheapest = listing.cheapest().map(|licence| licence.id.to_string()).unwrap_or_default();
    let (asset_id, words) = (listing.id.to_string(), act(listing));
    view! {
        <Form action="/api/fn/add_to_cart" id=FORM class="buy-form">
            <Hidden name="asset_id" value=asset_id />
            <Licences licences=licences cheapest=cheapest />
            <Submit weight=Weight::Primary class="btn-block">
                {words}
            </Submit>
        </Form>
        <ul class="buy-promises">
            <li>
                <Glyph icon=Icon::Download />
                "Download at once, as often as you like"
            </li>
            <li>
                <Glyph icon=Icon::Shield />
                "Yours to keep, later versions included"
            </li>
        </ul>
    }
}

#[derive(Clone)]
struct Offered {
    id: String,
    spdx: Option<&'static str>,
    name: String,
    terms: String,
    price: crate::kit::money::Money,
}

impl Licence {
    fn offered(&self) -> Offered {
        Offered {
            id: self.id.to_string(),
            spdx: spdx(&self.code),
            name: self.name.clone(),
            terms: self.terms.clone(),
            price: self.price,
        }
    }
}

#[component]
fn Licences(licences: Vec<Offered>, cheapest: String) -> impl IntoView {
    let refused = FormScope::current().and_then(|refused| refused.value("licence_id").map(str::to_owned));
    let chosen = refused.filter(|id| licences.iter().any(|licence| licence.id == *id)).unwrap_or(cheapest);
    view! {
        <fieldset class="licences">
            <legend>"Licence"</legend>
            {licences
                .into_iter()
                .map(|licence| {
                    let checked = licence.id == chosen;
                    view! {
                        <label class="licence">
                            <input class="radio" type="radio" name="licence_id" value=licence.id checked=checked />
                            <span class="licence-name">{licence.name}</span>
                            <Price amount=licence.price />
                            <span class="licence-terms">
                                {licence.terms}
                                {licence
                                    .spdx
                                    .map(|id| {
                                        view! {
                                            " "
                                            <span class="licence-spdx">"SPDX: " <code>{id}</code></span>
                                        }
                                    })}
                            </span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}

/// Price and button at the foot of a phone's screen, while the box itself is out of sight.
#[component]
pub fn BuyBar<'a>(listing: &'a Listing, offer: Offer) -> impl IntoView + use<> {
    let several = listing.licences.iter().any(|licence| licence.price != listing.price);
    let (price, words) = (listing.price, act(listing));
    (offer == Offer::Buy).then(|| {
        view! {
            <div class="buy-bar">
                <Price amount=price from=several />
                <button class="btn btn-primary" type="submit" form=FORM>
                    {words}
                </button>
            </div>
        }
    })
}
