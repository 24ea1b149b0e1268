//! What a list was asked for, by a page's address or the API's query.

use crate::kit::error::{AppError, AppResult};
use crate::kit::paging::{self, PageSize};
use crate::server::cx::Cx;
use serde::de::DeserializeOwned;

/// Longest text that is searched for, in characters.
const LONGEST_SEARCH: usize = 100;

#[derive(Clone, Debug)]
pub struct Asked {
    pub search: Option<String>,
    pub role: Option<String>,
    pub status: Option<String>,
    pub action: Option<String>,
    pub entity: Option<String>,
    pub after: Option<String>,
    pub size: PageSize,
}

impl Asked {
    pub fn new(size: PageSize, after: Option<String>) -> Self {
        Self { search: None, role: None, status: None, action: None, entity: None, after, size }
    }

    pub fn of_page(cx: &Cx) -> Self {
        Self {
            search: cx.query("search"),
            role: cx.query("role"),
            status: cx.query("status"),
            action: cx.query("action"),
            entity: cx.query("entity"),
            ..Self::new(PageSize::DEFAULT, cx.query("after"))
        }
    }

    /// Lower-case, without what no column holds.
    pub(super) fn search_key(&self) -> Option<String> {
        let text: String =
            self.search.as_deref()?.trim().to_lowercase().chars().take(LONGEST_SEARCH).collect();
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        (!text.is_empty()).then_some(text)
    }

    pub(super) fn cursor<K: DeserializeOwned>(&self) -> AppResult<Option<K>> {
        given(&self.after).map(paging::decode).transpose()
    }

    pub(super) fn role(&self) -> Option<&str> {
        given(&self.role)
    }

    pub(super) fn status(&self) -> Option<&str> {
        given(&self.status)
    }

    pub(super) fn action(&self) -> Option<&str> {
        given(&self.action).filter(|text| !text.contains('\0'))
    }

    pub(super) fn entity(&self) -> Option<&str> {
        given(&self.entity).filter(|text| !text.contains('\0'))
    }

    /// Whether anything narrows the list.
    pub fn is_narrowed(&self) -> bool {
        [&self.search, &self.role, &self.status, &self.action, &self.entity]
            .into_iter()
            .any(|f| given(f).is_some())
    }

    /// The address of the page after this one, with the same filters.
    pub fn next_href(&self, path: &str, next: Option<&str>) -> Option<String> {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let filters = [
            ("search", &self.search),
            ("role", &self.role),
            ("status", &self.status),
            ("action", &self.action),
            ("entity", &self.entity),
        ];
        for (name, value) in filters {
            if let Some(value) = given(value) {
                query.append_pair(name, value);
            }
        }
        Some(format!("{path}?{}", query.append_pair("after", next?).finish()))
    }
}

/// Forms send empty fields for what was not filled in.
fn given(value: &Option<String>) -> Option<&str> {
    value.as_deref().filter(|value| !value.is_empty())
}

/// What a filter does not know.
pub(super) fn unknown(field: &str) -> AppError {
    AppError::invalid(field, format!("There is no such {field}. Choose one from the list."))
}
