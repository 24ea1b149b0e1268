//! One review: what was said, what the seller answered, and what one can do about it.

use leptos::prelude::*;
use uuid::Uuid;

use crate::catalog::rules::review::{LONGEST_ANSWER, LONGEST_REPORT};
use crate::catalog::server::show_asset::ReviewRow;
use crate::kit::time;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::Submit;
use crate::ui::field::TextArea;
use crate::ui::form::{Form, Hidden, Refused};

/// Who looks at reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    Stranger,
    Person,
    /// Whose listing it is.
    Seller,
}

impl Looks {
    pub fn of(viewer: Uuid, seller_id: Uuid) -> Self {
        match viewer {
            viewer if viewer.is_nil() => Self::Stranger,
            viewer if viewer == seller_id => Self::Seller,
            _ => Self::Person,
        }
    }
}

#[component]
pub fn Review(
    review: ReviewRow,
    viewer: Uuid,
    looks: Looks,
    /// What the shop is called.
    seller: String,
) -> impl IntoView {
    let is_own = review.user_id == viewer;
    let about = format!("the review by {}", review.author);
    let acts = view! {
        <div class="review-acts">
            <Helpful review=&review is_own=is_own about=about.clone() />
            {(looks == Looks::Seller).then(|| view! { <AnswerIt review=&review about=about.clone() /> })}
            {(looks != Looks::Stranger && !is_own).then(|| view! { <Report review=&review about=about.clone() /> })}
        </div>
    };
    let edited = review.updated_at > review.created_at;
    view! {
        <li class="review" id=format!("review-{}", review.id)>
            <p class="review-head">
                <Given stars=review.stars />
                {(!review.title.is_empty()).then(|| view! { <strong>{review.title}</strong> })}
            </p>
            {(!review.body.is_empty()).then(|| view! { <p class="review-body">{review.body}</p> })}
            <p class="muted review-by">
                <Avatar name=review.author.clone() picture=review.avatar size=AvatarSize::Small />
                <span>
                    {review.author} ", "
                    <time datetime=review.created_at.to_rfc3339()>{time::day(review.created_at)}</time>
                    {edited.then_some(", changed since")}
                </span>
            </p>
            {review
                .answer
                .map(|answer| {
                    view! {
                        <div class="review-answer">
                            <p class="muted">
                                {format!("{seller} answered")}
                                {review
                                    .answered_at
                                    .map(|at| view! { " on " <time datetime=at.to_rfc3339()>{time::day(at)}</time> })}
                            </p>
                            <p class="review-body">{answer}</p>
                        </div>
                    }
                })}
            {acts}
        </li>
    }
}

/// Stars one person gave.
#[component]
pub fn Given(stars: i32) -> impl IntoView {
    view! {
        <span class="stars" role="img" aria-label=format!("{stars} of 5 stars")>
            {(1..=5)
                .map(|star| view! { <span class=if star <= stars { "star star-full" } else { "star" }></span> })
                .collect_view()}
        </span>
    }
}

/// How many it helped, and a button to be one of them, or no longer.
#[component]
fn Helpful<'a>(review: &'a ReviewRow, is_own: bool, about: String) -> impl IntoView + use<> {
    let count = match review.votes {
        0 => None,
        1 => Some("Helped 1 person".to_owned()),
        n => Some(format!("Helped {n} people")),
    };
    let (id, voted) = (review.id.to_string(), review.voted);
    let label = if voted { format!("Take back: {about} helped me") } else { format!("Helpful: {about}") };
    let button = (!is_own).then(|| {
        view! {
            <Form action="/api/fn/vote_review" scope=format!("vote-{id}")>
                <Hidden name="review_id" value=id.clone() />
                {(!voted).then(|| view! { <Hidden name="helpful" value="true" /> })}
                <Submit class="btn-sm" label=label>
                    {if voted { "Not helpful after all" } else { "Helpful" }}
                </Submit>
            </Form>
        }
    });
    view! {
        {button}
        {count.map(|words| view! { <span class="muted">{words}</span> })}
    }
}

/// Whether the form of this action about this review came back.
fn came_back(action: &str, id: &str) -> bool {
    use_context::<Refused>()
        .is_some_and(|refused| refused.action == action && refused.value("review_id") == Some(id))
}

#[component]
fn AnswerIt<'a>(review: &'a ReviewRow, about: String) -> impl IntoView + use<> {
    let action = "/api/fn/answer_review";
    let id = review.id.to_string();
    let words = if review.answer.is_some() { "Change your answer" } else { "Answer" };
    let before = review.answer.clone().unwrap_or_default();
    let open = came_back(action, &id);
    view! {
        <details class="act" open=open>
            <summary>{words}<span class="sr-only">{format!(" to {about}")}</span></summary>
            <Form action=action scope=format!("answer-{id}") class="act-form">
                <Hidden name="review_id" value=id.clone() />
                <TextArea
                    name="body"
                    label="Your answer"
                    hint="Everybody can read it."
                    value=before
                    required=true
                    maxlength=LONGEST_ANSWER
                />
                <Submit label=format!("Save your answer to {about}")>"Save"</Submit>
            </Form>
        </details>
    }
}

#[component]
fn Report<'a>(review: &'a ReviewRow, about: String) -> impl IntoView + use<> {
    if review.reported {
        return view! { <span class="muted">"You reported it"</span> }.into_any();
    }
    let action = "/api/fn/report_review";
    let id = review.id.to_string();
    let open = came_back(action, &id);
    view! {
        <details class="act" open=open>
            <summary>"Report"<span class="sr-only">{format!(" {about}")}</span></summary>
            <Form action=action scope=format!("report-{id}") class="act-form">
                <Hidden name="review_id" value=id.clone() />
                <TextArea
                    name="reason"
                    label="What is wrong with it?"
                    hint="Only the shop's moderators read this."
                    rows=2
                    required=true
                    maxlength=LONGEST_REPORT
                />
                <Submit label=format!("Report {about}")>"Report"</Submit>
            </Form>
        </details>
    }
    .into_any()
}
