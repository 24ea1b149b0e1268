//! Escaping for the few places where Leptos writes text as it is: `<textarea>`, `<title>` and raw HTML.

/// `text` with the five characters of HTML's syntax replaced.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_leaves_its_element() {
        assert_eq!(super::escape("</textarea><script>"), "&lt;/textarea&gt;&lt;script&gt;");
        assert_eq!(super::escape("\"'&"), "&quot;&#39;&amp;");
    }
}
