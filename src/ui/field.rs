//! Form fields: a label, what was typed, a hint, and what is wrong in words beside it.

use leptos::prelude::*;

use crate::ui::escape::escape;
use crate::ui::form::FormScope;

struct State {
    value: String,
    errors: Vec<String>,
    described_by: Option<String>,
    id: String,
}

/// What a field shows after a refusal: what was typed wins over what is stored.
fn state(name: &str, stored: String, hint: bool) -> State {
    let refused = FormScope::current();
    let value = refused.as_ref().and_then(|r| r.value(name).map(str::to_owned)).unwrap_or(stored);
    let errors = refused.and_then(|r| r.error.fields().remove(name)).unwrap_or_default();
    let id = FormScope::field_id(name);
    let mut described = Vec::new();
    if hint {
        described.push(format!("{id}-hint"));
    }
    if !errors.is_empty() {
        described.push(format!("{id}-error"));
    }
    State { value, errors, described_by: (!described.is_empty()).then(|| described.join(" ")), id }
}

#[component]
fn Notes(id: String, hint: String, errors: Vec<String>) -> impl IntoView {
    view! {
        {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> })}
        {(!errors.is_empty())
            .then(|| {
                view! { <p class="field-error" id=format!("{id}-error")>{errors.join(" ")}</p> }
            })}
    }
}

/// One line of text. Passwords are never sent back.
#[component]
pub fn TextField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into, default = "text".into())] kind: String,
    #[prop(into, optional)] value: String,
    #[prop(into, optional)] hint: String,
    #[prop(into, optional)] autocomplete: String,
    #[prop(into, optional)] placeholder: String,
    #[prop(into, optional)] inputmode: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] maxlength: Option<u32>,
) -> impl IntoView {
    let mut field = state(name, value, !hint.is_empty());
    if kind == "password" {
        field.value.clear();
    }
    let invalid = !field.errors.is_empty();
    view! {
        <div class="field">
            <label for=field.id.clone()>{label}</label>
            <input
                class="input"
                id=field.id.clone()
                name=name
                type=kind
                value=field.value
                placeholder=(!placeholder.is_empty()).then_some(placeholder)
                autocomplete=(!autocomplete.is_empty()).then_some(autocomplete)
                inputmode=(!inputmode.is_empty()).then_some(inputmode)
                required=required
                maxlength=maxlength
                aria-invalid=invalid.then_some("true")
                aria-describedby=field.described_by
            />
            <Notes id=field.id hint=hint errors=field.errors />
        </div>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(into, optional)] value: String,
    #[prop(into, optional)] hint: String,
    #[prop(default = 4)] rows: u32,
    #[prop(optional)] required: bool,
    #[prop(optional)] maxlength: Option<u32>,
) -> impl IntoView {
    let field = state(name, value, !hint.is_empty());
    let invalid = !field.errors.is_empty();
    // The parser drops one newline after the tag; ours is the one it drops.
    let content = format!("\n{}", escape(&field.value));
    view! {
        <div class="field">
            <label for=field.id.clone()>{label}</label>
            <textarea
                class="textarea"
                id=field.id.clone()
                name=name
                rows=rows
                required=required
                maxlength=maxlength
                aria-invalid=invalid.then_some("true")
                aria-describedby=field.described_by
                inner_html=content
            ></textarea>
            <Notes id=field.id hint=hint errors=field.errors />
        </div>
    }
}

/// One of several values: `(value, words)`.
#[component]
pub fn SelectField(
    name: &'static str,
    #[prop(into)] label: String,
    /// What the field is about where the label alone stands several times on a page; read, not shown.
    #[prop(into, optional)]
    about: String,
    options: Vec<(String, String)>,
    #[prop(into, optional)] value: String,
    #[prop(into, optional)] hint: String,
) -> impl IntoView {
    let field = state(name, value, !hint.is_empty());
    let invalid = !field.errors.is_empty();
    view! {
        <div class="field">
            <label for=field.id.clone()>
                {label} {(!about.is_empty()).then(|| view! { <span class="sr-only">{format!(" of {about}")}</span> })}
            </label>
            <select
                class="select"
                id=field.id.clone()
                name=name
                aria-invalid=invalid.then_some("true")
                aria-describedby=field.described_by
            >
                {options
                    .into_iter()
                    .map(|(value, words)| {
                        let selected = value == field.value;
                        view! {
                            <option value=value selected=selected>
                                {words}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            <Notes id=field.id hint=hint errors=field.errors />
        </div>
    }
}

/// A box to tick; the form carries `name=true` when it is.
#[component]
pub fn CheckField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] checked: bool,
    #[prop(into, optional)] hint: String,
) -> impl IntoView {
    let stored = if checked { "true" } else { "" };
    let field = match FormScope::current() {
        Some(refused) if refused.value(name).is_none() => state(name, String::new(), !hint.is_empty()),
        _ => state(name, stored.into(), !hint.is_empty()),
    };
    view! {
        <div class="field field-check">
            <label for=field.id.clone()>
                <input
                    class="checkbox"
                    type="checkbox"
                    id=field.id.clone()
                    name=name
                    value="true"
                    checked=field.value == "true"
                    aria-describedby=field.described_by
                />
                <span>{label}</span>
            </label>
            <Notes id=field.id hint=hint errors=field.errors />
        </div>
    }
}

/// What is wrong with a group of fields, where no single one is to blame.
#[component]
pub fn Fault(name: &'static str) -> impl IntoView {
    let errors = FormScope::current().and_then(|refused| refused.error.fields().remove(name));
    errors.map(|errors| view! { <p class="field-error" role="alert">{errors.join(" ")}</p> })
}
