//! What can go wrong on the way to a provider and back, each in one sentence that says what to do.

use crate::kit::error::AppError;
use crate::ports::identity::IdentityError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No cookie came back.
    Cookies,
    /// Nothing is under way that this would answer.
    Stale,
    /// They said no there.
    Denied,
    Unavailable,
    Setup,
    Clock,
    Refused,
    /// The account is disabled.
    Disabled,
    /// It belongs to somebody else than who is signed in.
    Another,
    Ours,
}

impl Problem {
    const ALL: [Self; 10] = [
        Self::Cookies,
        Self::Stale,
        Self::Denied,
        Self::Unavailable,
        Self::Setup,
        Self::Clock,
        Self::Refused,
        Self::Disabled,
        Self::Another,
        Self::Ours,
    ];

    /// As it stands in the address of the sign-in page, where there may be no cookie to carry it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cookies => "cookies",
            Self::Stale => "stale",
            Self::Denied => "denied",
            Self::Unavailable => "unavailable",
            Self::Setup => "setup",
            Self::Clock => "clock",
            Self::Refused => "refused",
            Self::Disabled => "disabled",
            Self::Another => "another",
            Self::Ours => "ours",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|problem| problem.code() == code)
    }

    /// `label` is the provider.
    pub fn words(self, label: &str) -> String {
        match self {
            Self::Cookies => "Your browser did not bring back our cookie: allow cookies for this site, and sign in again.".into(),
            Self::Stale => "This sign-in was begun too long ago, in another browser, or is finished already (the back button does that): begin again.".into(),
            Self::Denied => format!("{label} did not let you in, or you called it off: begin again, or sign in another way."),
            Self::Unavailable => format!("{label} cannot be reached right now: try again in a moment, or sign in another way."),
            Self::Setup => format!("Signing in with {label} is not set up right: please tell the shop, whose log says what is wrong."),
            Self::Clock => format!("The clocks of {label} and of this shop differ too much: begin again, and if it stays so tell the shop."),
            Self::Refused => format!("The answer in the name of {label} could not be trusted and was refused: begin again."),
            Self::Disabled => "This account is disabled: please write to the shop if you think it should not be.".into(),
            Self::Another => format!("This sign-in at {label} belongs to another account: sign out there or here first."),
            Self::Ours => "Something went wrong on our side, and nothing was changed: please begin again.".into(),
        }
    }
}

impl From<IdentityError> for Problem {
    fn from(error: IdentityError) -> Self {
        match error {
            IdentityError::Unavailable(_) => Self::Unavailable,
            IdentityError::Setup(_) => Self::Setup,
            IdentityError::Stale => Self::Stale,
            IdentityError::Clock(_) => Self::Clock,
            IdentityError::Refused(_) => Self::Refused,
        }
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        tracing::error!(%error, "sign-in with a provider");
        Self::Ours
    }
}
