//! `/sellers/{handle}`

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::catalog::server::links::with_query;
use crate::catalog::server::markdown;
use crate::catalog::server::parts::asset_card::CardGrid;
use crate::catalog::server::parts::gone::Gone;
use crate::catalog::server::parts::keep::FollowButton;
use crate::catalog::server::show_seller::{Found, show_seller};
use crate::kit::time;
use crate::server::page::page;
use crate::server::reply;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::LinkButton;
use crate::ui::empty::EmptyState;
use crate::ui::head::{FeedLink, PageHead};
use crate::ui::pager::NextPage;

const CLOSED: &str = "Its seller left. What you bought there is still in your library.";

#[component]
pub fn SellerPage() -> impl IntoView {
    let handle = use_params_map().read_untracked().get("handle").unwrap_or_default();
    page(|cx| async move {
        let after = cx.query("after");
        let shop = match show_seller(&cx.state, cx.person.as_deref(), &handle, after.as_deref()).await? {
            Found::Shop(shop) => *shop,
            Found::Moved(handle) => {
                reply::moved_for_good(&format!("/sellers/{handle}"));
                return Ok(().into_any());
            }
            Found::Closed => {
                return Ok(view! { <Gone title="This shop has closed" words=CLOSED /> }.into_any());
            }
        };
        cx.request.shows.add(shop.shown());
        let (seller, avatar) = (shop.seller, shop.avatar);
        let (seller_id, name) = (seller.id, seller.display_name.clone());
        let follow = shop
            .follows
            .map(|follows| view! { <FollowButton seller_id=seller_id name=name follows=follows /> });
        let path = format!("/sellers/{}", seller.handle);
        let canonical = match &after {
            Some(cursor) => with_query(&path, [("after", cursor.as_str())]),
            None => path.clone(),
        };
        let more = shop.page.next.as_deref().map(|cursor| with_query(&path, [("after", cursor)]));
        let results = if shop.page.items.is_empty() {
            view! {
                <EmptyState title="Nothing listed yet" text="Come back later: what this seller publishes will stand here.">
                    <LinkButton href="/assets">"Browse the shop"</LinkButton>
                </EmptyState>
            }
            .into_any()
        } else {
            view! { <CardGrid cards=shop.page.items leads=true /> }.into_any()
        };
        let summary: String = seller.about.chars().take(160).collect();
        Ok(view! {
            <PageHead
                title=seller.display_name.clone()
                description=summary
                canonical=cx.state.config.server.link(&canonical)
                unlisted=after.is_some()
            />
            <FeedLink title=format!("New from {}", seller.display_name) href=format!("{path}/feed.xml") />
            <header class="seller-head">
                <Avatar name=seller.display_name.clone() picture=avatar size=AvatarSize::Large />
                <div>
                    <h1>{seller.display_name}</h1>
                    <p class="muted">
                        {format!("@{} · selling since ", seller.handle)}
                        <time datetime=seller.created_at.to_rfc3339()>{time::day(seller.created_at)}</time>
                    </p>
                    {follow}
                </div>
            </header>
            <div class="prose seller-about" inner_html=markdown::to_html(&seller.about)></div>
            <Links links=seller.links />
            <section class="section">
                <h2>"Listings"</h2>
                {results}
            </section>
            <NextPage href=more />
        }
        .into_any())
    })
}

/// Somebody else's pages, which we do not vouch for.
#[component]
fn Links(links: String) -> impl IntoView {
    let links: Vec<String> = links.lines().map(str::to_owned).collect();
    (!links.is_empty()).then(|| {
        view! {
            <ul class="seller-links" aria-label="Links">
                {links
                    .into_iter()
                    .map(|href| {
                        let words = href.trim_start_matches("https://").trim_end_matches('/').to_owned();
                        view! {
                            <li>
                                <a class="link" href=href rel="nofollow ugc noopener">
                                    {words}
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        }
    })
}
