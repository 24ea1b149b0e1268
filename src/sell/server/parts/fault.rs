//! What is wrong with a group of fields, where no single one is to blame.

use leptos::prelude::*;

use crate::ui::form::FormScope;

#[component]
pub fn Fault(name: &'static str) -> impl IntoView {
    let errors = FormScope::current().and_then(|refused| refused.error.fields().remove(name));
    errors.map(|errors| view! { <p class="field-error" role="alert">{errors.join(" ")}</p> })
}
