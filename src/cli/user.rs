//! `prosets user`

use clap::{Subcommand, ValueEnum};

use super::{Failure, Outcome};
use crate::server::config::Config;

#[derive(Clone, Subcommand)]
pub(super) enum User {
    /// Make an account with a verified e-mail address
    Create {
        #[arg(long)]
        email: String,
        #[arg(long)]
        username: String,
        /// Read the password from the first line of standard input; without it one is made and printed
        #[arg(long)]
        password_stdin: bool,
        /// A staff role for the new account
        #[arg(long, value_enum, default_value_t = Role::None)]
        role: Role,
    },
    /// Give somebody a staff role, or take it away with `none`
    Promote { email: String, role: Role },
    /// Lock an account and end its sessions; nothing it bought or sold is lost
    Disable { email: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Role {
    None,
    Moderator,
    Admin,
}

pub(super) async fn run(_config: &Config, _command: User) -> Outcome {
    Err(Failure::message("Accounts are not there yet."))
}
