//! Letters in the house's look: said once, sent as plain text and as HTML that mail programs understand.

use std::fmt::Write;

use crate::ports::mail::Message;
use crate::ui::escape::escape;

/// Mail programs know no custom properties; these are the theme's paper and ink.
const STYLE: &str = "body{margin:0;background:#f5f1ea;color:#2b2621;font:16px/1.55 'Hanken Grotesk',Helvetica,Arial,\
sans-serif}.sheet{max-width:34rem;margin:0 auto;padding:32px 28px;background:#fdfcf9;border-radius:16px}\
h1{margin:0 0 20px;font-size:22px;line-height:1.25;letter-spacing:-.02em}.mark{margin:0 0 24px;font-weight:700}\
blockquote{margin:0 0 16px;padding-left:12px;border-left:3px solid #d9d0c4}td,th{padding:6px 0;text-align:left}\
.num{text-align:right;white-space:nowrap}.act{display:inline-block;padding:12px 20px;border-radius:10px;\
background:#b83f0c;color:#fffaf5;font-weight:600;text-decoration:none}.small{color:#6b635b;font-size:14px}";

const STYLE_DARK: &str = "@media(prefers-color-scheme:dark){body{background:#161310;color:#ece7df}\
.sheet{background:#211d19}.small{color:#b5aca1}.act{background:#f08650;color:#241509}a{color:#f08650}}";

const NO_MORE: &str = "No more mails like this one";

enum Part {
    Words(String),
    Quote(String),
    Small(String),
    /// What, and how much of it; a sum stands out.
    Row {
        what: String,
        amount: String,
        sum: bool,
    },
    Act {
        words: String,
        href: String,
    },
}

pub struct Letter {
    kind: &'static str,
    subject: String,
    parts: Vec<Part>,
    unsubscribe: Option<String>,
}

impl Letter {
    /// `kind` names the template: `a-z 0-9 -`.
    pub fn new(kind: &'static str, subject: impl Into<String>) -> Self {
        Self { kind, subject: subject.into(), parts: Vec::new(), unsubscribe: None }
    }

    pub fn say(self, words: impl Into<String>) -> Self {
        self.with(Part::Words(words.into()))
    }

    /// The words of somebody else.
    pub fn quote(self, words: impl Into<String>) -> Self {
        self.with(Part::Quote(words.into()))
    }

    pub fn small(self, words: impl Into<String>) -> Self {
        self.with(Part::Small(words.into()))
    }

    pub fn row(self, what: impl Into<String>, amount: impl Into<String>) -> Self {
        self.with(Part::Row { what: what.into(), amount: amount.into(), sum: false })
    }

    pub fn sum(self, what: impl Into<String>, amount: impl Into<String>) -> Self {
        self.with(Part::Row { what: what.into(), amount: amount.into(), sum: true })
    }

    /// What the reader is asked to do; `href` is a whole address.
    pub fn act(self, words: impl Into<String>, href: impl Into<String>) -> Self {
        self.with(Part::Act { words: words.into(), href: href.into() })
    }

    /// Where the reader turns mails of this kind off.
    pub fn unsubscribe(self, href: impl Into<String>) -> Self {
        Self { unsubscribe: Some(href.into()), ..self }
    }

    fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    pub fn to(self, address: &str) -> Message {
        Message {
            to: address.to_owned(),
            text: self.text(),
            html: self.html(),
            subject: self.subject,
            kind: self.kind.to_owned(),
            unsubscribe: self.unsubscribe,
        }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        let mut parts = self.parts.iter().peekable();
        while let Some(part) = parts.next() {
            // Writing to a string cannot fail.
            let _ = match part {
                Part::Words(words) | Part::Small(words) => writeln!(text, "{words}"),
                Part::Quote(words) => words.lines().try_for_each(|line| writeln!(text, "> {line}")),
                Part::Row { what, amount, .. } => writeln!(text, "  {what}: {amount}"),
                Part::Act { words, href } => writeln!(text, "{words}:\n{href}"),
            };
            let together = matches!((part, parts.peek()), (Part::Row { .. }, Some(Part::Row { .. })));
            if !together {
                text.push('\n');
            }
        }
        if let Some(href) = &self.unsubscribe {
            let _ = writeln!(text, "{NO_MORE}:\n{href}\n");
        }
        text + "ProSets\n"
    }

