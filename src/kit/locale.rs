//! How dates and numbers are written for whoever reads the page. The words are English everywhere.

use chrono::{DateTime, Utc};
use leptos::prelude::use_context;

/// A way to write dates and numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    #[default]
    British,
    American,
    German,
    Swedish,
}

impl Locale {
    pub const ALL: [Self; 4] = [Self::British, Self::American, Self::German, Self::Swedish];

    /// Of the page being rendered; where there is none, as in mails, the shop's own.
    pub fn here() -> Self {
        use_context::<Self>().unwrap_or_default()
    }

    /// BCP 47.
    pub fn code(self) -> &'static str {
        match self {
            Self::British => "en-GB",
            Self::American => "en-US",
            Self::German => "de-DE",
            Self::Swedish => "sv-SE",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.code() == code)
    }

    pub fn day(self, at: DateTime<Utc>) -> String {
        let format = match self {
            Self::British => "%-d %b %Y",
            Self::American => "%b %-d, %Y",
            Self::German => "%d.%m.%Y",
            Self::Swedish => "%Y-%m-%d",
        };
        at.format(format).to_string()
    }

    pub fn minute(self, at: DateTime<Utc>) -> String {
        let time = if self == Self::American { "%-I:%M %p UTC" } else { "%H:%M UTC" };
        format!("{}, {}", self.day(at), at.format(time))
    }

    /// What stands between thousands, and before the fraction.
    pub fn marks(self) -> (char, char) {
        match self {
            Self::British | Self::American => (',', '.'),
            Self::German => ('.', ','),
            Self::Swedish => ('\u{a0}', ','),
        }
    }

    /// An example, for whoever chooses.
    pub fn shown(self, at: DateTime<Utc>) -> String {
        let (thousands, fraction) = self.marks();
        format!("{} · 1{thousands}234{fraction}50", self.minute(at))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn each_writes_the_same_moment_its_own_way() {
        let at: DateTime<Utc> = "2026-03-04T15:06:07Z".parse().unwrap();
        assert_eq!(
            Locale::ALL.map(|locale| locale.shown(at)),
            [
                "4 Mar 2026, 15:06 UTC · 1,234.50",
                "Mar 4, 2026, 3:06 PM UTC · 1,234.50",
                "04.03.2026, 15:06 UTC · 1.234,50",
                "2026-03-04, 15:06 UTC · 1\u{a0}234,50",
            ]
        );
    }

    #[test]
    fn codes_come_back() {
        for locale in Locale::ALL {
            assert_eq!(Locale::from_code(locale.code()), Some(locale));
        }
        assert_eq!(Locale::from_code("xx"), None);
    }
}
