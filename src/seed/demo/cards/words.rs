//! What each piece of a line of code is, as far as a picture must know.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Plain,
    Comment,
    Keyword,
    Call,
    Literal,
}

const KEYWORDS: &str = " as async await break case class const continue create def derive desc do done elif else \
    enum esac except explain export extends false fi finally fn for from function go if impl implements import in \
    index interface is let limit local loop match mod mut new none not null on or order by and pub raise readonly \
    return rm select self set static struct then this throw trait true try type unsafe use values var where while \
    with yield table insert into update delete analyze primary key private void string number ";

/// The pieces of a line, which together are the line.
pub fn words(line: &str) -> Vec<(Word, &str)> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let (word, length) = if comment(rest, line) {
            (Word::Comment, rest.len())
        } else if matches!(first, '"' | '\'' | '`') && string(rest).is_some() {
            (Word::Literal, string(rest).unwrap_or(rest.len()))
        } else if first.is_alphanumeric() || first == '_' {
            let length = span(rest, |c| c.is_alphanumeric() || c == '_');
            (kind(&rest[..length], &rest[length..]), length)
        } else {
            (
                Word::Plain,
                span(rest, |c| !c.is_alphanumeric() && !"_\"'`/#-*".contains(c)).max(first.len_utf8()),
            )
        };
        pieces.push((word, &rest[..length]));
        rest = &rest[length..];
    }
    pieces
}

fn span(text: &str, of: impl Fn(char) -> bool) -> usize {
    text.find(|c| !of(c)).unwrap_or(text.len())
}

fn comment(rest: &str, line: &str) -> bool {
    let starts = rest.len() == line.trim_start().len();
    let apart = starts || line[..line.len() - rest.len()].ends_with(' ');
    let marks = ["//", "# ", "-- ", "/*", "#!"];
    apart && marks.iter().any(|mark| rest.starts_with(mark))
        || starts && ["* ", "*/", "\"\"\""].iter().any(|mark| rest.starts_with(mark))
}

/// How long the quoted text at the start is; none where the quote does not end, as in a lifetime.
fn string(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn kind(word: &str, after: &str) -> Word {
    let lower = format!(" {} ", word.to_lowercase());
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        Word::Literal
    } else if KEYWORDS.contains(&lower)
        && (word.chars().all(char::is_lowercase) || word.chars().all(char::is_uppercase))
    {
        Word::Keyword
    } else if after.starts_with(['(', '!', '<']) || word.starts_with(char::is_uppercase) {
        Word::Call
    } else {
        Word::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_told_apart_and_nothing_is_lost() {
        let line = "    let x: Vec<&'a str> = split(\"a // b\", 12); // ä comment";
        let pieces = words(line);
        assert_eq!(pieces.iter().map(|(_, text)| *text).collect::<String>(), line);
        for wanted in [
            (Word::Keyword, "let"),
            (Word::Call, "Vec"),
            (Word::Call, "split"),
            (Word::Literal, "\"a // b\""),
            (Word::Literal, "12"),
            (Word::Comment, "// ä comment"),
        ] {
            assert!(pieces.contains(&wanted), "{wanted:?} in {pieces:?}");
        }
    }
}
