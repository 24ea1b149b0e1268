//! What the one who looks said of a listing, or can say.

use leptos::prelude::*;
use uuid::Uuid;

use crate::catalog::rules::review::{LONGEST_BODY, LONGEST_TITLE};
use crate::catalog::server::parts::review::Given;
use crate::catalog::server::write_review;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::field::{Fault, TextArea, TextField};
use crate::ui::form::{Form, FormScope, Hidden, Refused};

/// What somebody can do about a review of their own.
#[derive(Debug)]
pub enum Own {
    /// Strangers, those who did not buy it, and who sells it.
    Nothing,
    /// Their address is not confirmed.
    Confirm,
    Write,
    Written(write_review::OwnReview),
}

const ACTION: &str = "/api/fn/write_review";

#[component]
pub fn OwnReview(asset_id: Uuid, own: Own) -> impl IntoView {
    match own {
        Own::Nothing => ().into_any(),
        Own::Confirm => view! {
            <div class="card own-review" id="write-review">
                <p>"You bought this. Confirm your email address, and you can say what you think of it."</p>
                <LinkButton href="/account">"Confirm it"</LinkButton>
            </div>
        }
        .into_any(),
        Own::Write => view! {
            <div class="card own-review" id="write-review">
                <h3>"You bought this. What do you think of it?"</h3>
                <Words asset_id=asset_id button="Publish your review" />
            </div>
        }
        .into_any(),
        Own::Written(review) => view! { <Written asset_id=asset_id review=review /> }.into_any(),
    }
}

#[component]
fn Written(asset_id: Uuid, review: write_review::OwnReview) -> impl IntoView {
    let refused = use_context::<Refused>().is_some_and(|refused| refused.action == ACTION);
    let hidden = review.hidden.is_some();
    let note = review.hidden.map(|reason| {
        view! {
            <p class="flash flash-notice">
                {format!(
                    "The shop's moderators hid your review, and it does not count: “{reason}” You can change it; they decide whether it is shown again.",
                )}
            </p>
        }
    });
    let (stars, title, body, id) = (review.stars, review.title, review.body, review.id);
    view! {
        <div class="card own-review" id="write-review">
            {note}
            <p class="review-head">
                <strong>"Your review"</strong>
                <Given stars=stars />
            </p>
            <details class="act" open=refused || hidden>
                <summary>"Change your review"</summary>
                <Words asset_id=asset_id stars=stars title=title body=body button="Save" />
            </details>
            {(!hidden)
                .then(|| {
                    view! {
                        <Form action="/api/fn/delete_review" confirm="Delete your review? Its votes go with it.">
                            <Hidden name="review_id" value=id.to_string() />
                            <Submit weight=Weight::Danger class="btn-sm">
                                "Delete your review"
                            </Submit>
                        </Form>
                    }
                })}
        </div>
    }
}

#[component]
fn Words(
    asset_id: Uuid,
    #[prop(optional)] stars: i32,
    #[prop(into, optional)] title: String,
    #[prop(into, optional)] body: String,
    button: &'static str,
) -> impl IntoView {
    view! {
        <Form action=ACTION>
            <Hidden name="asset_id" value=asset_id.to_string() />
            <StarChoice stars=stars />
            <TextField name="title" label="In a few words" value=title maxlength=LONGEST_TITLE />
            <TextArea
                name="body"
                label="Your review"
                hint="What worked, what did not, what it is good for. Line breaks are kept."
                value=body
                rows=5
                maxlength=LONGEST_BODY
            />
            <div class="form-actions">
                <Submit weight=Weight::Primary>{button}</Submit>
            </div>
        </Form>
    }
}

/// 0 is none yet.
#[component]
fn StarChoice(stars: i32) -> impl IntoView {
    let refused = FormScope::current();
    let typed = refused.as_ref().map(|refused| refused.value("stars").unwrap_or_default().to_owned());
    let chosen = typed.unwrap_or_else(|| stars.to_string());
    view! {
        <fieldset class="star-choice">
            <legend>"Stars"</legend>
            {(1..=5)
                .rev()
                .map(|star| {
                    let words = if star == 1 { "1 star".to_owned() } else { format!("{star} stars") };
                    view! {
                        <label>
                            <input
                                class="radio"
                                type="radio"
                                name="stars"
                                value=star
                                required=true
                                checked=chosen == star.to_string()
                            />
                            {words}
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
        <Fault name="stars" />
    }
}
