//! Code with its colours, the name of its language, and a button that copies it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::catalog::server::listing::Excerpt;

/// Each excerpt with its marked HTML.
#[component]
pub fn Excerpts(excerpts: Vec<(Excerpt, Arc<str>)>) -> impl IntoView {
    excerpts
        .into_iter()
        .zip(1..)
        .map(|((excerpt, html), place)| {
            let name = if excerpt.caption.is_empty() { "Excerpt".to_owned() } else { excerpt.caption };
            view! { <Code id=format!("code-{place}") name=name language=excerpt.language html=html /> }
        })
        .collect_view()
}

#[component]
pub fn Code(
    #[prop(into)] id: String,
    name: String,
    #[prop(into)] language: String,
    html: Arc<str>,
) -> impl IntoView {
    view! {
        <figure class="code">
            <figcaption>
                <span>{name.clone()}</span>
                <span class="muted">{language}</span>
                <Copy of=id.clone() label=format!("Copy {name}") />
            </figcaption>
            <pre tabindex="0" role="region" aria-label=name>
                <code id=id inner_html=html.to_string()></code>
            </pre>
        </figure>
    }
}

/// Copies the text of an element; `public/copy.js` shows it, for without scripts it could do nothing.
#[component]
pub fn Copy(
    /// The element's id.
    #[prop(into)]
    of: String,
    /// Spoken instead of "Copy".
    label: String,
) -> impl IntoView {
    view! {
        <button class="btn btn-ghost code-copy" type="button" data-copy=format!("#{of}") aria-label=label hidden>
            "Copy"
        </button>
    }
}
