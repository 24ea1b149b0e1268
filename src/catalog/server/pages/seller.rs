//! `/sellers/{handle}`

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::catalog::server::links::with_query;
use crate::catalog::server::markdown;
use crate::catalog::server::parts::asset_card::CardGrid;
use crate::catalog::server::parts::gone::Gone;
use crate::catalog::server::parts::keep::FollowButton;
use crate::catalog::server::parts::shop_said::ShopSaid;
use crate::catalog::server::seen_by::seen_by;
use crate::catalog::server::show_seller::{Found, Sums, show_seller};
use crate::kit::time;
use crate::server::page::page;
use crate::server::reply;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::{LinkButton, Submit};
use crate::ui::empty::EmptyState;
use crate::ui::head::{FeedLink, PageHead};
use crate::ui::pager::NextPage;
use crate::ui::stars::Stars;

const CLOSED: &str = "Its seller left. What you bought there is still in your library.";

#[component]
pub fn SellerPage() -> impl IntoView {
    let handle = use_params_map().read_untracked().get("handle").unwrap_or_default();
    page(|cx| async move {
        let (viewer, after) = (cx.person.as_deref(), cx.query("after"));
        let shop = match seen_by(viewer, show_seller(&cx.state, viewer, &handle, after.as_deref())).await? {
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
        let (seller, avatar, sums) = (shop.seller, shop.avatar, shop.sums);
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
            <header class="seller-head seller-banner">
                <Avatar name=seller.display_name.clone() picture=avatar size=AvatarSize::Large />
                <div>
                    <h1>{seller.display_name}</h1>
                    <p class="muted">
                        {format!("@{} · selling since ", seller.handle)}
                        <time datetime=seller.created_at.to_rfc3339()>{time::day(seller.created_at)}</time>
                    </p>
                    <Facts sums=sums.clone() />
                    {follow}
                </div>
            </header>
            <div class="prose seller-about" inner_html=markdown::to_html(&seller.about)></div>
            <Links links=seller.links />
            <section class="section">
                <div class="section-head">
                    <h2>"Listings"</h2>
                    <ShopSearch handle=seller.handle.clone() sums=sums.clone() />
                </div>
                <Kinds handle=seller.handle sums=sums />
                {results}
                <NextPage href=more />
            </section>
            <ShopSaid said=shop.said />
        }
        .into_any())
    })
}

/// How much is for sale, what was sold and how it was liked.
#[component]
fn Facts(sums: Sums) -> impl IntoView {
    let listed = sums.listings();
    (listed > 0).then(|| {
        let words = if listed == 1 { "1 listing".to_owned() } else { format!("{listed} listings") };
        view! {
            <p class="seller-facts">
                <span>{words}</span>
                {(sums.sales > 0).then(|| view! { <span>{format!("{} sold", sums.sales)}</span> })}
                {(sums.rating_count > 0)
                    .then(|| view! { <Stars sum=sums.rating_sum count=sums.rating_count /> })}
            </p>
        }
    })
}

#[component]
fn ShopSearch(handle: String, sums: Sums) -> impl IntoView {
    (sums.listings() > 1).then(|| {
        view! {
            <form class="shop-search" role="search" action="/assets" method="get" aria-label="Search this shop">
                <input type="hidden" name="seller" value=handle />
                <input class="input" type="search" name="q" aria-label="Search this shop" placeholder="Search this shop" maxlength="200" />
                <Submit>"Search"</Submit>
            </form>
        }
    })
}

/// The kinds of work to look through one by one, where there are several.
#[component]
fn Kinds(handle: String, sums: Sums) -> impl IntoView {
    (sums.kinds.len() > 1).then(|| {
        let kinds = sums.kinds.into_iter().map(|(kind, listings)| {
            let href = with_query("/assets", [("seller", handle.as_str()), ("kind", kind.code())]);
            view! {
                <li>
                    <a class="chip" href=href>
                        {format!("{} ({listings})", kind.plural())}
                    </a>
                </li>
            }
        });
        view! {
            <ul class="chips" aria-label="Kinds in this shop">
                {kinds.collect_view()}
            </ul>
        }
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
