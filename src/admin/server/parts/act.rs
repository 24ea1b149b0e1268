//! An act on one row of a list, folded away until it is wanted; it asks for a reason.

use leptos::prelude::*;
use uuid::Uuid;

use crate::admin::rules::LONGEST_REASON;
use crate::ui::button::{Submit, Weight};
use crate::ui::field::TextField;
use crate::ui::form::{Form, Hidden, Refused};

#[component]
pub fn Act(
    action: &'static str,
    /// The field that names the row.
    field: &'static str,
    id: Uuid,
    /// What is pressed: "Disable".
    #[prop(into)]
    words: String,
    /// What it is done to; read to those who do not see the row.
    #[prop(into)]
    about: String,
    #[prop(optional)] weight: Weight,
    /// Further fields.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let id = id.to_string();
    let scope = format!("{}-{id}", action.rsplit('/').next().unwrap_or_default());
    let refused = use_context::<Refused>()
        .is_some_and(|refused| refused.action == action && refused.value(field) == Some(&id));
    view! {
        <details class="act" open=refused>
            <summary>{words.clone()}<span class="sr-only">{format!(" {about}")}</span></summary>
            <Form action=action scope=scope class="act-form">
                <Hidden name=field value=id.clone() />
                {children.map(|children| children())}
                <TextField name="reason" label="Reason" required=true maxlength=LONGEST_REASON />
                <Submit weight=weight label=format!("{words} {about}")>
                    {words.clone()}
                </Submit>
            </Form>
        </details>
    }
}
