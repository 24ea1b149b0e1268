//! Prices as people read them; nothing to pay is "Free".

use leptos::prelude::*;

use crate::kit::money::Money;

#[component]
pub fn Price(
    amount: Money,
    /// Cheapest of several.
    #[prop(optional)]
    from: bool,
) -> impl IntoView {
    if amount.is_zero() {
        return view! { <span class="price price-free">"Free"</span> }.into_any();
    }
    view! {
        <span class="price">
            {from.then(|| view! { <span class="price-from">"from "</span> })} {amount.to_string()}
        </span>
    }
    .into_any()
}
