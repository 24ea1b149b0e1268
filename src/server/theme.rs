//! The chosen colours, kept in a cookie, so that the first byte already has them.

use axum::Form;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use serde::Deserialize;

use crate::server::reply;

const NAME: &str = "prosets_theme";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    /// Its name in the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "paper",
            Self::Dark => "ink",
        }
    }

    /// What was chosen, if anything; None follows the system.
    pub fn chosen(headers: &HeaderMap) -> Option<Self> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let value = cookies
            .flat_map(|line| line.split(';'))
            .find_map(|pair| pair.trim().strip_prefix(NAME)?.strip_prefix('='))?;
        match value {
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }
}

#[derive(Deserialize)]
pub struct Choice {
    theme: String,
    #[serde(default, rename = "_from")]
    from: String,
}

/// `POST /theme`
pub async fn choose(Form(choice): Form<Choice>) -> impl IntoResponse {
    let cookie = match choice.theme.as_str() {
        theme @ ("light" | "dark") => {
            format!("{NAME}={theme}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax")
        }
        _ => format!("{NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"),
    };
    let back = reply::same_site(&choice.from, "/").to_owned();
    (StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie), (header::LOCATION, back)])
}
