//! The languages the shop's words are written in; what tells them to browsers and search engines begins here.

/// BCP 47, the shop's own first.
pub const LANGUAGES: [&str; 1] = ["en"];

/// What a page is offered as, `hreflang` and address, from its one true address. With a single language that is the one
/// for everybody; a second one adds its own line here.
pub fn alternates(canonical: &str) -> Vec<(&'static str, String)> {
    vec![("x-default", canonical.to_owned())]
}
