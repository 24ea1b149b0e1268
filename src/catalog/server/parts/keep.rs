//! Buttons that keep a listing in mind or follow a shop, and take it back.

use leptos::prelude::*;
use uuid::Uuid;

use crate::ui::button::{Submit, Weight};
use crate::ui::form::{Form, Hidden};
use crate::ui::icon::{Glyph, Icon};

#[component]
pub fn WishButton(asset_id: Uuid, title: String, wished: bool) -> impl IntoView {
    let (words, label, class) = match wished {
        true => ("Remove from wishlist", format!("Remove from wishlist: {title}"), "btn-block keep-on"),
        false => ("Add to wishlist", format!("Add to wishlist: {title}"), "btn-block"),
    };
    view! {
        <Form action="/api/fn/wish" scope=format!("wish-{asset_id}") class="keep">
            <Hidden name="asset_id" value=asset_id.to_string() />
            {(!wished).then(|| view! { <Hidden name="wished" value="true" /> })}
            <Submit weight=Weight::Quiet class=class label=label>
                <Glyph icon=Icon::Heart />
                {words}
            </Submit>
        </Form>
    }
}

/// The same on a card: above the link that covers it, and without words.
#[component]
pub fn Heart(
    asset_id: Uuid,
    title: String,
    wished: bool,
    /// Where the page is entered again afterwards.
    mark: String,
) -> impl IntoView {
    let (label, class) = match wished {
        true => (format!("Remove “{title}” from your wishlist"), "btn-circle keep-on"),
        false => (format!("Save “{title}” to your wishlist"), "btn-circle"),
    };
    view! {
        <Form action="/api/fn/wish" id=mark.clone() class="card-heart">
            <Hidden name="asset_id" value=asset_id.to_string() />
            <Hidden name="mark" value=mark />
            {(!wished).then(|| view! { <Hidden name="wished" value="true" /> })}
            <Submit class=class label=label>
                <Glyph icon=Icon::Heart />
            </Submit>
        </Form>
    }
}

#[component]
pub fn FollowButton(seller_id: Uuid, name: String, follows: bool) -> impl IntoView {
    let (words, label) = match follows {
        true => ("Unfollow", format!("Unfollow {name}")),
        false => ("Follow", format!("Follow {name}")),
    };
    view! {
        <Form action="/api/fn/follow" class="keep">
            <Hidden name="seller_id" value=seller_id.to_string() />
            {(!follows).then(|| view! { <Hidden name="follows" value="true" /> })}
            <Submit class="btn-sm" label=label>
                <Glyph icon=if follows { Icon::Check } else { Icon::Plus } />
                {words}
            </Submit>
        </Form>
    }
}
