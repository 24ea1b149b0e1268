//! What may be put into a cart and stay there.

use uuid::Uuid;

use super::types::{Licence, Problem};
use crate::kit::error::{AppError, AppResult};
use crate::kit::money::Currency;

/// More in one order than anyone needs.
pub const MOST_ITEMS: u64 = 100;

/// What decides whether an item can be ordered.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    pub published: bool,
    pub licence_active: bool,
    pub seller_id: Uuid,
    pub buyer_id: Option<Uuid>,
    pub owned: bool,
    pub currency: Currency,
    pub cart_currency: Currency,
}

pub fn problem(facts: Facts) -> Option<Problem> {
    if facts.buyer_id == Some(facts.seller_id) {
        Some(Problem::OwnListing)
    } else if facts.owned {
        Some(Problem::Owned)
    } else if !facts.published {
        Some(Problem::NotForSale)
    } else if !facts.licence_active {
        Some(Problem::LicenceGone)
    } else if facts.currency != facts.cart_currency {
        Some(Problem::OtherCurrency)
    } else {
        None
    }
}

impl Problem {
    pub fn words(self) -> &'static str {
        match self {
            Self::NotForSale => "This is no longer for sale.",
            Self::LicenceGone => "This licence is no longer on offer. Choose another.",
            Self::OwnListing => "This is your own listing.",
            Self::Owned => "You own this already. You will find it in your library.",
            Self::OtherCurrency => "This is sold in another currency. Order it by itself.",
        }
    }
}

/// The licence asked for by id or code, else the cheapest.
pub fn choose<'a>(offers: &'a [Licence], wanted: &str) -> AppResult<&'a Licence> {
    let wanted = wanted.trim();
    if wanted.is_empty() {
        let cheapest = offers.iter().min_by_key(|licence| licence.price.minor);
        return cheapest.ok_or_else(|| AppError::conflict(Problem::NotForSale.words()));
    }
    let id: Option<Uuid> = wanted.parse().ok();
    let named = offers.iter().find(|licence| Some(licence.id) == id || licence.code == wanted);
    named.ok_or_else(|| AppError::invalid("licence", "This licence is not on offer."))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::kit::ids::new_id;
    use crate::kit::money::Money;

    fn fine() -> Facts {
        Facts {
            published: true,
            licence_active: true,
            seller_id: new_id(),
            buyer_id: Some(new_id()),
            owned: false,
            currency: Currency::USD,
            cart_currency: Currency::USD,
        }
    }

    #[test]
    fn each_obstacle_has_its_name() {
        let good = fine();
        assert_eq!(problem(good), None);
        assert_eq!(problem(Facts { buyer_id: None, ..good }), None);
        assert_eq!(problem(Facts { published: false, ..good }), Some(Problem::NotForSale));
        assert_eq!(problem(Facts { licence_active: false, ..good }), Some(Problem::LicenceGone));
        assert_eq!(problem(Facts { owned: true, published: false, ..good }), Some(Problem::Owned));
        assert_eq!(problem(Facts { buyer_id: Some(good.seller_id), ..good }), Some(Problem::OwnListing));
        assert_eq!(problem(Facts { currency: Currency::JPY, ..good }), Some(Problem::OtherCurrency));
    }

    #[test]
    fn a_licence_is_chosen_by_id_by_code_or_by_price() {
        let offer = |code: &str, minor| Licence {
            id: new_id(),
            code: code.into(),
            name: String::new(),
            terms: String::new(),
            price: Money::new(minor, Currency::USD),
        };
        let offers = [offer("commercial", 900), offer("personal", 300)];
        assert_eq!(choose(&offers, "").unwrap().code, "personal");
        assert_eq!(choose(&offers, "commercial").unwrap().code, "commercial");
        assert_eq!(choose(&offers, &offers[0].id.to_string()).unwrap().code, "commercial");
        assert!(choose(&offers, "extended").is_err() && choose(&[], "").is_err());
    }
}
