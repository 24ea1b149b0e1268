//! Code with its syntax marked by classes; `style/code.css` gives them colours in both themes.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use sha2::{Digest, Sha256};
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::ui::escape::escape;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Excerpts already marked. An excerpt takes milliseconds, and product pages show the same ones again and again.
static MARKED: LazyLock<Mutex<HashMap<[u8; 32], Arc<str>>>> = LazyLock::new(Mutex::default);
const MOST_KEPT: usize = 512;

/// More than this is shown without colours: an excerpt is not a file.
const MOST_BYTES: usize = 32 * 1024;
const LONGEST_LINE: usize = 1000;

/// The inside of a `<code>` element: escaped text and `<span class="c-…">`.
pub async fn to_html(language: &str, text: &str) -> Arc<str> {
    let key: [u8; 32] =
        Sha256::new().chain_update(language).chain_update([0]).chain_update(text).finalize().into();
    if let Some(html) = kept().get(&key) {
        return html.clone();
    }
    let (language, text) = (language.to_owned(), text.to_owned());
    let plain: Arc<str> = escape(&text).into();
    let html: Arc<str> = match tokio::task::spawn_blocking(move || mark(&language, &text)).await {
        Ok(Some(html)) => html.into(),
        Ok(None) | Err(_) => plain,
    };
    let mut kept = kept();
    if kept.len() >= MOST_KEPT {
        kept.clear();
    }
    kept.insert(key, html.clone());
    html
}

fn kept() -> std::sync::MutexGuard<'static, HashMap<[u8; 32], Arc<str>>> {
    MARKED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// None where there is nothing to mark.
fn mark(language: &str, text: &str) -> Option<String> {
    let syntax = syntax(language)?;
    if text.len() > MOST_BYTES || text.lines().any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    let style = ClassStyle::SpacedPrefixed { prefix: "c-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in LinesWithEndings::from(text) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    // Close relatives of languages the set does not hold.
    let token = match language.to_lowercase().as_str() {
        "typescript" | "ts" | "tsx" | "jsx" => "js".to_owned(),
        "scss" | "sass" | "less" => "css".to_owned(),
        "vue" | "svelte" => "html".to_owned(),
        "kotlin" | "swift" | "scad" | "openscad" => "c".to_owned(),
        other => other.to_owned(),
    };
    SYNTAXES.find_syntax_by_token(&token)
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[tokio::test]
    async fn code_is_marked_and_escaped() {
        let html = to_html("rust", "// <script>\nfn main() { println!(\"</code>\"); }\n").await;
        assert!(
            html.contains("c-comment") && html.contains("c-storage") && html.contains("c-string"),
            "{html}"
        );
        assert!(!html.contains("<script>") && !html.contains("</code>"), "{html}");
    }

    #[tokio::test]
    async fn unknown_languages_and_endless_lines_stay_plain() {
        assert_eq!(&*to_html("brainf", "a < b").await, "a &lt; b");
        let long = "x ".repeat(2000);
        assert_eq!(&*to_html("rust", &long).await, long);
    }
}
