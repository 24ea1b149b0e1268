//! The licences a listing can be offered under.

use crate::catalog::{Kind, spdx};

/// A licence as the shop words it; its terms are copied into each order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    pub code: &'static str,
    pub name: &'static str,
    /// What it means, in a line for sellers and buyers.
    pub summary: &'static str,
    pub terms: &'static str,
}

pub const OFFERS: [Offer; 6] = [
    Offer {
        code: "personal",
        name: "Personal",
        summary: "For the buyer's own projects and things that earn no money.",
        terms: "You may use, change and keep copies of this work for yourself and for projects that earn no money. \
                You may not sell it or what is made from it, nor pass on the files, changed or not.",
    },
    Offer {
        code: "commercial",
        name: "Commercial",
        summary: "For work that earns money: client projects, printed parts, products.",
        terms: "You may use and change this work in projects that earn money, for yourself or for one client at a \
                time, and sell physical objects and finished products made with it. You may not resell or share \
                the files themselves, changed or not, nor offer them so that others can take them out.",
    },
    Offer {
        code: "extended",
        name: "Extended",
        summary: "Commercial, and the work may ship inside products for any number of customers.",
        terms: "You may use and change this work in projects that earn money, for any number of clients, and ship \
                it as a part of products, kits and services that add substantial value of their own. You may not \
                offer the files by themselves or in collections whose main value is this work.",
    },
    Offer {
        code: "mit",
        name: "MIT",
        summary: "Open source: for anything, also in what is sold; your copyright line stays.",
        terms: "Open source under the MIT licence: use it anywhere, change it, pass it on, also in what you sell. \
                Keep the copyright line and the licence's text. There is no warranty.",
    },
    Offer {
        code: "apache",
        name: "Apache 2.0",
        summary: "Open source like MIT, with a grant of patents, and changes are marked.",
        terms: "Open source under the Apache License 2.0: use it anywhere, change it, pass it on, also in what you \
                sell, with a licence to the contributors' patents in it. Keep the notices, add the licence's text, \
                and say which files you changed. There is no warranty.",
    },
    Offer {
        code: "gpl",
        name: "GPL 3.0 or later",
        summary: "Open source that stays open: what is made of it is passed on under the same licence.",
        terms: "Open source under the GNU General Public License, version 3 or later: use it anywhere and change it. \
                Whoever gets it or what you made of it from you gets its source under the same licence. \
                There is no warranty.",
    },
];

/// Those a listing of this kind can be offered under: licences of source code are for code.
pub fn offers(kind: Kind) -> impl Iterator<Item = &'static Offer> {
    let is_code = matches!(kind, Kind::Snippet | Kind::Module | Kind::Template);
    OFFERS.iter().filter(move |offer| is_code || spdx(offer.code).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_of_code_are_for_code() {
        let codes = |kind| offers(kind).map(|offer| offer.code).collect::<Vec<_>>();
        assert_eq!(codes(Kind::Model), ["personal", "commercial", "extended"]);
        for kind in [Kind::Snippet, Kind::Template, Kind::Module] {
            assert_eq!(codes(kind)[3..], ["mit", "apache", "gpl"]);
        }
        assert_eq!(spdx("gpl"), Some("GPL-3.0-or-later"));
    }
}
