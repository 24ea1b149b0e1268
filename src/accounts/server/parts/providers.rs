//! Buttons that lead to the providers one may sign in with.

use leptos::prelude::*;

use crate::server::cx::Cx;
use crate::server::reply::same_site;

/// Where signing in with this provider begins.
pub fn begin_at(key: &str, next: &str) -> String {
    let path = if key == "auth0" { "/api/auth/login".to_owned() } else { format!("/api/auth/login/{key}") };
    match same_site(next, "") {
        "" => path,
        next => {
            let query: String =
                form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
            format!("{path}?{query}")
        }
    }
}

/// Nothing where there are none.
#[component]
pub fn Providers(
    #[prop(into)] next: String,
    /// Whether a form for passwords stands below.
    before_passwords: bool,
) -> impl IntoView {
    let cx = Cx::current().ok()?;
    let buttons: Vec<_> = cx
        .state
        .issuers
        .iter()
        .map(|issuer| {
            view! {
                <a class="btn btn-block" href=begin_at(&issuer.key, &next) rel="nofollow">
                    "Continue with " {issuer.label.clone()}
                </a>
            }
        })
        .collect();
    (!buttons.is_empty()).then(|| {
        view! {
            <div class="providers stack">{buttons}</div>
            {before_passwords.then(|| view! { <p class="or muted">"or with a password"</p> })}
        }
    })
}
