//! The API's description, put into the order and words of its page.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::sketch::{sketch, word};
use crate::kit::error::AppError;
use crate::server::openapi;

/// Operations that belong together.
#[derive(Clone, Debug)]
pub struct Group {
    pub tag: String,
    pub operations: Vec<Operation>,
}

#[derive(Clone, Debug)]
pub struct Operation {
    pub id: String,
    /// `GET`
    pub method: String,
    pub path: String,
    pub summary: String,
    /// Who may call it.
    pub permissions: Option<String>,
    pub parameters: Vec<Parameter>,
    /// The JSON to send.
    pub body: Option<String>,
    pub answers: Vec<Answer>,
    /// Codes of the error envelope it may answer with.
    pub errors: Vec<&'static str>,
}

#[derive(Clone, Debug)]
pub struct Parameter {
    pub name: String,
    /// path, query or header.
    pub place: String,
    pub kind: String,
    pub required: bool,
    pub note: String,
}

#[derive(Clone, Debug)]
pub struct Answer {
    pub status: String,
    pub note: String,
    /// The JSON it answers with.
    pub body: Option<String>,
}

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Made once: the description is the same as long as the process lives.
pub static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| {
    serde_json::to_value(openapi::description()).map(|all| groups(&all)).unwrap_or_default()
});

fn groups(description: &Value) -> Vec<Group> {
    let nothing = Map::new();
    let schemas = description["components"]["schemas"].as_object().unwrap_or(&nothing);
    let mut groups: BTreeMap<String, Vec<Operation>> = BTreeMap::new();
    for (path, item) in description["paths"].as_object().unwrap_or(&nothing) {
        for method in METHODS {
            if item[method].is_object() {
                let tag = item[method]["tags"][0].as_str().unwrap_or("others").to_owned();
                groups.entry(tag).or_default().push(operation(path, method, &item[method], schemas));
            }
        }
    }
    groups.into_iter().map(|(tag, operations)| Group { tag, operations }).collect()
}

fn operation(path: &str, method: &str, told: &Value, schemas: &Map<String, Value>) -> Operation {
    let text = |key: &str| told[key].as_str().unwrap_or_default().replace("**", "");
    let said = [text("summary"), text("description")];
    let permissions =
        said.iter().flat_map(|text| text.lines()).find_map(|line| line.strip_prefix("Permissions: "));
    let permissions = permissions.map(str::to_owned);
    let summary = said
        .iter()
        .flat_map(|text| text.lines())
        .find(|line| !line.is_empty() && !line.starts_with("Permissions: "));
    let parameters: Vec<Parameter> =
        told["parameters"].as_array().into_iter().flatten().map(parameter).collect();
    let body = told["requestBody"]["content"].as_object().and_then(|content| content.values().next());
    let body = body.map(|body| sketch(&body["schema"], schemas));
    let answers = told["responses"].as_object().into_iter().flatten();
    let answers: Vec<Answer> = answers
        .map(|(status, answer)| Answer {
            status: status.clone(),
            note: answer["description"].as_str().unwrap_or_default().to_owned(),
            body: answer["content"]
                .as_object()
                .and_then(|content| content.values().next())
                .map(|content| sketch(&content["schema"], schemas)),
        })
        .collect();
    Operation {
        id: format!("{method}{}", path.replace(['/', '{', '}'], "-")),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: summary.unwrap_or_default().to_owned(),
        errors: errors(permissions.as_deref(), &parameters, body.is_some(), &answers),
        permissions,
        parameters,
        body,
        answers,
    }
}

fn parameter(told: &Value) -> Parameter {
    let text = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
    Parameter {
        name: text("name"),
        place: text("in"),
        kind: word(&told["schema"]),
        required: told["required"] == true,
        note: text("description").replace('`', ""),
    }
}

/// What follows from how an operation is called, and what it says itself.
fn errors(
    permissions: Option<&str>,
    parameters: &[Parameter],
    has_body: bool,
    answers: &[Answer],
) -> Vec<&'static str> {
    let permissions = permissions.unwrap_or_default();
    let staff_or_seller = ["moderator", "admin", "seller"].iter().any(|role| permissions.contains(role));
    let signed_in = staff_or_seller || permissions.contains("signed in");
    let mut errors = Vec::new();
    let mut add = |applies: bool, error: AppError| {
        let told = answers.iter().any(|answer| answer.status == error.status().to_string());
        if applies || told {
            errors.push(error.code());
        }
    };
    add(signed_in, AppError::unauthenticated());
    add(staff_or_seller, AppError::forbidden(""));
    add(parameters.iter().any(|parameter| parameter.place == "path"), AppError::not_found());
    add(false, AppError::conflict(""));
    add(false, AppError::too_large(""));
    add(has_body || !parameters.is_empty(), AppError::invalid("", ""));
    add(
        parameters.iter().any(|parameter| parameter.name == "Idempotency-Key"),
        AppError::IdempotencyMismatch,
    );
    add(true, AppError::rate_limited(0));
    add(false, AppError::unavailable(""));
    errors
}
