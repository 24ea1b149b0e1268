//! The pictures of a listing, the first of them its cover.

use leptos::prelude::*;
use uuid::Uuid;

use crate::catalog::{Kind, media};
use crate::db::entities::preview;
use crate::sell::rules::MOST_PICTURES;
use crate::sell::rules::texts::ALT_MAX;
use crate::sell::server::listing::Listing;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::{Submit, Weight};
use crate::ui::field::Fault;
use crate::ui::field::TextField;
use crate::ui::form::{Form, Hidden};

#[component]
pub fn PicturesSection<'a>(listing: &'a Listing) -> impl IntoView + use<> {
    let id = listing.asset.id;
    let pictures: Vec<_> = listing.pictures().cloned().collect();
    let to_be_drawn = pictures.is_empty() && listing.kind() == Kind::Model;
    let full = pictures.len() >= MOST_PICTURES;
    view! {
        <section class="card editor-section" id="pictures" aria-labelledby="pictures-title">
            <h2 id="pictures-title">"Pictures"</h2>
            <p class="muted">
                "The first one is the cover. Each is drawn anew from its pixels; nothing else of your file is kept."
            </p>
            {to_be_drawn
                .then(|| {
                    view! {
                        <p class="muted">
                            "Without a picture of yours, the shop draws one from the first model that can be read."
                        </p>
                    }
                })}
            {(!pictures.is_empty())
                .then(|| {
                    let rows = pictures
                        .into_iter()
                        .enumerate()
                        .map(|(place, picture)| {
                            view! { <PictureRow asset_id=id picture=picture place=place /> }
                        });
                    view! { <ul class="picture-list">{rows.collect_view()}</ul> }
                })}
            {(!full).then(|| view! { <AddPicture asset_id=id /> })}
        </section>
    }
}

#[component]
fn PictureRow(asset_id: Uuid, picture: preview::Model, place: usize) -> impl IntoView {
    let is_cover = place == 0;
    let src = media::src(picture.storage_key.as_deref().unwrap_or_default(), media::WIDTHS[0]);
    let scope = picture.id.to_string();
    let alt = picture.alt.clone();
    view! {
        <li class="picture-row">
            <img src=src alt=picture.alt width=picture.width height=picture.height loading="lazy" decoding="async" />
            <div class="picture-words">
                {is_cover.then(|| view! { <Badge text="Cover" tone=Tone::Accent /> })}
                <Form action="/api/fn/describe_picture" scope=scope.clone()>
                    <Which asset_id=asset_id picture_id=picture.id />
                    <TextField
                        name="alt"
                        label=format!("What picture {} shows", place + 1)
                        value=alt
                        maxlength=ALT_MAX as u32
                    />
                    <div class="form-actions">
                        <Submit>"Save words"</Submit>
                    </div>
                </Form>
                <div class="form-actions">
                    {(!is_cover)
                        .then(|| {
                            view! {
                                <Form action="/api/fn/make_cover" scope=scope.clone()>
                                    <Which asset_id=asset_id picture_id=picture.id />
                                    <Submit weight=Weight::Quiet label=format!("Make picture {} the cover", place + 1)>
                                        "Make cover"
                                    </Submit>
                                </Form>
                            }
                        })}
                    <Form action="/api/fn/remove_picture" scope=scope>
                        <Which asset_id=asset_id picture_id=picture.id />
                        <Submit weight=Weight::Quiet label=format!("Remove picture {}", place + 1)>
                            "Remove"
                        </Submit>
                    </Form>
                </div>
            </div>
        </li>
    }
}

#[component]
fn Which(asset_id: Uuid, picture_id: Uuid) -> impl IntoView {
    view! {
        <Hidden name="asset_id" value=asset_id.to_string() />
        <Hidden name="picture_id" value=picture_id.to_string() />
    }
}

#[component]
fn AddPicture(asset_id: Uuid) -> impl IntoView {
    view! {
        <Form action=format!("/sell/{asset_id}/pictures") files=true class="add-picture">
            <div class="field">
                <label for="picture-file">"Add a picture"</label>
                <input
                    class="file-field"
                    type="file"
                    id="picture-file"
                    name="file"
                    accept="image/png,image/jpeg,image/webp"
                    required=true
                    aria-describedby="picture-file-hint"
                />
                <p class="field-hint" id="picture-file-hint">
                    "PNG, JPEG or WebP, at most 15 MiB. 1600 pixels across look best."
                </p>
                <Fault name="picture" />
            </div>
            <TextField
                name="alt"
                label="What it shows"
                hint="Read to those who do not see it."
                maxlength=ALT_MAX as u32
            />
            <div class="form-actions">
                <Submit>"Add picture"</Submit>
            </div>
        </Form>
    }
}
