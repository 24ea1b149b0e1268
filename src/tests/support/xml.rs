//! Reads XML as strictly as programs do.

use quick_xml::Reader;
use quick_xml::events::Event;

/// `(element, text)` of all elements that hold text, in their order; panics at what is not well-formed.
fn texts(xml: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    let (mut open, mut found) = (Vec::new(), Vec::new());
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Start(tag) => {
                open.push(tag.name().as_ref().to_owned());
                text.clear();
            }
            Event::Text(more) => text.push_str(&more),
            Event::GeneralRef(entity) => {
                let c = match &*entity {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    other => panic!("&{other}; is none of XML's own: {xml}"),
                };
                text.push(c);
            }
            Event::End(_) => {
                let name = open.pop().unwrap();
                let text = std::mem::take(&mut text);
                if !text.trim().is_empty() {
                    found.push((name, text));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} stay open: {xml}");
    let legal = |c: char| c == '\n' || c == '\t' || !c.is_control() && c != '\u{fffe}' && c != '\u{ffff}';
    assert!(xml.chars().all(legal), "{xml:?}");
    found
}

/// The text of each element of this name.
pub fn all(xml: &str, element: &str) -> Vec<String> {
    texts(xml).into_iter().filter(|(name, _)| name == element).map(|(_, text)| text).collect()
}
