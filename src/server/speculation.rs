//! Which links a browser may follow ahead of the click: pages of the catalogue and nothing else, so that no form, file,
//! token or sign-out is ever touched. Named by a header, for the pages' policy allows no inline script.

use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::routing::get;

use crate::server::state::State;

const PATH: &str = "/speculation-rules.json";

const RULES: &str = r#"{
  "prefetch": [
    {
      "source": "document",
      "where": {
        "and": [
          {
            "or": [
              { "href_matches": { "pathname": "/", "search": "" } },
              { "href_matches": { "pathname": "/assets", "search": "*" } },
              { "href_matches": { "pathname": "/assets/:slug", "search": "*" } },
              { "href_matches": { "pathname": "/categories/:slug", "search": "*" } },
              { "href_matches": { "pathname": "/sellers/:handle", "search": "*" } }
            ]
          },
          { "not": { "selector_matches": "[download], [rel~=nofollow], [target]" } }
        ]
      },
      "eagerness": "moderate"
    }
  ]
}
"#;

/// What every page says of them.
pub fn header() -> (HeaderName, HeaderValue) {
    (HeaderName::from_static("speculation-rules"), HeaderValue::from_static("\"/speculation-rules.json\""))
}

/// `/speculation-rules.json`
pub fn routes() -> Router<State> {
    let rules = [
        (header::CONTENT_TYPE, "application/speculationrules+json"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    Router::new().route(PATH, get(async move || (rules, RULES)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_the_catalogue_is_fetched_ahead() {
        let rules: serde_json::Value = serde_json::from_str(RULES).unwrap();
        let allowed = rules["prefetch"][0]["where"]["and"][0]["or"].as_array().unwrap();
        let paths: Vec<_> =
            allowed.iter().map(|rule| rule["href_matches"]["pathname"].as_str().unwrap()).collect();
        assert_eq!(paths, ["/", "/assets", "/assets/:slug", "/categories/:slug", "/sellers/:handle"]);
        assert!(rules.get("prerender").is_none(), "prerendering would run a page's scripts");
        assert_eq!(header().1.to_str().unwrap(), format!("\"{PATH}\""));
    }
}
