//! The answer to an act, shown once on the page that follows it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FlashKind {
    Done,
    Notice,
    Fault,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    pub kind: FlashKind,
    pub text: String,
}

impl Flash {
    pub fn done(text: impl Into<String>) -> Self {
        Self { kind: FlashKind::Done, text: text.into() }
    }

    pub fn notice(text: impl Into<String>) -> Self {
        Self { kind: FlashKind::Notice, text: text.into() }
    }

    pub fn fault(text: impl Into<String>) -> Self {
        Self { kind: FlashKind::Fault, text: text.into() }
    }
}

#[component]
pub fn FlashMessage(flash: Flash) -> impl IntoView {
    let (class, role) = match flash.kind {
        FlashKind::Done => ("flash flash-done", "status"),
        FlashKind::Notice => ("flash flash-notice", "status"),
        FlashKind::Fault => ("flash flash-fault", "alert"),
    };
    view! {
        <div class=class role=role>
            {flash.text}
        </div>
    }
}
