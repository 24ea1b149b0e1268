//! Who sees a listing that is not on the shelves.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    Draft,
    Published,
    /// Taken from the shelves by its seller; buyers keep it.
    Unpublished,
    /// Taken down by a moderator.
    Removed,
}

/// What the one who looks is to the listing, and where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Viewer {
    pub is_seller: bool,
    pub is_staff: bool,
    pub has_bought: bool,
    /// Whether its shop closed, and will not put it back.
    pub is_closed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Showing {
    Public,
    /// Shown to few, with the reason in words.
    Private(&'static str),
    Gone,
    Hidden,
}

pub fn showing(status: Status, viewer: Viewer) -> Showing {
    let insider = viewer.is_seller || viewer.is_staff;
    match status {
        Status::Published => Showing::Public,
        Status::Draft if insider => Showing::Private("This is a draft. Nobody else sees it yet."),
        Status::Draft => Showing::Hidden,
        Status::Unpublished if insider => {
            Showing::Private("This listing is not for sale. Only those who bought it still see it.")
        }
        Status::Unpublished if viewer.has_bought => {
            Showing::Private("This listing is no longer for sale. What you bought stays in your library.")
        }
        Status::Unpublished if viewer.is_closed => Showing::Gone,
        Status::Unpublished => Showing::Hidden,
        Status::Removed if insider => Showing::Private("This listing was taken down by the shop."),
        Status::Removed => Showing::Gone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRANGER: Viewer =
        Viewer { is_seller: false, is_staff: false, has_bought: false, is_closed: false };
    const BUYER: Viewer = Viewer { has_bought: true, ..STRANGER };
    const SELLER: Viewer = Viewer { is_seller: true, ..STRANGER };

    #[test]
    fn strangers_see_what_is_published_and_nothing_else() {
        assert_eq!(showing(Status::Published, STRANGER), Showing::Public);
        assert_eq!(showing(Status::Draft, STRANGER), Showing::Hidden);
        assert_eq!(showing(Status::Unpublished, STRANGER), Showing::Hidden);
        assert_eq!(showing(Status::Removed, STRANGER), Showing::Gone);
    }

    #[test]
    fn buyers_still_see_what_left_the_shelves_but_not_what_was_taken_down() {
        assert!(matches!(showing(Status::Unpublished, BUYER), Showing::Private(_)));
        assert_eq!(showing(Status::Removed, BUYER), Showing::Gone);
        assert_eq!(showing(Status::Draft, BUYER), Showing::Hidden);
    }

    #[test]
    fn what_a_closed_shop_sold_is_gone_for_those_who_did_not_buy_it() {
        assert_eq!(showing(Status::Unpublished, Viewer { is_closed: true, ..STRANGER }), Showing::Gone);
        assert_eq!(showing(Status::Draft, Viewer { is_closed: true, ..STRANGER }), Showing::Hidden);
        let buyer = Viewer { is_closed: true, ..BUYER };
        assert!(matches!(showing(Status::Unpublished, buyer), Showing::Private(_)));
    }

    #[test]
    fn sellers_see_their_own_in_any_state() {
        for status in [Status::Draft, Status::Unpublished, Status::Removed] {
            assert!(matches!(showing(status, SELLER), Showing::Private(_)), "{status:?}");
        }
    }
}
