//! A file of the demo shop whose text lies in `content/`.

use std::sync::Arc;

use super::types::DemoFile;

pub struct Source {
    pub name: &'static str,
    pub content_type: &'static str,
    pub text: &'static str,
}

impl Source {
    pub fn file(&'static self) -> DemoFile {
        DemoFile {
            name: self.name,
            content_type: self.content_type,
            bytes: Arc::new(|| self.text.as_bytes().to_vec()),
        }
    }
}

macro_rules! source {
    ($name:literal, $type:literal, $file:literal) => {
        Source { name: $name, content_type: $type, text: include_str!(concat!("content/", $file)) }
    };
}
pub(super) use source;
