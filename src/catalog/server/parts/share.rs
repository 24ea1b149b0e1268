//! Ways to pass a listing on, and to tell the moderators of it. Without scripts there are links; `public/copy.js` adds
//! the browser's own sheet and copying.

use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use crate::catalog::rules::review::LONGEST_REPORT;
use crate::ui::button::Submit;
use crate::ui::field::TextArea;
use crate::ui::form::{Form, Hidden, Refused};

#[component]
pub fn Share(
    title: String,
    /// The listing's own, whole address.
    href: String,
) -> impl IntoView {
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let mail = format!("mailto:?subject={}&body={}", encoded(&title), encoded(&href));
    view! {
        <div class="share" role="group" aria-label="Share">
            <button class="btn btn-ghost" type="button" data-share=href.clone() hidden>
                "Share"
            </button>
            <button class="btn btn-ghost" type="button" data-copy-link=href.clone() hidden>
                "Copy link"
            </button>
            <a class="link" href=mail>
                "Send by mail"
            </a>
            <a class="link" href=href rel="bookmark">
                "Link to this page"
            </a>
        </div>
    }
}

/// What the one who looks can tell the moderators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reporting {
    /// Strangers sign in first.
    SignIn,
    Open,
    Done,
    /// Of one's own.
    Never,
}

const ACTION: &str = "/api/fn/report_asset";

#[component]
pub fn Report(asset_id: Uuid, slug: String, reporting: Reporting) -> impl IntoView {
    match reporting {
        Reporting::Never => ().into_any(),
        Reporting::Done => view! { <p class="muted">"You reported this listing"</p> }.into_any(),
        Reporting::SignIn => view! {
            <p class="share">
                <a class="link" href=format!("/sign-in?next=%2Fassets%2F{slug}") rel="nofollow">
                    "Sign in to report this listing"
                </a>
            </p>
        }
        .into_any(),
        Reporting::Open => {
            let open = use_context::<Refused>().is_some_and(|refused| refused.action == ACTION);
            view! {
                <details class="act" open=open>
                    <summary>"Report this listing"</summary>
                    <Form action=ACTION scope="listing" class="act-form">
                        <Hidden name="asset_id" value=asset_id.to_string() />
                        <TextArea
                            name="reason"
                            label="What is wrong with it?"
                            hint="Only the shop's moderators read this."
                            rows=2
                            required=true
                            maxlength=LONGEST_REPORT
                        />
                        <Submit label="Report this listing">"Report"</Submit>
                    </Form>
                </details>
            }
            .into_any()
        }
    }
}
