//! The licences a listing can be offered under.

/// A licence as the shop words it; its terms are copied into each order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    pub code: &'static str,
    pub name: &'static str,
    /// What it means, in a line for sellers and buyers.
    pub summary: &'static str,
    pub terms: &'static str,
}

pub const OFFERS: [Offer; 3] = [
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
];

pub fn offer(code: &str) -> Option<&'static Offer> {
    OFFERS.iter().find(|offer| offer.code == code)
}
