//! Terms and privacy, as a shop of this software can state them from the start.

use leptos::prelude::*;

use crate::server::cx::Cx;
use crate::ui::head::PageHead;
use crate::ui::layout::{PageTitle, Section};

fn link(path: &str) -> String {
    Cx::current().map(|cx| cx.state.config.server.link(path)).unwrap_or_default()
}

#[component]
pub fn Terms() -> impl IntoView {
    view! {
        <PageHead title="Terms" description="The terms under which this shop sells." canonical=link("/terms") />
        <article class="prose-page">
            <PageTitle title="Terms" lede="What buyers and sellers can rely on." />
            <Section title="Buying">
                <p>
                    "You buy a licence from the seller named on the product page. Its words, its price and the version you bought are kept with your order and do not change afterwards. What you bought stays in your library, even when the seller stops offering it."
                </p>
            </Section>
            <Section title="Paying">
                <p>
                    "The total you see at checkout is the total you pay. An order that is not paid within 24 hours ends by itself and its lines go back into your cart."
                </p>
            </Section>
            <Section title="Selling">
                <p>
                    "Sellers own what they offer or have the right to sell it. The shop keeps the fee shown while a price is entered. Listings that break the law or others' rights are taken down, with the reason told to the seller."
                </p>
            </Section>
        </article>
    }
}

#[component]
pub fn Privacy() -> impl IntoView {
    view! {
        <PageHead title="Privacy" description="What this shop keeps about you, and why." canonical=link("/privacy") />
        <article class="prose-page">
            <PageTitle title="Privacy" lede="What this shop keeps about you, and why." />
            <Section title="What is kept">
                <p>
                    "Your account, your orders and invoices, what you downloaded and when, and the address each sign-in came from. Payment details stay with the payment provider."
                </p>
            </Section>
            <Section title="Cookies">
                <p>
                    "One cookie for your session, one for the colours you chose, one for a message shown once. No tracking, no third parties."
                </p>
                <p>
                    "The listings you looked at last are remembered by your browser alone, without a cookie. It names them to the shop to show them to you again, and forgets them when you choose “Clear”."
                </p>
            </Section>
            <Section title="Your rights">
                <p>
                    "Under Account, Your data, you fetch a copy of everything and delete your account, whenever you like. What stays then, and why, is told there: orders and the books, as long as the law asks for, without your name."
                </p>
            </Section>
        </article>
    }
}
