//! `/assets/{slug}`

use axum::http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;

use crate::catalog::media;
use crate::catalog::server::listing::Listing;
use crate::catalog::server::markdown;
use crate::catalog::server::parts::asset_card::CardGrid;
use crate::catalog::server::parts::buy_box::{BuyBar, BuyBox, Offer};
use crate::catalog::server::parts::code::Excerpts;
use crate::catalog::server::parts::files::Files;
use crate::catalog::server::parts::gallery::Gallery;
use crate::catalog::server::parts::json_ld::JsonLd;
use crate::catalog::server::parts::releases::Releases;
use crate::catalog::server::parts::reviews::Reviews;
use crate::catalog::server::parts::seller_card::SellerCard;
use crate::catalog::server::show_asset::{Found, Shown, beside, show_asset};
use crate::catalog::server::{highlight, links};
use crate::kit::error::AppResult;
use crate::server::cx::Cx;
use crate::server::page::page;
use crate::ui::button::{LinkButton, Weight};
use crate::ui::head::PageHead;
use crate::ui::layout::Breadcrumbs;
use crate::ui::stars::Stars;

#[component]
pub fn ProductPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    page(|cx| async move {
        match show_asset(&cx.state, cx.person.as_deref(), &slug).await? {
            Found::Listing(shown) => product(&cx, *shown).await,
            Found::Gone => Ok(view! { <Gone /> }.into_any()),
        }
    })
}

async fn product(cx: &Cx, shown: Shown) -> AppResult<AnyView> {
    let reviews_after = cx.query("reviews");
    let beside = beside(&cx.state, &shown.listing, reviews_after.as_deref()).await?;
    let offer = Offer::of(&shown);
    let Shown { mut listing, notice, .. } = shown;
    let mut excerpts = Vec::new();
    for excerpt in std::mem::take(&mut listing.excerpts) {
        let html = highlight::to_html(&excerpt.language, &excerpt.text).await;
        excerpts.push((excerpt, html));
    }
    let pictures = std::mem::take(&mut listing.pictures);
    let more_reviews = beside
        .reviews
        .next
        .as_deref()
        .map(|cursor| format!("{}#reviews", links::with_query(&listing.path(), [("reviews", cursor)])));
    let trail = trail(&listing);
    Ok(view! {
        <Head cx=cx.clone() listing=&listing picture=pictures.first().map(|picture| media::src(&picture.stem, 960)) unlisted=notice.is_some() />
        <JsonLd state=cx.state.clone() listing=&listing pictures=&pictures />
        <Breadcrumbs trail=trail />
        {notice.map(|words| view! { <p class="flash flash-notice">{words}</p> })}
        <div class="product">
            <header class="product-head">
                <h1>{listing.title.clone()}</h1>
                {(!listing.summary.is_empty()).then(|| view! { <p class="lede">{listing.summary.clone()}</p> })}
                <p class="product-facts">
                    <span>
                        "by "
                        <a class="link" href=format!("/sellers/{}", listing.seller.handle)>
                            {listing.seller.name.clone()}
                        </a>
                    </span>
                    <a class="product-rating" href="#reviews">
                        <Stars sum=listing.rating_sum count=listing.rating_count />
                    </a>
                </p>
            </header>
            <div class="product-views">
                <Gallery pictures=pictures kind=listing.kind />
                <Excerpts excerpts=excerpts />
            </div>
            <aside class="product-side" aria-label="Buy">
                <BuyBox listing=&listing offer=offer />
                <SellerCard seller=&listing.seller />
            </aside>
            <div class="product-text">
                <About listing=&listing />
                <Files listing=&listing />
                <Releases versions=std::mem::take(&mut listing.versions) />
                <Reviews listing=&listing reviews=beside.reviews.items more=more_reviews continued=reviews_after.is_some() />
            </div>
            <BuyBar listing=&listing offer=offer />
        </div>
        {(!beside.related.is_empty())
            .then(|| {
                view! {
                    <section class="section">
                        <h2>"More like this"</h2>
                        <CardGrid cards=beside.related />
                    </section>
                }
            })}
    }
    .into_any())
}

fn trail(listing: &Listing) -> Vec<(String, String)> {
    let kind = listing.kind;
    let mut trail = vec![(format!("/assets?kind={}", kind.code()), kind.plural().to_owned())];
    trail.extend(
        listing.category.as_ref().map(|(_, slug, name)| (format!("/categories/{slug}"), name.clone())),
    );
    trail.push((listing.path(), listing.title.clone()));
    trail
}

/// What search engines and links shared elsewhere show.
#[component]
fn Head<'a>(cx: Cx, listing: &'a Listing, picture: Option<String>, unlisted: bool) -> impl IntoView + use<> {
    let url = cx.state.config.server.link(&listing.path());
    let summary = if listing.summary.is_empty() {
        format!("{} by {}", listing.kind.name(), listing.seller.name)
    } else {
        listing.summary.clone()
    };
    let picture = picture.map(|path| cx.state.config.server.link(&path)).unwrap_or_default();
    view! {
        <PageHead title=listing.title.clone() description=summary canonical=url.clone() picture=picture unlisted=unlisted />
        <Meta property="og:type" content="product" />
        <Meta property="og:url" content=url />
        <Meta property="og:site_name" content="ProSets" />
        <Meta name="twitter:card" content="summary_large_image" />
    }
}

#[component]
fn About<'a>(listing: &'a Listing) -> impl IntoView + use<> {
    let html = markdown::to_html(&listing.description);
    let tags = listing.tags.iter().map(|tag| (format!("/assets?tag={}", tag.slug), tag.name.clone()));
    let tags: Vec<_> = tags.collect();
    view! {
        {(!html.trim().is_empty())
            .then(|| {
                view! {
                    <section class="section">
                        <h2>"About it"</h2>
                        <div class="prose" inner_html=html></div>
                    </section>
                }
            })}
        {(!tags.is_empty())
            .then(|| {
                view! {
                    <ul class="chips" aria-label="Tags">
                        {tags
                            .into_iter()
                            .map(|(href, name)| {
                                view! {
                                    <li>
                                        <a class="chip" href=href>
                                            "#"
                                            {name}
                                        </a>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                }
            })}
    }
}

/// 410: it was here, and will not come back.
#[component]
fn Gone() -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::GONE);
    }
    view! {
        <PageHead title="No longer here" unlisted=true />
        <div class="error-page">
            <p class="error-code" aria-hidden="true">
                "410"
            </p>
            <h1>"This listing was taken down"</h1>
            <p>"The shop removed it. If you bought it, it is still in your library."</p>
            <div class="empty-actions">
                <LinkButton href="/assets" weight=Weight::Primary>
                    "Browse the shop"
                </LinkButton>
                <LinkButton href="/library">"Your library"</LinkButton>
            </div>
        </div>
    }
}
