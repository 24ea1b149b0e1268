//! Where a seller drops files: each is hashed in the browser, sent straight to storage, and checked there. Asleep it
//! is a plain form.

use leptos::prelude::*;
use uuid::Uuid;

use super::browser;
use super::queue::{Queue, Row};
use crate::sell::rules::size_words;

/// The listing whose files are sent, told by the part of the page around the island. Handed to the island itself it would
/// bring a reader of JSON with it, a fifth of all that the browser fetches; there it is read from the form.
#[derive(Clone, Copy, Debug)]
pub struct FilesOf(pub Uuid);

#[island]
pub fn FileUpload() -> impl IntoView {
    let action = use_context::<FilesOf>().map(|of| format!("/sell/{}/files", of.0));
    let queue = Queue::default();
    let (awake, over) = (RwSignal::new(false), RwSignal::new(false));
    let input = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        queue.asset_id.set_value(browser::listing_of(input));
        // What was chosen while the page was still asleep.
        browser::take_chosen(queue, input);
        awake.set(true);
    });
    let rows = move || {
        let rows = queue.rows.get();
        rows.into_iter().map(|row| upload_row(queue, row)).collect_view()
    };
    view! {
        <form class="upload" method="post" enctype="multipart/form-data" action=action>
            <label
                class="drop"
                class:drop-over=over
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=move |event| {
                    event.prevent_default();
                    over.set(false);
                    browser::take_dropped(queue, &event);
                }
            >
                <span class="drop-words">
                    <strong>"Drop files here"</strong>
                    " or choose them. At most 100 MiB each."
                </span>
                <input
                    class="file-field"
                    type="file"
                    name="file"
                    multiple=true
                    aria-label="Choose files"
                    node_ref=input
                    on:change=move |_| browser::take_chosen(queue, input)
                />
            </label>
            <button class="btn" type="submit" hidden=awake>
                "Send files"
            </button>
            <ul class="upload-list">{rows}</ul>
            <p class="sr-only" role="status">
                {queue.news}
            </p>
        </form>
    }
}

fn upload_row(queue: Queue, row: Row) -> impl IntoView {
    let Row { id, name, size, phase } = row;
    let label = format!("Progress of {name}");
    let (retry, remove) = (format!("Try {name} again"), format!("Remove {name} from the list"));
    view! {
        <li class="upload-row">
            <div class="file-words">
                <strong>{name}</strong>
                " "
                <span class="muted">{size_words(size)}</span>
                <p class=move || if phase.with(super::queue::Phase::is_fault) { "field-error" } else { "muted" }>
                    {move || phase.with(super::queue::Phase::words)}
                </p>
                <progress
                    max="100"
                    aria-label=label
                    value=move || phase.with(|p| p.progress().unwrap_or_default())
                    hidden=move || phase.with(|p| p.progress().is_none())
                ></progress>
            </div>
            <button
                class="btn"
                type="button"
                aria-label=retry
                hidden=move || phase.with(|p| !p.may_retry())
                on:click=move |_| browser::retry(queue, id)
            >
                "Try again"
            </button>
            <button class="btn btn-ghost" type="button" aria-label=remove on:click=move |_| browser::stop(queue, id)>
                "Remove"
            </button>
        </li>
    }
}
