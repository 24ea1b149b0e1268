//! Putting a listing forward, with a sentence for visitors that may be left out.

use leptos::prelude::*;
use uuid::Uuid;

use crate::admin::rules::LONGEST_PRAISE;
use crate::ui::button::Submit;
use crate::ui::field::TextField;
use crate::ui::form::{Form, Hidden, Refused};

/// Where the list of them stands.
pub const PICKS: &str = "/admin/picks";

#[component]
pub fn PickAct(
    action: &'static str,
    /// The field that names the row.
    field: &'static str,
    id: Uuid,
    /// What is pressed: "Pick".
    words: &'static str,
    /// The listing's title.
    #[prop(into)]
    about: String,
    /// What visitors read now.
    #[prop(into, optional)]
    reason: String,
) -> impl IntoView {
    let id = id.to_string();
    let scope = format!("{}-{id}", action.rsplit('/').next().unwrap_or_default());
    let refused = use_context::<Refused>()
        .is_some_and(|refused| refused.action == action && refused.value(field) == Some(&id));
    view! {
        <details class="act" open=refused>
            <summary>{words}<span class="sr-only">{format!(" {about}")}</span></summary>
            <Form action=action scope=scope class="act-form">
                <Hidden name=field value=id.clone() />
                <TextField
                    name="reason"
                    label="What visitors read (optional)"
                    value=reason
                    maxlength=LONGEST_PRAISE
                    hint="One sentence: what makes it worth a look."
                />
                <Submit label=format!("{words} {about}")>{words}</Submit>
            </Form>
        </details>
    }
}
