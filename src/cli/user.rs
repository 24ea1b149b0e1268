//! `prosets user`

use std::io::{self, BufRead, Write};

use clap::{Subcommand, ValueEnum};

use super::{Failure, Outcome, database};
use crate::accounts::{self, NewUser};
use crate::db::entities::user::StaffRole;
use crate::kit::error::AppError;
use crate::server::{clock::Clock, config::Config, session::Sessions, start};

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

impl Role {
    fn staff(self) -> Option<StaffRole> {
        match self {
            Self::None => None,
            Self::Moderator => Some(StaffRole::Moderator),
            Self::Admin => Some(StaffRole::Admin),
        }
    }
}

pub(super) async fn run(config: &Config, command: User) -> Outcome {
    let db = database(config).await?;
    let sessions = Sessions::new(db.clone(), start::connect_redis(config).await?);
    let now = Clock::default().now();
    let done = match command {
        User::Create { email, username, password_stdin, role } => {
            let (password, made) = if password_stdin { (first_line()?, None) } else { made_password() };
            let new = NewUser { email: email.clone(), username, password, staff_role: role.staff() };
            accounts::create_user(&db, new, now).await.map_err(|error| told(&email, error))?;
            match made {
                Some(password) => format!("{email} can sign in with the password {password}"),
                None => format!("{email} can sign in."),
            }
        }
        User::Promote { email, role } => {
            accounts::set_staff_role(&db, &sessions, &email, role.staff(), now)
                .await
                .map_err(|error| told(&email, error))?;
            match role {
                Role::None => format!("{email} has no staff role now."),
                Role::Moderator => format!("{email} is a moderator now, and has to sign in again."),
                Role::Admin => format!("{email} is an admin now, and has to sign in again."),
            }
        }
        User::Disable { email } => {
            accounts::disable_person(&db, &sessions, &email, now)
                .await
                .map_err(|error| told(&email, error))?;
            format!("{email} is locked out.")
        }
    };
    drop(db.close().await);
    Ok(writeln!(io::stdout().lock(), "{done}")?)
}

/// A password nobody has to think up: 120 bits, in groups that can be read out.
fn made_password() -> (String, Option<String>) {
    let digits = hex::encode(rand::random::<[u8; 15]>());
    let groups: Vec<_> = digits.as_bytes().chunks(5).map(String::from_utf8_lossy).collect();
    let password = groups.join("-");
    (password.clone(), Some(password))
}

fn first_line() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn told(email: &str, error: AppError) -> Failure {
    match error {
        AppError::NotFound => Failure::message(format!("Nobody here has the e-mail address {email}.")),
        AppError::Internal => Failure::message("The database failed; its words are in the log above."),
        AppError::Validation(fields) => {
            let faults: Vec<_> =
                fields.iter().map(|(field, faults)| format!("{field}: {}", faults.join(" "))).collect();
            Failure::message(faults.join("\n         "))
        }
        other => Failure::message(other),
    }
}
