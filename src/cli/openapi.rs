//! `prosets openapi`

use std::io::{self, Write};

use super::{Failure, Outcome};
use crate::server::openapi;

pub(super) fn run() -> Outcome {
    let document = openapi::description().to_pretty_json().map_err(Failure::message)?;
    Ok(writeln!(io::stdout().lock(), "{document}")?)
}
