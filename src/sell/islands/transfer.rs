//! Requests whose progress can be watched and that can be stopped.

use js_sys::{JSON, Object, Promise, Reflect};
use leptos::prelude::Set;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, ProgressEvent, XmlHttpRequest};

use super::{Fault, HELD};
use crate::sell::islands::queue::{Phase, Row};

pub struct Answer {
    pub status: u16,
    body: JsValue,
}

/// A JSON string, quoted.
pub fn json_text(text: &str) -> String {
    JSON::stringify(&JsValue::from_str(text)).map(String::from).unwrap_or_default()
}

/// Posts JSON to the API.
pub async fn call(id: u32, path: &str, body: &str) -> Result<Answer, Fault> {
    let request = open("POST", path)?;
    let _ = request.set_request_header("content-type", "application/json");
    let _ = request.set_request_header("accept", "application/json");
    let sent = watched(id, &request, || request.send_with_opt_str(Some(body))).await?;
    let body = request.response_text().ok().flatten().and_then(|text| JSON::parse(&text).ok());
    Ok(Answer { status: sent, body: body.unwrap_or(JsValue::NULL) })
}

/// Sends a file where the API said, with the headers it gave.
pub async fn put(row: &Row, begun: &Answer, file: &File) -> Result<Answer, Fault> {
    let request = open("PUT", &begun.text_at(&["data", "upload_url"]))?;
    if let Ok(headers) = begun.at(&["data", "headers"]).dyn_into::<Object>() {
        for name in Object::keys(&headers).iter().filter_map(|name| name.as_string()) {
            let _ = request.set_request_header(&name, &begun.text_at(&["data", "headers", &name]));
        }
    }
    let phase = row.phase;
    let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        phase.set(Phase::Sending((event.loaded() / event.total().max(1.0) * 100.0) as u8));
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    }
    let status = watched(row.id, &request, || request.send_with_opt_blob(Some(file))).await?;
    Ok(Answer { status, body: JsValue::NULL })
}

/// The HTML of a page of ours.
pub async fn page(href: &str) -> Option<String> {
    let request = open("GET", href).ok()?;
    let _ = request.set_request_header("accept", "text/html");
    finished(&request, || request.send()).await.ok()?;
    request.response_text().ok().flatten().filter(|_| request.status() == Ok(200))
}

fn open(method: &str, url: &str) -> Result<XmlHttpRequest, Fault> {
    let request = XmlHttpRequest::new().map_err(broken)?;
    request.open_with_async(method, url, true).map_err(broken)?;
    Ok(request)
}

/// The status, while the file is still in the list.
async fn watched(
    id: u32,
    request: &XmlHttpRequest,
    send: impl FnOnce() -> Result<(), JsValue>,
) -> Result<u16, Fault> {
    let is_held = HELD.with_borrow_mut(|held| {
        let held = held.get_mut(&id);
        held.map(|held| held.transfer = Some(request.clone())).is_some()
    });
    if !is_held {
        return Err(Fault::Stopped);
    }
    finished(request, send).await.map_err(broken)?;
    let is_held = HELD.with_borrow_mut(|held| held.get_mut(&id).map(|held| held.transfer = None).is_some());
    match request.status() {
        _ if !is_held => Err(Fault::Stopped),
        Ok(status) if status > 0 => Ok(status),
        _ => Err(broken(JsValue::NULL)),
    }
}

/// Until the answer is there, or there will be none.
async fn finished(
    request: &XmlHttpRequest,
    send: impl FnOnce() -> Result<(), JsValue>,
) -> Result<(), JsValue> {
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    send()?;
    JsFuture::from(ended).await.map(drop)
}

fn broken(_: JsValue) -> Fault {
    Fault::Broken("The connection broke off. Try again.".into())
}

impl Answer {
    fn at(&self, path: &[&str]) -> JsValue {
        let step = |value: JsValue, key: &&str| {
            Reflect::get(&value, &JsValue::from_str(key)).unwrap_or(JsValue::NULL)
        };
        path.iter().fold(self.body.clone(), step)
    }

    pub fn text_at(&self, path: &[&str]) -> String {
        self.at(path).as_string().unwrap_or_default()
    }

    /// What the API said was wrong.
    pub fn words(&self) -> String {
        let details = self.at(&["error", "details"]).dyn_into::<Object>();
        let details = details.map(|details| Object::values(&details)).unwrap_or_default();
        let told: Vec<String> =
            details.iter().map(|faults| js_sys::Array::from(&faults).join(" ").into()).collect();
        let told = if told.is_empty() { self.text_at(&["error", "message"]) } else { told.join(" ") };
        if told.is_empty() { "Something went wrong. Try again.".into() } else { told }
    }
}
