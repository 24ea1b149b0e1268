//! What people reported something for, as its row in a queue tells it.

use leptos::prelude::*;
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
pub struct Report {
    reason: String,
}

/// The open reports a row holds as JSON.
pub fn open(json: &str) -> Vec<Report> {
    serde_json::from_str(json).unwrap_or_default()
}

#[component]
pub fn Reasons(reports: Vec<Report>) -> impl IntoView {
    reports.into_iter().map(|report| view! { <p class="muted">{report.reason}</p> }).collect_view()
}