    fn html(&self) -> String {
        let mut body = String::new();
        let mut in_table = false;
        for part in &self.parts {
            let row = matches!(part, Part::Row { .. });
            if row != in_table {
                body.push_str(if row { "<table width=\"100%\">\n" } else { "</table>\n" });
                in_table = row;
            }
            let _ = match part {
                Part::Words(words) => writeln!(body, "<p>{}</p>", escape(words)),
                Part::Small(words) => writeln!(body, "<p class=\"small\">{}</p>", escape(words)),
                Part::Quote(words) => writeln!(body, "<blockquote>{}</blockquote>", escape(words)),
                Part::Row { what, amount, sum } => {
                    let cell = if *sum { "th" } else { "td" };
                    writeln!(
                        body,
                        "<tr><{cell}>{}</{cell}><{cell} class=\"num\">{}</{cell}></tr>",
                        escape(what),
                        escape(amount)
                    )
                }
                Part::Act { words, href } => {
                    writeln!(body, "<p><a class=\"act\" href=\"{}\">{}</a></p>", escape(href), escape(words))
                }
            };
        }
        if in_table {
            body.push_str("</table>\n");
        }
        if let Some(href) = &self.unsubscribe {
            let _ = writeln!(body, "<p class=\"small\"><a href=\"{}\">{NO_MORE}</a></p>", escape(href));
        }
        let title = escape(&self.subject);
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" \
             content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
             <title>{title}</title>\n<style>{STYLE}{STYLE_DARK}</style></head>\n<body>\n<div class=\"sheet\">\n\
             <p class=\"mark\">ProSets</p>\n<h1>{title}</h1>\n{body}</div>\n</body>\n</html>\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_the_same_in_text_and_html() {
        let letter = Letter::new("receipt", "Your receipt")
            .say("Thank you.")
            .row("Gear", "$10.00")
            .sum("Total", "$10.00")
            .act("Your files", "https://shop.example/library?a=1&b=2")
            .quote("two\nlines")
            .small("Later.");
        let message = letter.to("ada@example.com");
        assert_eq!(
            message.text,
            "Thank you.\n\n  Gear: $10.00\n  Total: $10.00\n\nYour files:\nhttps://shop.example/library?a=1&b=2\n\n\
             > two\n> lines\n\nLater.\n\nProSets\n"
        );
        for part in
            ["<p>Thank you.</p>", "<td class=\"num\">$10.00</td>", "<th>Total</th>", "b=2\">Your files</a>"]
        {
            assert!(message.html.contains(part), "{}", message.html);
        }
        assert_eq!(message.html.matches("<table").count(), message.html.matches("</table>").count());
    }

    #[test]
    fn what_can_be_turned_off_says_where() {
        let message =
            Letter::new("sale", "Sold").say("Thank you.").unsubscribe("https://a.bc/?x=1&y=2").to("a@b.cc");
        assert!(
            message.text.contains("\nNo more mails like this one:\nhttps://a.bc/?x=1&y=2\n"),
            "{}",
            message.text
        );
        assert!(message.html.contains("y=2\">No more mails like this one</a>"), "{}", message.html);
        assert_eq!(message.unsubscribe.as_deref(), Some("https://a.bc/?x=1&y=2"));
    }

    #[test]
    fn nothing_leaves_its_place_in_the_html() {
        let letter = Letter::new("kind", "<b>")
            .say("<script>")
            .quote("</blockquote><script>")
            .row("<script>", "<script>")
            .act("<i>", "/\"><script>")
            .small("</p><script>")
            .unsubscribe("/\"><script>");
        let html = letter.to("a@b.cc").html;
        for mark in ["<b>", "<i>", "<script>"] {
            assert!(!html.contains(mark), "{html}");
        }
    }
}
