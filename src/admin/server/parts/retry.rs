//! Another try for a job that failed for good.

use leptos::prelude::*;

use crate::ui::button::Submit;
use crate::ui::form::{Form, Hidden};

#[component]
pub fn Retry(id: String, name: String) -> impl IntoView {
    view! {
        <Form action="/api/fn/retry_job" scope=id.clone()>
            <Hidden name="job_id" value=id.clone() />
            <Submit class="btn-sm" label=format!("Try again: {name}")>
                "Try again"
            </Submit>
        </Form>
    }
}
