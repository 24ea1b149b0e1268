//! Sellers' words in Markdown, as HTML that holds nothing but text, lists, tables and outward links.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use comrak::nodes::NodeValue;
use comrak::{Arena, Options, format_html, parse_document};

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(HashSet::from([
            "p",
            "br",
            "hr",
            "strong",
            "em",
            "del",
            "code",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "h3",
            "h4",
            "h5",
            "h6",
            "a",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        ]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["https", "http", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noopener"));
    cleaner
});

/// Safe to stand in a page as it is. Headings begin below those of the page, at `h3`.
pub fn to_html(text: &str) -> String {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    // Tags that were typed are shown as they were typed.
    options.render.escape = true;
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options);
    let mut before = None;
    for node in root.descendants() {
        if let NodeValue::Heading(heading) = &mut node.data.borrow_mut().value {
            let level = below(before, heading.level);
            before = Some((heading.level, level));
            heading.level = level;
        }
    }
    let mut html = String::new();
    if let Err(error) = format_html(root, &options, &mut html) {
        tracing::error!(%error, "markdown");
    }
    CLEANER.clean(&html).to_string()
}

/// The level a heading gets: the first one stands right below the page's own, and none is skipped on the way down,
/// wherever its author began. `before` is the level written and the level given of the one before it.
fn below(before: Option<(u8, u8)>, written: u8) -> u8 {
    let level = match before {
        None => 3,
        Some((other, given)) if written > other => given + 1,
        Some((other, given)) => given.saturating_sub(other - written),
    };
    level.clamp(3, 6)
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn what_sellers_write_keeps_its_shape() {
        let html = to_html("# Gears\n\nThey **turn**.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
        assert!(html.contains("<h3>Gears</h3>"), "{html}");
        assert!(
            html.contains("<strong>turn</strong>")
                && html.contains("<li>one</li>")
                && html.contains("<td>2</td>")
        );
    }

    #[test]
    fn headings_skip_no_level() {
        for (text, levels) in [
            ("## Printing", "3"),
            ("# A\n## B\n#### C\n# D", "3453"),
            ("### A\n# B\n## C", "334"),
            ("# A\n## B\n### C\n#### D\n##### E\n###### F\n# G", "3456663"),
        ] {
            let html = to_html(text);
            let found: String = html.split("<h").skip(1).filter_map(|rest| rest.chars().next()).collect();
            assert_eq!(found, levels, "{html}");
        }
    }

    #[test]
    fn nothing_that_runs_or_loads_gets_through() {
        for hostile in [
            "<script>alert(1)</script>",
            "</div></main><script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![x](https://spy.test/pixel.png)",
            "[x](javascript:alert(1))",
            "[x](data:text/html,<script>alert(1)</script>)",
            "<a href='javascript:alert(1)'>x</a>",
            "[x](https://a.test\" onfocus=\"alert(1))",
            "<style>*{display:none}</style>",
            "[x](/api/fn/sign_out)",
            "```html\n<script>alert(1)</script>\n```",
        ] {
            let html = to_html(hostile);
            for bad in ["<script", "<img", "<style", "<div", "href=\"javascript", "href=\"data", "href=\"/"] {
                assert!(!html.contains(bad), "{hostile} became {html}");
            }
            let mut tags = html.split('<').filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag);
            assert!(tags.all(|tag| !tag.contains(" on")), "{hostile} became {html}");
        }
    }

    #[test]
    fn links_that_run_are_no_links_however_they_are_written() {
        for hostile in [
            "[x](JaVaScRiPt:alert(1))",
            "[x](<java\tscript:alert(1)>)",
            "[x](javascript&colon;alert(1))",
            "[x](&#106;avascript:alert(1))",
            "[x](%6Aavascript:alert(1))",
            "[x]( \u{1}javascript:alert(1))",
            "[x](vbscript:msgbox(1))",
            "[x][y]\n\n[y]: javascript:alert(1)",
            "<javascript:alert(1)>",
            "[a[b](javascript:alert(1))](https://a.test)",
            "[![x](javascript:alert(1))](javascript:alert(1))",
            "<a href=\"jav&#x0A;ascript:alert(1)\">x</a>",
            "<svg><a xlink:href=\"javascript:alert(1)\">x</a></svg>",
            "<scr<script>ipt>alert(1)</scr</script>ipt>",
            "<<script>script>alert(1)<</script>/script>",
            "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        ] {
            let html = to_html(hostile);
            // What is no tag is text.
            let tags = html.split('<').filter_map(|rest| rest.split_once('>'));
            for (_, link) in tags.filter_map(|(tag, _)| tag.split_once("href=\"")) {
                assert!(link.starts_with("https://a.test\""), "{hostile} became {html}");
            }
            for bad in ["<script", "<svg", "<iframe", "<img", "srcdoc=\"<"] {
                assert!(!html.contains(bad), "{hostile} became {html}");
            }
        }
    }

    #[test]
    fn nesting_without_end_is_soon_done() {
        for piece in [
            "> ", "- ", "[", "![", "*a ", "**a _b ", "`", "<b>", "<div><p>", "](", "| a ", "\\", "&#", "~~",
            "1. ",
        ] {
            let text = piece.repeat(20_000 / piece.len());
            let began = std::time::Instant::now();
            let html = to_html(&text);
            assert!(began.elapsed().as_secs() < 10, "{piece}: {:?}", began.elapsed());
            assert!(!html.contains("<div"), "{piece}");
        }
    }

    #[test]
    fn links_out_carry_no_trust() {
        let html = to_html("See https://example.com/a?b=1&c=2 or [mail](mailto:a@example.com).");
        assert!(
            html.contains(r#"<a href="https://example.com/a?b=1&amp;c=2" rel="nofollow ugc noopener">"#),
            "{html}"
        );
        assert!(html.contains(r#"href="mailto:a@example.com""#), "{html}");
    }

    proptest::proptest! {
        #[test]
        fn rubbish_is_no_trouble(text in ".{0,300}") {
            let html = to_html(&text);
            proptest::prop_assert!(!html.contains("<script"));
        }
    }
}
