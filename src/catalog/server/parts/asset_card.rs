//! A listing on a shelf: its picture, what it is, who made it, what it costs.

use leptos::prelude::*;

use super::keep::Heart;
use super::tint::Tint;
use crate::catalog::media;
use crate::catalog::types::{Card, Kind, Picture};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::price::Price;

/// The width a card takes, so that the browser picks the right file.
const SIZES: &str = "(min-width: 64rem) 19rem, (min-width: 40rem) 30vw, 46vw";

#[component]
pub fn AssetCard(
    card: Card,
    /// Seen without scrolling: its picture is fetched at once.
    #[prop(optional)]
    eager: bool,
    /// The first thing one sees: fetched before the others.
    #[prop(optional)]
    first: bool,
    /// Names its heart, unlike any other on the page.
    #[prop(into, optional)]
    mark: String,
) -> impl IntoView {
    let href = card.path();
    let (asset_id, title) = (card.id, card.title.clone());
    let heart =
        card.wished.map(|wished| view! { <Heart asset_id=asset_id title=title wished=wished mark=mark /> });
    view! {
        <article class="asset-card">
            <CardPicture picture=card.picture kind=card.kind eager=eager first=first />
            <div class="asset-card-body">
                <p class="asset-card-kind">{card.kind.name()}</p>
                <h3>
                    <a href=href>{card.title}</a>
                </h3>
                <p class="asset-card-seller">"by " {card.seller_name}</p>
                <div class="asset-card-foot">
                    <Price amount=card.price from=card.several_prices />
                    <Rating sum=card.rating_sum count=card.rating_count />
                </div>
            </div>
            {heart}
        </article>
    }
}

/// Cards in rows. The first row's pictures are fetched at once where the grid opens the page.
#[component]
pub fn CardGrid(
    cards: Vec<Card>,
    #[prop(optional)] leads: bool,
    /// Told apart from the other grids of a page.
    #[prop(default = "card")]
    shelf: &'static str,
) -> impl IntoView {
    let card = |(place, card)| {
        let mark = format!("{shelf}-{}", place + 1);
        view! {
            <li>
                <AssetCard card=card eager=leads && place < 4 first=leads && place == 0 mark=mark />
            </li>
        }
    };
    view! { <ul class="card-grid">{cards.into_iter().enumerate().map(card).collect_view()}</ul> }
}

#[component]
fn CardPicture(picture: Option<Picture>, kind: Kind, eager: bool, first: bool) -> impl IntoView {
    let Some(picture) = picture else {
        return view! {
            <div class="asset-card-picture asset-card-blank">
                <Glyph icon=glyph(kind) />
            </div>
        }
        .into_any();
    };
    view! {
        <div class="asset-card-picture">
            <Tint colour=picture.colour.clone() />
            <img
                src=media::src(&picture.stem, 480)
                srcset=media::srcset(&picture)
                sizes=SIZES
                width=picture.width
                height=picture.height
                alt=""
                loading=if eager { "eager" } else { "lazy" }
                fetchpriority=first.then_some("high")
                decoding="async"
            />
        </div>
    }
    .into_any()
}

/// One star and a figure: short enough for a card. Nothing while nobody has rated.
#[component]
fn Rating(sum: i64, count: i64) -> impl IntoView {
    (count > 0).then(|| {
        let tenths = (sum * 10 + count / 2) / count;
        let figure = format!("{}.{}", tenths / 10, tenths % 10);
        let words =
            format!("{figure} of 5 stars from {count} {}", if count == 1 { "review" } else { "reviews" });
        view! {
            <span class="stars" role="img" aria-label=words>
                <span class="star star-full"></span>
                <span class="stars-count">{format!("{figure} ({count})")}</span>
            </span>
        }
    })
}

pub fn glyph(kind: Kind) -> Icon {
    match kind {
        Kind::Model => Icon::Cube,
        Kind::Snippet => Icon::Code,
        Kind::Template => Icon::Layout,
        Kind::Module => Icon::Package,
    }
}
