//! The puzzle a browser solves before a form is sent, where one is asked for.

use leptos::prelude::*;

/// What a form carries beside its fields. Without JavaScript the words say what is left to do.
#[component]
pub fn Proof(
    /// For how many seconds one is asked for.
    asked: Option<u64>,
    /// Where another form of the page shows the words already.
    #[prop(optional)]
    unseen: bool,
) -> impl IntoView {
    asked.map(|seconds| {
        let wait = format!("come back in {} min.", seconds.div_ceil(60));
        view! {
            <input type="hidden" name="altcha" value="" autocomplete="off" data-proof="/api/v1/auth/challenge" />
            <p class=if unseen { "sr-only" } else { "muted" } role="status" data-proof-words="">
                "There were many attempts from your network, so your browser has to solve a small puzzle first. It does \
                 so by itself, with JavaScript. Without JavaScript, "
                {wait}
            </p>
            <script type="module" src="/proof.js"></script>
        }
    })
}
