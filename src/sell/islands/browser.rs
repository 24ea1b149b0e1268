//! Takes files from the page, hashes them slice by slice, and sends them one after the other.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::Uint8Array;
use leptos::ev::DragEvent;
use leptos::html::Input;
use leptos::prelude::*;
use sha2::{Digest, Sha256};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DomParser, File, FileList, SupportedType, XmlHttpRequest};

use super::queue::{Phase, Queue, Row};

#[path = "transfer.rs"]
mod transfer;
use transfer::{Answer, json_text};

/// Read at once while hashing, so that a large file needs little memory.
const SLICE: f64 = 1024.0 * 1024.0;

/// Files are the browser's own and cannot stand in a signal.
struct Held {
    file: File,
    transfer: Option<XmlHttpRequest>,
}

thread_local! {
    static HELD: RefCell<BTreeMap<u32, Held>> = const { RefCell::new(BTreeMap::new()) };
}

/// Why a file did not get there.
enum Fault {
    /// Taken from the list meanwhile.
    Stopped,
    /// Worth another try.
    Broken(String),
    /// Not worth one.
    Unfit(String),
    /// Looked at and refused.
    Refused(String),
}

/// The id in the address that the form would send its files to.
pub fn listing_of(input: NodeRef<Input>) -> String {
    let form = input.get_untracked().and_then(|input| input.closest("form").ok().flatten());
    let action = form.and_then(|form| form.get_attribute("action")).unwrap_or_default();
    action.split('/').nth(2).unwrap_or_default().to_owned()
}

pub fn take_chosen(queue: Queue, input: NodeRef<Input>) {
    let Some(input) = input.get_untracked() else { return };
    if let Some(files) = input.files() {
        take(queue, &files);
    }
    // The same file can then be chosen again.
    input.set_value("");
}

pub fn take_dropped(queue: Queue, event: &DragEvent) {
    if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
        take(queue, &files);
    }
}

fn take(queue: Queue, files: &FileList) {
    for file in (0..files.length()).filter_map(|i| files.get(i)) {
        let id = queue.add(file.name(), file.size() as u64);
        HELD.with_borrow_mut(|held| held.insert(id, Held { file, transfer: None }));
    }
    work(queue);
}

pub fn retry(queue: Queue, id: u32) {
    let row = queue.rows.with_untracked(|rows| rows.iter().find(|row| row.id == id).cloned());
    if let Some(row) = row {
        row.phase.set(Phase::Waiting);
        work(queue);
    }
}

pub fn stop(queue: Queue, id: u32) {
    let held = HELD.with_borrow_mut(|held| held.remove(&id));
    if let Some(transfer) = held.and_then(|held| held.transfer) {
        let _ = transfer.abort();
    }
    queue.remove(id);
}

fn work(queue: Queue) {
    if queue.busy.get_value() {
        return;
    }
    queue.busy.set_value(true);
    spawn_local(async move {
        let mut sent = false;
        while let Some(row) = queue.next_waiting() {
            let phase = match send(queue, &row).await {
                Ok(()) => Phase::Done,
                Err(Fault::Stopped) => continue,
                Err(Fault::Broken(words)) => Phase::Failed(words, true),
                Err(Fault::Unfit(words)) => Phase::Failed(words, false),
                Err(Fault::Refused(words)) => Phase::Refused(words),
            };
            sent |= matches!(phase, Phase::Done | Phase::Refused(_));
            queue.news.set(format!("{}: {}", row.name, phase.words()));
            row.phase.set(phase);
        }
        queue.busy.set_value(false);
        if sent && refresh().await.is_some() {
            queue.drop_settled();
        }
    });
}

async fn send(queue: Queue, row: &Row) -> Result<(), Fault> {
    let file = held(row.id).ok_or(Fault::Stopped)?;
    row.phase.set(Phase::Reading(0));
    let sha256 = hash(row, &file).await?;
    let body = format!(
        r#"{{"asset_id":{},"name":{},"size":{},"sha256":"{sha256}","content_type":{}}}"#,
        json_text(&queue.asset_id.get_value()),
        json_text(&row.name),
        row.size,
        json_text(&file.type_()),
    );
    let begun = transfer::call(row.id, "/api/v1/uploads", &body).await?;
    if begun.status != 201 {
        return Err(begun.fault());
    }
    row.phase.set(Phase::Sending(0));
    let stored = transfer::put(row, &begun, &file).await?;
    if !(200..300).contains(&stored.status) {
        return Err(Fault::Broken("The file did not arrive whole. Try again.".into()));
    }
    row.phase.set(Phase::Checking);
    let path = format!("/api/v1/uploads/{}/complete", begun.text_at(&["data", "id"]));
    let done = transfer::call(row.id, &path, "{}").await?;
    match done.status {
        200 => Ok(()),
        422 => Err(Fault::Refused(done.words())),
        _ => Err(done.fault()),
    }
}

impl Answer {
    fn fault(&self) -> Fault {
        match self.status {
            413 | 422 => Fault::Unfit(self.words()),
            _ => Fault::Broken(self.words()),
        }
    }
}

fn held(id: u32) -> Option<File> {
    HELD.with_borrow(|held| held.get(&id).map(|held| held.file.clone()))
}

async fn hash(row: &Row, file: &File) -> Result<String, Fault> {
    let unreadable = |_: JsValue| Fault::Broken("This file cannot be read. Choose it again.".into());
    let (mut hasher, mut at, size) = (Sha256::new(), 0.0, file.size());
    while at < size {
        let end = (at + SLICE).min(size);
        let slice = file.slice_with_f64_and_f64(at, end).map_err(unreadable)?;
        let bytes = JsFuture::from(slice.array_buffer()).await.map_err(unreadable)?;
        hasher.update(Uint8Array::new(&bytes).to_vec());
        at = end;
        if held(row.id).is_none() {
            return Err(Fault::Stopped);
        }
        row.phase.set(Phase::Reading((at / size * 100.0) as u8));
    }
    Ok(hex::encode(hasher.finalize()))
}

/// Puts fresh copies of the list of files and of the checklist into the page; what is typed elsewhere stays.
async fn refresh() -> Option<()> {
    let window = web_sys::window()?;
    let page = transfer::page(&window.location().href().ok()?).await?;
    let fresh = DomParser::new().ok()?.parse_from_string(&page, SupportedType::TextHtml).ok()?;
    let shown = window.document()?;
    for id in ["file-list", "checklist"] {
        if let (Some(old), Some(new)) = (shown.get_element_by_id(id), fresh.get_element_by_id(id)) {
            old.set_inner_html(&new.inner_html());
        }
    }
    Some(())
}
