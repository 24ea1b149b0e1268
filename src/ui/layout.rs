//! The frame of a page's content.

use leptos::prelude::*;

/// The page's one `h1`, a line under it, and what can be done here.
#[component]
pub fn PageTitle(
    #[prop(into)] title: String,
    #[prop(into, optional)] lede: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-title">
            <div>
                <h1>{title}</h1>
                {(!lede.is_empty()).then(|| view! { <p class="lede">{lede}</p> })}
            </div>
            {children.map(|children| view! { <div class="page-actions">{children()}</div> })}
        </header>
    }
}

/// Where one is: `(address, words)`, the last without a link.
#[component]
pub fn Breadcrumbs(trail: Vec<(String, String)>) -> impl IntoView {
    let last = trail.len().saturating_sub(1);
    view! {
        <nav class="breadcrumbs" aria-label="Breadcrumbs">
            <ol>
                {trail
                    .into_iter()
                    .enumerate()
                    .map(|(i, (href, words))| {
                        if i == last {
                            view! { <li aria-current="page">{words}</li> }.into_any()
                        } else {
                            view! {
                                <li>
                                    <a href=href>{words}</a>
                                </li>
                            }
                                .into_any()
                        }
                    })
                    .collect_view()}
            </ol>
        </nav>
    }
}

/// A titled block.
#[component]
pub fn Section(#[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <section class="section">
            <h2>{title}</h2>
            {children()}
        </section>
    }
}

/// A figure with its name, for the head of a dashboard.
#[component]
pub fn Figure(
    #[prop(into)] name: String,
    #[prop(into)] value: String,
    #[prop(into, optional)] note: String,
) -> impl IntoView {
    view! {
        <div class="figure">
            <dt>{name}</dt>
            <dd>{value}</dd>
            {(!note.is_empty()).then(|| view! { <dd class="figure-note">{note}</dd> })}
        </div>
    }
}
