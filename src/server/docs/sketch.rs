//! A schema as people read it: the JSON it describes, with the types where the values stand.

use std::fmt::Write;

use serde_json::{Map, Value};

/// Deeper than any of our bodies; a schema that holds itself ends here.
const DEEPEST: usize = 6;

/// The JSON of `schema`; references are looked up in `schemas`.
pub fn sketch(schema: &Value, schemas: &Map<String, Value>) -> String {
    let mut text = String::new();
    draw(&mut text, schema, schemas, 0);
    text
}

/// What `#/components/schemas/…` points at.
fn resolve<'a>(schema: &'a Value, schemas: &'a Map<String, Value>) -> &'a Value {
    let name = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next());
    name.and_then(|name| schemas.get(name)).unwrap_or(schema)
}

fn draw(text: &mut String, schema: &Value, schemas: &Map<String, Value>, depth: usize) {
    let schema = resolve(schema, schemas);
    if depth > DEEPEST {
        text.push('…');
        return;
    }
    if let Some(parts) = ["oneOf", "anyOf", "allOf"].into_iter().find_map(|key| schema[key].as_array()) {
        let (nothing, something): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part["type"] == "null");
        for (i, part) in something.into_iter().enumerate() {
            text.push_str(if i > 0 { " | " } else { "" });
            draw(text, part, schemas, depth);
        }
        text.push_str(if nothing.is_empty() { "" } else { " | null" });
    } else if let Some(values) = schema["enum"].as_array() {
        let values: Vec<String> = values.iter().map(Value::to_string).collect();
        text.push_str(&values.join(" | "));
    } else if let Some(fields) = schema["properties"].as_object() {
        draw_object(text, schema, fields, schemas, depth);
    } else if is(schema, "array") {
        text.push('[');
        draw(text, &schema["items"], schemas, depth);
        text.push(']');
        null(text, schema);
    } else if schema["additionalProperties"].is_object() {
        text.push_str("{ name: ");
        draw(text, &schema["additionalProperties"], schemas, depth + 1);
        text.push_str(" }");
    } else {
        text.push_str(&word(schema));
        null(text, schema);
    }
}

fn draw_object(
    text: &mut String,
    schema: &Value,
    fields: &Map<String, Value>,
    schemas: &Map<String, Value>,
    depth: usize,
) {
    let required =
        |name: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
    let inside = "  ".repeat(depth + 1);
    text.push_str("{\n");
    for (name, field) in fields {
        let optional = if required(name) { "" } else { "?" };
        // Writing to a string cannot fail.
        let _ = write!(text, "{inside}{name}{optional}: ");
        draw(text, field, schemas, depth + 1);
        if let Some(note) = field["description"].as_str() {
            let note = note.lines().next().unwrap_or_default();
            let _ = write!(text, "   // {note}");
        }
        text.push('\n');
    }
    let _ = write!(text, "{}}}", "  ".repeat(depth));
    null(text, schema);
}

fn is(schema: &Value, kind: &str) -> bool {
    schema["type"] == kind
        || schema["type"].as_array().is_some_and(|kinds| kinds.iter().any(|one| one == kind))
}

fn null(text: &mut String, schema: &Value) {
    if schema["type"].is_array() && is(schema, "null") {
        text.push_str(" | null");
    }
}

/// A plain value's type in one word.
pub fn word(schema: &Value) -> String {
    let word = match schema["format"].as_str() {
        Some("uuid") => "uuid",
        Some("date-time") => "time",
        Some("uri") => "url",
        _ => ["string", "integer", "number", "boolean", "object"]
            .into_iter()
            .find(|kind| is(schema, kind))
            .unwrap_or("any"),
    };
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_body_reads_like_its_json() {
        let schemas = json!({ "File": { "type": "object", "required": ["size"], "properties": {
            "size": { "type": "integer", "format": "int64", "description": "Bytes." } } } });
        let schema = json!({ "type": "object", "required": ["id", "files"], "properties": {
            "id": { "type": "string", "format": "uuid" },
            "note": { "type": ["string", "null"] },
            "files": { "type": "array", "items": { "$ref": "#/components/schemas/File" } },
        } });
        let drawn = sketch(&schema, schemas.as_object().unwrap_or(&Map::new()));
        let lines: Vec<&str> = drawn.lines().map(str::trim).collect();
        for line in ["id: uuid", "note?: string | null", "files: [{", "size: integer   // Bytes.", "}]"] {
            assert!(lines.contains(&line), "{line:?} is missing in\n{drawn}");
        }
    }

    #[test]
    fn a_schema_that_holds_itself_has_an_end() {
        let schemas = json!({ "Tree": { "type": "object", "properties": {
            "left": { "$ref": "#/components/schemas/Tree" } } } });
        let drawn = sketch(
            &json!({ "$ref": "#/components/schemas/Tree" }),
            schemas.as_object().unwrap_or(&Map::new()),
        );
        assert!(drawn.contains('…'));
    }
}
