//! What a listing needs before it can be published.

use crate::catalog::Kind;
use crate::kit::error::FieldErrors;
use crate::kit::money::Money;
use crate::sell::rules::price::PriceRules;

/// A listing as far as publishing asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub kind: Kind,
    pub has_title: bool,
    pub has_summary: bool,
    pub has_category: bool,
    /// Of the active licences.
    pub prices: Vec<Money>,
    /// Of the version to be published.
    pub ready_files: usize,
    pub pictures: usize,
    pub has_excerpt: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Title,
    Summary,
    Category,
    Licence,
    Price,
    File,
    Picture,
    PictureOrCode,
}

impl Need {
    /// What is to be done.
    pub fn words(self) -> &'static str {
        match self {
            Self::Title => "A title",
            Self::Summary => "A summary of a line or two",
            Self::Category => "A category",
            Self::Licence => "At least one licence with a price",
            Self::Price => "Prices this shop can charge",
            Self::File => "At least one file",
            Self::Picture => "At least one picture",
            Self::PictureOrCode => "A picture or a code excerpt",
        }
    }

    /// The field of the API that mends it.
    pub fn field(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Category => "category",
            Self::Licence | Self::Price => "licences",
            Self::File => "files",
            Self::Picture | Self::PictureOrCode => "pictures",
        }
    }

    /// The section of the editor that mends it.
    pub fn section(self) -> &'static str {
        match self {
            Self::Title | Self::Summary | Self::Category => "basics",
            Self::Licence | Self::Price => "licences",
            Self::File => "files",
            Self::Picture | Self::PictureOrCode => "pictures",
        }
    }
}

/// Whether an excerpt may stand for a picture.
pub fn shows_code(kind: Kind) -> bool {
    matches!(kind, Kind::Snippet | Kind::Module)
}

/// Every need with whether it is met.
pub fn checklist(facts: &Facts, prices: &PriceRules) -> Vec<(Need, bool)> {
    let picture = if shows_code(facts.kind) {
        (Need::PictureOrCode, facts.pictures > 0 || facts.has_excerpt)
    } else {
        (Need::Picture, facts.pictures > 0)
    };
    let mut list = vec![
        (Need::Title, facts.has_title),
        (Need::Summary, facts.has_summary),
        (Need::Category, facts.has_category),
        (Need::Licence, !facts.prices.is_empty()),
        (Need::File, facts.ready_files > 0),
        picture,
    ];
    if facts.prices.iter().any(|price| prices.check(*price).is_err()) {
        list.insert(4, (Need::Price, false));
    }
    list
}

/// What is missing, as faults of fields; none when it can be published.
pub fn missing(facts: &Facts, prices: &PriceRules) -> FieldErrors {
    let mut errors = FieldErrors::new();
    for (need, met) in checklist(facts, prices) {
        if !met {
            errors.entry(need.field().to_owned()).or_default().push(format!("{} is missing.", need.words()));
        }
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::money::Currency;

    const PAID: PriceRules =
        PriceRules { currency: Currency::USD, minimum: Some(Money { minor: 50, currency: Currency::USD }) };
    const FREE: PriceRules = PriceRules { currency: Currency::USD, minimum: None };

    fn whole() -> Facts {
        Facts {
            kind: Kind::Model,
            has_title: true,
            has_summary: true,
            has_category: true,
            prices: vec![Money { minor: 1200, currency: Currency::USD }],
            ready_files: 1,
            pictures: 1,
            has_excerpt: false,
        }
    }

    #[test]
    fn a_whole_listing_misses_nothing() {
        assert!(missing(&whole(), &PAID).is_empty());
    }

    #[test]
    fn each_need_is_told_apart() {
        let changes: [(&str, fn(&mut Facts)); 6] = [
            ("title", |f| f.has_title = false),
            ("summary", |f| f.has_summary = false),
            ("category", |f| f.has_category = false),
            ("licences", |f| f.prices.clear()),
            ("files", |f| f.ready_files = 0),
            ("pictures", |f| f.pictures = 0),
        ];
        for (field, change) in changes {
            let mut facts = whole();
            change(&mut facts);
            assert_eq!(missing(&facts, &PAID).into_keys().collect::<Vec<_>>(), [field]);
        }
    }

    #[test]
    fn code_can_show_an_excerpt_for_a_picture() {
        let code = |kind| Facts { kind, pictures: 0, has_excerpt: true, ..whole() };
        assert!(missing(&code(Kind::Snippet), &PAID).is_empty());
        assert!(missing(&code(Kind::Module), &PAID).is_empty());
        assert!(missing(&code(Kind::Template), &PAID).contains_key("pictures"));
    }

    #[test]
    fn prices_follow_what_the_shop_can_charge_today() {
        assert!(missing(&whole(), &FREE).contains_key("licences"));
        let free = Facts { prices: vec![Money::zero(Currency::USD)], ..whole() };
        assert!(missing(&free, &FREE).is_empty());
    }
}
