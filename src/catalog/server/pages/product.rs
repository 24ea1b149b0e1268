//! `/assets/{slug}`

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use crate::catalog::rules;
use crate::catalog::rules::history::History;
use crate::catalog::server::highlight;
use crate::catalog::server::links::with_query;
use crate::catalog::server::listing::Listing;
use crate::catalog::server::markdown;
use crate::catalog::server::parts::asset_card::CardGrid;
use crate::catalog::server::parts::buy_box::{BuyBar, BuyBox, Offer};
use crate::catalog::server::parts::code::Excerpts;
use crate::catalog::server::parts::files::Files;
use crate::catalog::server::parts::gallery::Gallery;
use crate::catalog::server::parts::gone::Gone;
use crate::catalog::server::parts::json_ld::{BreadcrumbsLd, JsonLd};
use crate::catalog::server::parts::keep::WishButton;
use crate::catalog::server::parts::module::Module;
use crate::catalog::server::parts::own_review::Own;
use crate::catalog::server::parts::recent::RecentlyViewed;
use crate::catalog::server::parts::releases::Releases;
use crate::catalog::server::parts::reviews::Reviews;
use crate::catalog::server::parts::seller_card::SellerCard;
use crate::catalog::server::parts::share::{Report, Reporting, Share};
use crate::catalog::server::parts::source::{SourceView, source};
use crate::catalog::server::parts::specs::Specs;
use crate::catalog::server::parts::template::Template;
use crate::catalog::server::parts::viewer::Viewer;
use crate::catalog::server::seen_by::seen_by;
use crate::catalog::server::show_asset::{Found, Narrowed, Shown, beside, show_asset};
use crate::catalog::server::social_card::SocialCard;
use crate::kit::error::AppResult;
use crate::server::cx::Cx;
use crate::server::page::page;
use crate::ui::head::{FeedLink, PageHead};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::layout::Breadcrumbs;
use crate::ui::stars::Stars;

const GONE: &str = "It was taken down, or its shop has closed. If you bought it and it may be kept, it is still in your library.";

#[component]
pub fn ProductPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    page(|cx| async move {
        let history = History::read(cx.query("versions").as_deref())?;
        match show_asset(&cx.state, cx.person.as_deref(), &slug, history).await? {
            Found::Listing(shown) => product(&cx, *shown, history).await,
            Found::Gone(kind) => {
                Ok(view! { <Gone title="This listing is gone" words=GONE kind=kind /> }.into_any())
            }
        }
    })
}

async fn product(cx: &Cx, shown: Shown, history: History) -> AppResult<AnyView> {
    let narrowed = Narrowed {
        after: cx.query("reviews_after"),
        stars: rules::review::narrowed(cx.query("stars").as_deref())?,
    };
    let viewer = cx.person.as_deref();
    let beside = seen_by(viewer, beside(&cx.state, viewer, &shown.listing, &narrowed)).await?;
    cx.request.shows.add(beside.shown(&shown.listing));
    let offer = Offer::of(&shown);
    let Shown { mut listing, notice, is_own, standing } = shown;
    let own = match (standing.review, viewer) {
        (Some(review), _) => Own::Written(review),
        (None, Some(person)) if standing.owned && !is_own => {
            if person.email_verified {
                Own::Write
            } else {
                Own::Confirm
            }
        }
        (None, _) => Own::Nothing,
    };
    let wish = matches!(offer, Offer::Buy).then(|| {
        view! { <WishButton asset_id=listing.id title=listing.title.clone() wished=standing.wished /> }
    });
    let follows = (!is_own).then_some(standing.follows);
    let reporting = match viewer {
        None => Reporting::SignIn,
        Some(_) if is_own => Reporting::Never,
        Some(_) if standing.reported => Reporting::Done,
        Some(_) => Reporting::Open,
    };
    let viewer = viewer.map_or(Uuid::nil(), |person| person.id);
    // What few see is nobody's to come back to.
    let here = notice.is_none().then(|| listing.slug.clone());
    let card = SocialCard::of(&listing);
    let source = source(&cx.state, &listing, cx.query("file").as_deref()).await?;
    let mut excerpts = Vec::new();
    for excerpt in std::mem::take(&mut listing.excerpts) {
        let html = highlight::to_html(&excerpt.language, &excerpt.text).await;
        excerpts.push((excerpt, html));
    }
    let pictures = std::mem::take(&mut listing.pictures);
    let trail = trail(&listing);
    let all_versions = (history == History::Newest)
        .then(|| format!("{}#versions", with_query(&listing.path(), [("versions", History::ALL)])));
    Ok(view! {
        <Head cx=cx.clone() listing=&listing card=&card unlisted=notice.is_some() />
        <JsonLd state=cx.state.clone() listing=&listing pictures=&pictures card=&card />
        <BreadcrumbsLd state=cx.state.clone() trail=&trail />
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
                <StaffPick reason=listing.pick.clone() />
            </header>
            <div class="product-views">
                <Viewer listing=&listing>
                    <Gallery pictures=pictures kind=listing.kind />
                </Viewer>
                <Excerpts excerpts=excerpts />
                {source.map(|source| view! { <SourceView source=source /> })}
            </div>
            <aside class="product-side" aria-label="Buy">
                <BuyBox listing=&listing offer=offer />
                {wish}
                <SellerCard seller=&listing.seller follows=follows />
                <Share title=listing.title.clone() href=cx.state.config.server.link(&listing.path()) />
                <Report asset_id=listing.id slug=listing.slug.clone() reporting=reporting />
            </aside>
            <div class="product-text">
                <About listing=&listing />
                <Specs listing=&listing />
                <Module listing=&listing />
                <Template listing=&listing />
                <Files listing=&listing />
                <Releases versions=std::mem::take(&mut listing.versions) earlier=listing.earlier all=all_versions />
                <Reviews listing=&listing reviews=beside.reviews narrowed=&narrowed viewer=viewer own=own />
            </div>
            <BuyBar listing=&listing offer=offer />
            <script src="/copy.js" defer=true></script>
        </div>
        {(!beside.related.is_empty())
            .then(|| {
                view! {
                    <section class="section">
                        <h2>"More like this"</h2>
                        <CardGrid cards=beside.related shelf="like" />
                    </section>
                }
            })}
        <RecentlyViewed here=here />
    }
    .into_any())
}

/// The mark of what staff put forward.
#[component]
fn StaffPick(reason: Option<String>) -> impl IntoView {
    reason.map(|reason| {
        view! {
            <p class="staff-pick">
                <span class="pill pill-accent">
                    <Glyph icon=Icon::Check />
                    "Staff pick"
                </span>
                {(!reason.is_empty()).then(|| view! { <span class="muted">{reason}</span> })}
            </p>
        }
    })
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

/// What search engines and links shared elsewhere show. A listing that is not public has no picture there.
#[component]
fn Head<'a>(cx: Cx, listing: &'a Listing, card: &'a SocialCard, unlisted: bool) -> impl IntoView + use<> {
    let server = &cx.state.config.server;
    let summary = if listing.summary.is_empty() {
        format!("{} by {}", listing.kind.name(), listing.seller.name)
    } else {
        listing.summary.clone()
    };
    let picture = if unlisted { String::new() } else { server.link(&card.path()) };
    view! {
        <PageHead
            title=listing.title.clone()
            description=summary
            canonical=server.link(&listing.path())
            picture=picture
            picture_alt=card.alt()
            kind="product"
            unlisted=unlisted
        />
        <FeedLink
            title=format!("New from {}", listing.seller.name)
            href=format!("/sellers/{}/feed.xml", listing.seller.handle)
        />
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
