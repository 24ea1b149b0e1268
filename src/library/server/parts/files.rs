//! Files with their download buttons.

use leptos::prelude::*;

use crate::library::rules;
use crate::library::types::OwnedFile;
use crate::ui::button::LinkButton;
use crate::ui::icon::{Glyph, Icon};

#[component]
pub fn Files(files: Vec<OwnedFile>) -> impl IntoView {
    let rows = files.into_iter().map(|file| {
        view! {
            <li class="owned-file">
                <span class="owned-file-name">{file.name.clone()}</span>
                <span class="muted">{rules::size(file.size_bytes)}</span>
                <LinkButton href=download_path(&file) class="btn-sm">
                    <Glyph icon=Icon::Download />
                    "Download"
                    <span class="sr-only">{file.name.clone()}</span>
                </LinkButton>
            </li>
        }
    });
    view! { <ul class="owned-files">{rows.collect_view()}</ul> }
}

pub fn download_path(file: &OwnedFile) -> String {
    format!("/library/files/{}", file.id)
}
