//! How far back the versions of a listing are shown.

use crate::kit::error::{AppError, AppResult};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum History {
    #[default]
    Newest,
    All,
}

impl History {
    pub const ALL: &'static str = "all";

    /// As an address asks for it.
    pub fn read(asked: Option<&str>) -> AppResult<Self> {
        match asked {
            None | Some("") => Ok(Self::Newest),
            Some(Self::ALL) => Ok(Self::All),
            Some(_) => Err(AppError::invalid("versions", "For versions, only “all” can be asked for.")),
        }
    }

    /// Versions on one page. All there are is as many as a page can carry.
    pub fn most(self) -> u32 {
        match self {
            Self::Newest => 20,
            Self::All => 500,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn all_is_asked_for_by_its_name() {
        assert_eq!([None, Some("")].map(|asked| History::read(asked).unwrap()), [History::Newest; 2]);
        assert_eq!(History::read(Some("all")).unwrap(), History::All);
        for bad in ["ALL", "1", "all ", "\0"] {
            assert!(History::read(Some(bad)).unwrap_err().fields().contains_key("versions"), "{bad}");
        }
    }
}
