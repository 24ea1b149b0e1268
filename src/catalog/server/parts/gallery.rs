//! The pictures of a listing: one strip that scrolls and snaps, with thumbnails as links into it. No script.

use leptos::prelude::*;

use super::asset_card::glyph;
use super::tint::Tint;
use crate::catalog::media;
use crate::catalog::types::{Kind, Picture};
use crate::ui::icon::Glyph;

const SIZES: &str = "(min-width: 64rem) 48rem, 100vw";

#[component]
pub fn Gallery(pictures: Vec<Picture>, kind: Kind) -> impl IntoView {
    if pictures.is_empty() {
        return view! {
            <div class="gallery-blank">
                <Glyph icon=glyph(kind) />
            </div>
        }
        .into_any();
    }
    let thumbnails = (pictures.len() > 1).then(|| view! { <Thumbnails pictures=pictures.clone() /> });
    let slides = pictures.into_iter().enumerate().map(|(place, picture)| {
        let first = place == 0;
        view! {
            <li id=format!("view-{}", place + 1)>
                <figure>
                    <Tint colour=picture.colour.clone() />
                    <img
                        src=media::src(&picture.stem, 960)
                        srcset=media::srcset(&picture)
                        sizes=SIZES
                        width=picture.width
                        height=picture.height
                        alt=picture.alt.clone()
                        loading=if first { "eager" } else { "lazy" }
                        fetchpriority=if first { "high" } else { "low" }
                        decoding="async"
                    />
                    // Those who hear the page were told by the picture.
                    {(!picture.alt.is_empty())
                        .then(|| view! { <figcaption aria-hidden="true">{picture.alt}</figcaption> })}
                </figure>
            </li>
        }
    });
    view! {
        <div class="gallery">
            <ul class="gallery-slides" tabindex="0" aria-label="Pictures">
                {slides.collect_view()}
            </ul>
            {thumbnails}
        </div>
    }
    .into_any()
}

#[component]
fn Thumbnails(pictures: Vec<Picture>) -> impl IntoView {
    view! {
        <ul class="gallery-thumbs" aria-label="Choose a picture">
            {pictures
                .into_iter()
                .zip(1..)
                .map(|(picture, place)| {
                    view! {
                        <li>
                            <a href=format!("#view-{place}") aria-label=format!("Picture {place}: {}", picture.alt)>
                                <img
                                    src=media::src(&picture.stem, 480)
                                    width=picture.width
                                    height=picture.height
                                    alt=""
                                    loading="lazy"
                                    fetchpriority="low"
                                    decoding="async"
                                />
                            </a>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
