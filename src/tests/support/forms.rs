//! The forms on a page, as a browser would find and fill them.

use super::client::{Answer, Client};

#[derive(Clone, Debug)]
pub struct Form {
    pub post: bool,
    pub action: String,
    pub files: bool,
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    /// The `type` of an input, or `textarea`, or `select`.
    pub kind: String,
    pub value: String,
}

impl Field {
    /// Whether somebody types into it.
    pub fn is_text(&self) -> bool {
        ["text", "email", "search", "url", "tel", "number", "textarea", "password"]
            .contains(&self.kind.as_str())
    }

    /// Passwords are never sent back, and a browser takes no letters in a number.
    pub fn comes_back(&self) -> bool {
        self.is_text() && self.kind != "password"
    }
}

impl Form {
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|field| field.name == name).map_or("", |field| &field.value)
    }

    /// The same form on a page, where there may be several to one action.
    pub fn again(&self, page: &str) -> Option<Form> {
        let same = |form: &Form| form.action == self.action && form.value("_scope") == self.value("_scope");
        forms(page).into_iter().find(same)
    }

    pub fn filled(&self, with: impl Fn(&Field) -> String) -> Vec<(String, String)> {
        self.fields.iter().map(|field| (field.name.clone(), with(field))).collect()
    }
}

pub async fn send(client: &mut Client, form: &Form, values: &[(String, String)]) -> Answer {
    let pairs: Vec<_> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    if form.post {
        return client.post_form(&form.action, &pairs).await;
    }
    let query: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    client.get(&format!("{}?{query}", form.action)).await
}

pub fn forms(page: &str) -> Vec<Form> {
    let found = page.split("<form").skip(1);
    found.map(|rest| form(rest.split_once("</form>").expect("a form without an end").0)).collect()
}

fn form(text: &str) -> Form {
    let (head, body) = tag_end(text);
    let mut fields: Vec<Field> = Vec::new();
    for (at, _) in body.match_indices('<') {
        let rest = &body[at + 1..];
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !["input", "textarea", "select"].contains(&name) {
            continue;
        }
        let (tag, after) = tag_end(rest);
        let field = Field {
            name: attribute(tag, "name").unwrap_or_default(),
            kind: match name {
                "input" => attribute(tag, "type").unwrap_or("text".into()),
                other => other.into(),
            },
            value: match name {
                "input" => attribute(tag, "value").unwrap_or_default(),
                "select" => chosen(after),
                // The newline after the tag is not part of the text.
                _ => unescape(after.split_once("</textarea>").unwrap().0.trim_start_matches('\n')),
            },
        };
        let twin = fields.iter().position(|known| known.name == field.name && field.kind == "radio");
        match twin {
            Some(twin) if tag.contains(" checked") => fields[twin] = field,
            Some(_) => {}
            None if !field.name.is_empty() && field.kind != "file" => fields.push(field),
            None => {}
        }
    }
    Form {
        post: attribute(head, "method").is_some_and(|method| method == "post"),
        action: attribute(head, "action").unwrap_or_default(),
        files: attribute(head, "enctype").is_some(),
        fields,
    }
}

fn chosen(after: &str) -> String {
    let options: Vec<_> =
        after.split_once("</select>").unwrap().0.split("<option").skip(1).map(|o| tag_end(o).0).collect();
    let chosen = options.iter().find(|option| option.contains(" selected")).or(options.first());
    chosen.and_then(|option| attribute(option, "value")).unwrap_or_default()
}

/// What stands in the tag, and what after it; a `>` within quotes does not end it.
fn tag_end(text: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return (&text[..at], &text[at + 1..]),
            _ => {}
        }
    }
    panic!("a tag without an end: {text}")
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(unescape(rest.split_once('"')?.0))
}

fn unescape(text: &str) -> String {
    let known =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    known.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
