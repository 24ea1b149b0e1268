//! `/`

use leptos::prelude::*;

use crate::catalog::media;
use crate::catalog::server::parts::asset_card::{CardGrid, glyph};
use crate::catalog::server::parts::makers::Makers;
use crate::catalog::server::parts::picks::Picks;
use crate::catalog::server::parts::recent::RecentlyViewed;
use crate::catalog::server::parts::tint::Tint;
use crate::catalog::server::seen_by::seen_by;
use crate::catalog::server::show_home::{Home, Picked, show_home};
use crate::catalog::types::{Card, Kind, Shelf};
use crate::server::page::page;
use crate::server::page_cache::Shown;
use crate::ui::button::{LinkButton, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::head::{FeedLink, PageHead};
use crate::ui::icon::{Glyph, Icon};

#[component]
pub fn HomePage() -> impl IntoView {
    page(|cx| async move {
        let Home { picks, newest, popular, free, makers, shelves } =
            seen_by(cx.person.as_deref(), show_home(&cx.state)).await?;
        cx.request.shows.add(makers.iter().map(|maker| Shown::Person(maker.id)));
        let kept = 100 - cx.state.config.shop.fee_bps.div_ceil(100).min(100);
        let is_empty = newest.is_empty();
        let showcase = showcase(&picks, &popular, &newest);
        Ok(view! {
            <PageHead
                title="Models, code and templates for makers"
                description="3D models, code snippets, templates and modules from independent makers. Buy once, keep every version, know the licence."
                canonical=cx.state.config.server.link("/")
            />
            <FeedLink title="New at ProSets" href="/feed.xml" />
            <Hero showcase=showcase />
            <Kinds />
            {if is_empty {
                view! {
                    <EmptyState title="The shelves are still empty" text="Nothing is listed yet. Yours could be the first.">
                        <LinkButton href="/become-a-seller" weight=Weight::Primary>
                            "Start selling"
                        </LinkButton>
                    </EmptyState>
                }
                    .into_any()
            } else {
                view! {
                    <Picks picks=picks />
                    <Row title="New in the shop" href="/assets" all="See everything new" cards=newest shelf="new" />
                    <Row title="Best selling" href="/assets?sort=best-selling" all="See what sells best" cards=popular shelf="best" />
                    <Row title="Free to start with" href="/assets?price_max=0" all="See everything free" cards=free shelf="free" />
                    <Makers makers=makers />
                }
                    .into_any()
            }}
            <Shelves shelves=shelves />
            <RecentlyViewed here=None />
            <Invitation kept=kept />
        })
    })
}

/// The pictures beside the first words: what staff picked and what sells best of each seller, filled up with what is
/// new.
fn showcase(picks: &[Picked], popular: &[Card], newest: &[Card]) -> Vec<Card> {
    let picked = picks.iter().map(|pick| &pick.card);
    let pictured = picked.chain(popular).chain(newest).filter(|card| card.picture.is_some());
    let pictured: Vec<&Card> = pictured.collect();
    let mut chosen: Vec<Card> = Vec::new();
    for one_each in [true, false] {
        for card in &pictured {
            let shown =
                |other: &Card| other.id == card.id || one_each && other.seller_handle == card.seller_handle;
            if chosen.len() < 4 && !chosen.iter().any(shown) {
                chosen.push((*card).clone());
            }
        }
    }
    chosen
}

#[component]
fn Hero(showcase: Vec<Card>) -> impl IntoView {
    view! {
        <section class="hero">
            <div class="hero-words">
                <h1>"Good parts, ready to build with"</h1>
                <p class="hero-lede">
                    "3D models, code, templates and modules by people who make things. Pay once; every version, its licence and its checksum are yours to keep."
                </p>
                <div class="hero-actions">
                    <LinkButton href="/assets" weight=Weight::Primary>
                        "Browse the shop"
                    </LinkButton>
                    <LinkButton href="/assets?price_max=0">"Start with something free"</LinkButton>
                </div>
                <ul class="promises">
                    <Promise icon=Icon::Key words="The licence in plain words before you pay" />
                    <Promise icon=Icon::Shield words="Every file with its SHA-256" />
                    <Promise icon=Icon::Check words="Reviews by buyers only" />
                </ul>
            </div>
            <ul class="hero-showcase">
                {showcase
                    .into_iter()
                    .enumerate()
                    .map(|(place, card)| view! { <Shown card=card first=place == 0 /> })
                    .collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn Promise(icon: Icon, words: &'static str) -> impl IntoView {
    view! {
        <li>
            <Glyph icon=icon />
            {words}
        </li>
    }
}

#[component]
fn Shown(card: Card, first: bool) -> impl IntoView {
    let href = card.path();
    card.picture.map(|picture| {
        view! {
            <li>
                <a href=href>
                    <Tint colour=picture.colour.clone() />
                    <img
                        src=media::src(&picture.stem, 480)
                        srcset=media::srcset(&picture)
                        sizes="(min-width: 64rem) 20rem, 46vw"
                        width=picture.width
                        height=picture.height
                        alt=card.title
                        fetchpriority=first.then_some("high")
                    />
                </a>
            </li>
        }
    })
}

#[component]
fn Kinds() -> impl IntoView {
    let words = |kind| match kind {
        Kind::Model => "Meshes that print, with their real size",
        Kind::Snippet => "Functions you can read before you buy",
        Kind::Template => "Pages and documents to fill in",
        Kind::Module => "Packages that plug into a project",
    };
    view! {
        <ul class="kind-tiles" aria-label="Kinds of work">
            {Kind::ALL
                .map(|kind| {
                    view! {
                        <li>
                            <a class="kind-tile" href=format!("/assets?kind={}", kind.code())>
                                <Glyph icon=glyph(kind) />
                                <span>
                                    <strong>{kind.plural()}</strong>
                                    <span class="muted">{words(kind)}</span>
                                </span>
                            </a>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

#[component]
fn Row(
    title: &'static str,
    href: &'static str,
    all: &'static str,
    cards: Vec<Card>,
    shelf: &'static str,
) -> impl IntoView {
    (!cards.is_empty()).then(|| {
        view! {
            <section class="section">
                <div class="section-head">
                    <h2>{title}</h2>
                    <a class="section-more" href=href>
                        {all}
                        <Glyph icon=Icon::ArrowRight />
                    </a>
                </div>
                <CardGrid cards=cards shelf=shelf />
            </section>
        }
    })
}

#[component]
fn Shelves(shelves: Vec<Shelf>) -> impl IntoView {
    (!shelves.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>"By category"</h2>
                <ul class="chips chips-large">
                    {shelves
                        .into_iter()
                        .map(|shelf| {
                            view! {
                                <li>
                                    <a class="chip" href=format!("/categories/{}", shelf.slug)>
                                        {shelf.name}
                                    </a>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </section>
        }
    })
}

/// `kept` is the seller's share in percent.
#[component]
fn Invitation(kept: u32) -> impl IntoView {
    view! {
        <section class="invitation">
            <div>
                <h2>"Sell what you make"</h2>
                <p>{format!("Upload, set your licences and prices, publish. You keep {kept} % of every sale.")}</p>
            </div>
            <LinkButton href="/become-a-seller">"Open your shop"</LinkButton>
        </section>
    }
}
