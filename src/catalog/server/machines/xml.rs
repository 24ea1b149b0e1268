//! XML as we write it: text that cannot end its element, and addresses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// RFC 3986, 2.3
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// `<name>text</name>`
pub fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>\n", escape(text))
}

/// Without what XML 1.0 has no way to write (2.2): most control characters, and two that are no characters.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\t' | '\n' => escaped.push(c),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A name as it stands between the slashes of an address.
pub fn segment(name: &str) -> String {
    utf8_percent_encode(name, SEGMENT).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_ends_its_element() {
        assert_eq!(
            element("title", "]]> & <b>'\"\u{0}\u{8}\r\u{85}"),
            "<title>]]&gt; &amp; &lt;b&gt;&apos;&quot;</title>\n"
        );
        assert_eq!(escape("\u{202e}ⓐ 🦀\n"), "\u{202e}ⓐ 🦀\n");
        assert_eq!(segment("a/b ?#é"), "a%2Fb%20%3F%23%C3%A9");
    }

    proptest! {
        #[test]
        fn any_text_is_well_formed_and_comes_back(text in "\\PC{0,60}|[\\x00-\\x1f&<>\\]\\[!\"']{0,20}") {
            let written = escape(&text);
            prop_assert!(!written.contains(['<', '>', '"', '\'']));
            prop_assert!(written.chars().all(|c| c == '\n' || c == '\t' || !c.is_control()));
            let read = written.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
            let read = read.replace("&apos;", "'").replace("&amp;", "&");
            let kept: String = text
                .chars()
                .filter(|c| ['\n', '\t'].contains(c) || !c.is_control() && !['\u{fffe}', '\u{ffff}'].contains(c))
                .collect();
            prop_assert_eq!(read, kept);
        }
    }
}
