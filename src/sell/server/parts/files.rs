//! The files of the version that is published next, or of the one buyers have.

use leptos::prelude::*;
use uuid::Uuid;

use crate::catalog::{Manifest, Measured, mesh_in_short};
use crate::db::entities::asset::AssetKind;
use crate::db::entities::file::{self, FileStatus};
use crate::db::entities::version;
use crate::mesh::read::Format;
use crate::sell::islands::file_upload::{FileUpload, FilesOf};
use crate::sell::rules::size_words;
use crate::sell::rules::texts::NOTES_MAX;
use crate::sell::server::listing::Listing;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::field::{TextArea, TextField};
use crate::ui::form::{Form, Hidden, Refused};

/// What `crate::mesh::read` takes of them.
const MEASURED: &str = "Meshes in STL, OBJ, 3MF and GLB are measured and shown in 3D: up to 10 million triangles (2 million in \
    a binary STL, 3 million in a 3MF, a million in an OBJ), as far as that takes no more than ten seconds. Others are \
    sold as they are.";

#[component]
pub fn FilesSection<'a>(listing: &'a Listing) -> impl IntoView + use<> {
    let id = listing.asset.id;
    let body = match (listing.draft(), listing.current()) {
        (Some(draft), current) => {
            let first = current.is_none();
            provide_context(FilesOf(id));
            view! {
                <VersionForm asset_id=id draft=draft first=first />
                <FileList listing=listing version=draft removable=true />
                {refusal(id).map(|words| view! { <p class="field-error" role="alert">{words}</p> })}
                {(listing.asset.kind == AssetKind::Model).then(|| view! { <p class="muted">{MEASURED}</p> })}
                <FileUpload />
            }
            .into_any()
        }
        (None, Some(current)) => {
            let words = format!(
                "Version {} is published. Its files stay as they are, so that every buyer has the same.",
                current.number
            );
            view! {
                <p class="muted">{words}</p>
                <FileList listing=listing version=current removable=false />
                <div class="form-actions">
                    <LinkButton href=format!("/sell/{id}/versions/new")>"New version"</LinkButton>
                </div>
            }
            .into_any()
        }
        (None, None) => ().into_any(),
    };
    view! {
        <section class="card editor-section" id="files" aria-labelledby="files-title">
            <h2 id="files-title">"Files"</h2>
            {body}
        </section>
    }
}

#[component]
fn FileList<'a>(listing: &'a Listing, version: &'a version::Model, removable: bool) -> impl IntoView + use<> {
    let told = |file: &file::Model| (file.clone(), listing.measured(file.id), peeked_words(listing, file));
    let rows: Vec<_> = listing.files_of(version.id).map(told).collect();
    let empty = rows.is_empty().then(|| view! { <p class="muted">"No files yet."</p> });
    // The upload island puts a fresh copy of this element in its place.
    view! {
        <div id="file-list" data-fresh="">
            {empty} <ul class="file-list">{rows.into_iter().map(|(file, measured, peeked)| row(file, measured, peeked, removable)).collect_view()}</ul>
        </div>
    }
}

/// A model's facts; or why there are none, which keeps nobody from selling it.
fn model_words(file: &file::Model, measured: Option<Measured>) -> Option<AnyView> {
    if file.status != FileStatus::Ready || Format::of_name(&file.name).is_none() {
        return None;
    }
    let Some(measured) = measured else {
        return Some(view! { <p class="muted">"Being measured. Look again in a moment."</p> }.into_any());
    };
    if let Some(facts) = measured.facts() {
        let unseen = measured.preview_key.is_none().then_some(". It takes too long to be shown in 3D.");
        return Some(view! { <p class="muted">{mesh_in_short(&facts)}{unseen}</p> }.into_any());
    }
    let words = format!(
        "This model cannot be shown in 3D or measured: {} It can be sold as it is; buyers see this note.",
        measured.problem.unwrap_or_default()
    );
    Some(view! { <p class="field-error">{words}</p> }.into_any())
}

/// What was found in it for the product page, or why nothing was; which keeps nobody from selling it.
fn peeked_words(listing: &Listing, file: &file::Model) -> Option<String> {
    let peek = listing.peek(file.id)?;
    if let Some(trouble) = &peek.trouble {
        return Some(format!("{trouble} It can be sold as it is."));
    }
    let manifest: Manifest = serde_json::from_str(peek.manifest.as_deref()?).ok()?;
    let version = manifest.version.map(|version| format!(" {version}")).unwrap_or_default();
    Some(format!("Its manifest says: {}{version}.", manifest.name))
}

fn row(
    file: file::Model,
    measured: Option<Measured>,
    peeked: Option<String>,
    removable: bool,
) -> impl IntoView {
    let label = format!("Remove {}", file.name);
    let rejected = file.status == FileStatus::Rejected;
    let hash = format!("{}…", file.sha256.chars().take(12).collect::<String>());
    let size = size_words(file.size_bytes.cast_unsigned());
    let model = model_words(&file, measured);
    let told = if rejected {
        view! { <p class="field-error">{file.rejected_reason.unwrap_or_default()}</p> }.into_any()
    } else {
        view! {
            <p class="muted">
                {size} " · " {file.content_type} " · SHA-256 " <code title=file.sha256>{hash}</code>
            </p>
        }
        .into_any()
    };
    view! {
        <li class="file-row">
            <div class="file-words">
                <strong>{file.name}</strong>
                {told} {model} {peeked.map(|words| view! { <p class="muted">{words}</p> })}
            </div>
            {rejected.then(|| view! { <Badge text="Refused" tone=Tone::Bad /> })}
            {removable
                .then(|| {
                    view! {
                        <Form action="/api/fn/remove_file" scope=file.id.to_string()>
                            <Hidden name="file_id" value=file.id.to_string() />
                            <Submit weight=Weight::Quiet label=label>
                                "Remove"
                            </Submit>
                        </Form>
                    }
                })}
        </li>
    }
}

#[component]
fn VersionForm<'a>(asset_id: Uuid, draft: &'a version::Model, first: bool) -> impl IntoView + use<> {
    let (number, notes) = (draft.number.clone(), draft.notes.clone());
    let words = format!("Version {number}, not published yet");
    let id = asset_id.to_string();
    let discard = (!first).then(|| id.clone());
    view! {
        <details class="version-form" open=is_refused()>
            <summary>{words}</summary>
            <Form action="/api/fn/edit_version">
                <Hidden name="asset_id" value=id />
                <TextField name="number" label="Number" value=number />
                <TextArea name="notes" label="What is new" value=notes rows=4 maxlength=NOTES_MAX as u32 />
                <div class="form-actions">
                    <Submit>"Save version"</Submit>
                </div>
            </Form>
            {discard
                .map(|id| {
                    view! {
                        <Form
                            action="/api/fn/discard_version"
                            confirm="Discard this version with its files? Buyers keep the one before."
                        >
                            <Hidden name="asset_id" value=id />
                            <Submit weight=Weight::Danger>"Discard this version"</Submit>
                        </Form>
                    }
                })}
        </details>
    }
}

/// What was wrong with files that came by the plain form.
fn refusal(asset_id: Uuid) -> Option<String> {
    let refused =
        use_context::<Refused>().filter(|refused| refused.action == format!("/sell/{asset_id}/files"))?;
    refused.error.fields().remove("file").map(|faults| faults.join(" "))
}

/// Words at a field nobody sees help nobody.
fn is_refused() -> bool {
    use_context::<Refused>().is_some_and(|refused| refused.action == "/api/fn/edit_version")
}
