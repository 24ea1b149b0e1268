//! Forms that lose nothing: a refused form comes back with the words at its fields and what was typed.

use leptos::prelude::*;

use crate::kit::error::AppError;

/// The path and query of the page being rendered; a form carries it so that a refusal knows where to return.
#[derive(Clone, Debug)]
pub struct PagePath(pub String);

/// A form that was refused: where it was sent, what was typed and what was wrong with it.
#[derive(Clone, Debug)]
pub struct Refused {
    pub action: String,
    pub values: Vec<(String, String)>,
    pub error: AppError,
}

impl Refused {
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn is_of(&self, action: &str, scope: &str) -> bool {
        self.action == action && self.value(SCOPE).unwrap_or_default() == scope
    }
}

/// Field of the page a form stands on.
pub const FROM: &str = "_from";
/// Field that tells apart forms of one action on one page.
const SCOPE: &str = "_scope";

/// Set for the fields inside a form.
#[derive(Clone, Default)]
pub struct FormScope {
    refused: Option<Refused>,
    scope: String,
}

impl FormScope {
    /// What the surrounding form was refused with, if it was.
    pub fn current() -> Option<Refused> {
        use_context::<Self>().and_then(|scope| scope.refused)
    }

    /// The id of a field, unlike that of the same field in a form's twin on the page.
    pub fn field_id(name: &str) -> String {
        match use_context::<Self>() {
            Some(Self { scope, .. }) if !scope.is_empty() => format!("f-{name}-{scope}"),
            _ => format!("f-{name}"),
        }
    }
}

/// A form that posts to a server function, with or without JavaScript.
#[component]
pub fn Form(
    /// The server function's address, `/api/fn/…`, or of what else takes the form.
    #[prop(into)]
    action: String,
    /// Whether it carries files.
    #[prop(optional)]
    files: bool,
    /// Needed where one page holds the same form more than once: what this one is about.
    #[prop(into, optional)]
    scope: String,
    #[prop(into, optional)] class: String,
    /// Asked once before it is sent, for what cannot be undone.
    #[prop(into, optional)]
    confirm: String,
    #[prop(into, optional)] id: String,
    children: Children,
) -> impl IntoView {
    let from = use_context::<PagePath>().map(|path| path.0).unwrap_or_default();
    let refused = use_context::<Refused>().filter(|refused| refused.is_of(&action, &scope));
    provide_context(FormScope { refused, scope: scope.clone() });
    view! {
        <form
            method="post"
            action=action
            enctype=files.then_some("multipart/form-data")
            class=class
            id=(!id.is_empty()).then_some(id)
            data-confirm=(!confirm.is_empty()).then_some(confirm)
        >
            <input type="hidden" name=FROM value=from />
            {(!scope.is_empty()).then(|| view! { <input type="hidden" name=SCOPE value=scope /> })}
            {children()}
        </form>
    }
}

/// A value the form carries along.
#[component]
pub fn Hidden(name: &'static str, #[prop(into)] value: String) -> impl IntoView {
    view! { <input type="hidden" name=name value=value /> }
}
