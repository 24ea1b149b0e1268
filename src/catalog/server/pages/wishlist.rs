//! `/wishlist`

use leptos::prelude::*;

use crate::catalog::server::links::with_query;
use crate::catalog::server::parts::asset_card::AssetCard;
use crate::catalog::server::parts::keep::WishButton;
use crate::catalog::server::wish::{Wish, wishlist};
use crate::kit::paging::PageSize;
use crate::server::page::page;
use crate::ui::button::LinkButton;
use crate::ui::empty::EmptyState;
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;
use crate::ui::pager::NextPage;

const PATH: &str = "/wishlist";

#[component]
pub fn WishlistPage() -> impl IntoView {
    page(|cx| async move {
        let buyer = cx.buyer()?;
        let after = cx.query("after");
        let wishes = wishlist(&cx.state, &buyer, after.as_deref(), PageSize::DEFAULT).await?;
        let more = wishes.next.as_deref().map(|cursor| with_query(PATH, [("after", cursor)]));
        let list = if wishes.items.is_empty() {
            view! {
                <EmptyState
                    title="Nothing on your wishlist"
                    text="“Add to wishlist” on a listing, or the heart on its card, keeps it here, and you have a mail when its price drops."
                >
                    <LinkButton href="/assets">"Browse the shop"</LinkButton>
                </EmptyState>
            }
            .into_any()
        } else {
            let wishes = wishes.items.into_iter().enumerate();
            view! {
                <ul class="card-grid">
                    {wishes.map(|(place, wish)| view! { <Item wish=wish eager={place < 4} /> }).collect_view()}
                </ul>
            }
            .into_any()
        };
        Ok(view! {
            <PageHead title="Wishlist" unlisted=true />
            <PageTitle title="Wishlist" lede="What you keep in mind. Nobody else sees it.">
                <LinkButton href="/account/searches">"Saved searches"</LinkButton>
            </PageTitle>
            <h2 class="sr-only">"Listings"</h2>
            {list}
            <NextPage href=more />
        })
    })
}

#[component]
fn Item(wish: Wish, eager: bool) -> impl IntoView {
    let Wish { asset_id, title, card } = wish;
    let shown = match card {
        Some(card) => view! { <AssetCard card=card eager=eager /> }.into_any(),
        None => view! {
            <article class="asset-card">
                <div class="asset-card-body">
                    <h3>{title.clone()}</h3>
                    <p class="muted">"Not for sale at the moment."</p>
                </div>
            </article>
        }
        .into_any(),
    };
    view! {
        <li>
            {shown} <WishButton asset_id=asset_id title=title wished=true />
        </li>
    }
}
