//! Which mails people choose, and which always go.

/// A kind of mail that can be turned off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notification {
    /// To a seller: something of theirs was bought.
    Sale,
    /// Something on one's wishlist costs less.
    PriceDrop,
    /// A shop one follows published something.
    NewListing,
    /// Something new fits a search one keeps.
    SavedSearch,
}

impl Notification {
    pub const ALL: [Self; 4] = [Self::Sale, Self::PriceDrop, Self::NewListing, Self::SavedSearch];

    /// As it is kept and named by the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::PriceDrop => "price_drop",
            Self::NewListing => "new_listing",
            Self::SavedSearch => "saved_search",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Sale => "You made a sale",
            Self::PriceDrop => "Something on your wishlist costs less",
            Self::NewListing => "A shop you follow has something new",
            Self::SavedSearch => "Something new fits a search you keep",
        }
    }

    pub fn hint(self) -> &'static str {
        match self {
            Self::Sale => "A mail for every order with something of yours in it.",
            Self::PriceDrop => "A mail when the price is lower than you know it.",
            Self::NewListing => "A mail for every new listing of theirs.",
            Self::SavedSearch => "At most one mail a day for each search, with all that is new in it.",
        }
    }

    /// Whether it goes to those who did not choose.
    pub fn unless_chosen(self) -> bool {
        match self {
            Self::Sale | Self::PriceDrop | Self::NewListing | Self::SavedSearch => true,
        }
    }

    /// Whether it can ever go to somebody who has no shop.
    pub fn concerns(self, sells: bool) -> bool {
        match self {
            Self::Sale => sells,
            Self::PriceDrop | Self::NewListing | Self::SavedSearch => true,
        }
    }
}

/// What nobody turns off, and why.
pub const ALWAYS: [(&str, &str); 3] = [
    ("Receipts and what becomes of your orders", "You need them to prove what you bought."),
    (
        "New sign-ins, passwords, addresses and second factors",
        "They tell you when somebody else is at your account.",
    ),
    ("Answers to what you asked for", "Links to confirm an address, to set a password, to fetch your data."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_come_back() {
        for kind in Notification::ALL {
            assert_eq!(Notification::from_code(kind.code()), Some(kind));
        }
        assert_eq!(Notification::from_code("everything"), None);
    }
}
