//! Excerpts of code, coloured, with a button that copies them.

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
            let id = format!("code-{place}");
            let name = if excerpt.caption.is_empty() { "Excerpt".to_owned() } else { excerpt.caption };
            view! {
                <figure class="code">
                    <figcaption>
                        <span>{name.clone()}</span>
                        <span class="muted">{excerpt.language}</span>
                        <button class="btn btn-ghost code-copy" type="button" data-copy=format!("#{id}")>
                            "Copy"
                        </button>
                    </figcaption>
                    <pre tabindex="0" role="region" aria-label=name>
                        <code id=id inner_html=html.to_string()></code>
                    </pre>
                </figure>
            }
        })
        .collect_view()
}
