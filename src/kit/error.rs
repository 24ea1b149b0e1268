//! The one error of pages, actions and API. Internals never travel in it: they are logged where they arise.

use std::collections::BTreeMap;

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

pub type AppResult<T> = Result<T, AppError>;

/// Field name to what is wrong with it, in words for the person who typed.
pub type FieldErrors = BTreeMap<String, Vec<String>>;

/// For programs.
const ALTCHA: &str =
    "Solve the challenge of GET /api/v1/auth/challenge and send the solution along, or wait.";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// Some fields need another value; each says why.
    #[error("Please check the marked fields.")]
    Validation(FieldErrors),
    #[error("Please sign in first.")]
    Unauthenticated,
    /// Whoever asks did not prove who they are; never says what was wrong with the proof.
    #[error("{0}")]
    SignInRefused(String),
    /// The password was right; a code of the second factor is missing or wrong.
    #[error("{0}")]
    CodeRefused(String),
    #[error("{0}")]
    Forbidden(String),
    /// Also said of what belongs to somebody else.
    #[error("We could not find that.")]
    NotFound,
    /// The request is well formed, but not possible in the present state.
    #[error("{0}")]
    Conflict(String),
    /// An idempotency key came back with another request.
    #[error("This Idempotency-Key was used with a different request.")]
    IdempotencyMismatch,
    /// Wait this many seconds.
    #[error("Too many attempts. Please wait {0} seconds and try again.")]
    RateLimited(u64),
    /// A proof of work is asked for; or wait this many seconds.
    #[error(
        "There were many attempts from your network. Your browser has to solve a small puzzle first, which it does by \
         itself with JavaScript. Or come back in {} min.",
        .0.div_ceil(60)
    )]
    ProofAsked(u64),
    #[error("{0}")]
    TooLarge(String),
    #[error("{0}")]
    Unavailable(String),
    #[error("Something went wrong on our side. Nothing was lost; please try again.")]
    Internal,
}

impl AppError {
    pub fn not_found() -> Self {
        Self::NotFound
    }

    pub fn unauthenticated() -> Self {
        Self::Unauthenticated
    }

    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::Forbidden(message.into())
    }

    pub fn conflict(message: impl Into<String>) -> Self {
        Self::Conflict(message.into())
    }

    /// One field with one fault.
    pub fn invalid(field: &str, message: impl Into<String>) -> Self {
        Self::Validation(FieldErrors::from([(field.to_owned(), vec![message.into()])]))
    }

    /// `Ok` when no field has a fault.
    pub fn validation(errors: FieldErrors) -> AppResult<()> {
        if errors.is_empty() { Ok(()) } else { Err(Self::Validation(errors)) }
    }

    pub fn rate_limited(seconds: u64) -> Self {
        Self::RateLimited(seconds)
    }

    pub fn proof_asked(seconds: u64) -> Self {
        Self::ProofAsked(seconds)
    }

    pub fn too_large(message: impl Into<String>) -> Self {
        Self::TooLarge(message.into())
    }

    pub fn unavailable(message: impl Into<String>) -> Self {
        Self::Unavailable(message.into())
    }

    pub fn internal() -> Self {
        Self::Internal
    }

    /// The code of the API's error envelope.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Validation(_) => "VALIDATION_ERROR",
            Self::Unauthenticated | Self::SignInRefused(_) | Self::CodeRefused(_) => "UNAUTHENTICATED",
            Self::Forbidden(_) => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::Conflict(_) => "CONFLICT",
            Self::IdempotencyMismatch => "IDEMPOTENCY_MISMATCH",
            Self::RateLimited(_) | Self::ProofAsked(_) => "RATE_LIMITED",
            Self::TooLarge(_) => "PAYLOAD_TOO_LARGE",
            Self::Unavailable(_) => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
        }
    }

    /// HTTP status code.
    pub fn status(&self) -> u16 {
        match self {
            Self::Validation(_) | Self::IdempotencyMismatch => 422,
            Self::Unauthenticated | Self::SignInRefused(_) | Self::CodeRefused(_) => 401,
            Self::Forbidden(_) => 403,
            Self::NotFound => 404,
            Self::Conflict(_) => 409,
            Self::RateLimited(_) | Self::ProofAsked(_) => 429,
            Self::TooLarge(_) => 413,
            Self::Unavailable(_) => 503,
            Self::Internal => 500,
        }
    }

    pub fn fields(&self) -> FieldErrors {
        match self {
            Self::Validation(fields) => fields.clone(),
            Self::ProofAsked(_) => FieldErrors::from([("altcha".to_owned(), vec![ALTCHA.to_owned()])]),
            Self::CodeRefused(words) => FieldErrors::from([("code".to_owned(), vec![words.clone()])]),
            _ => FieldErrors::new(),
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::Deserialization(_) => {
                Self::Conflict("The form was incomplete. Reload the page and try again.".into())
            }
            ServerFnErrorErr::Request(_) => Self::Unavailable(
                "The server could not be reached. Check your connection and try again.".into(),
            ),
            _ => Self::Internal,
        }
    }
}

/// Adds a fault to a field when `holds` is false: the one-line form of a field check.
pub fn require(errors: &mut FieldErrors, holds: bool, field: &str, message: &str) {
    if !holds {
        errors.entry(field.to_owned()).or_default().push(message.to_owned());
    }
}
