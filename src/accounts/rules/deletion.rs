//! What stands in the way of an account that wants to go.

use crate::kit::money::Money;

/// As an account is called that is gone.
pub const NAME: &str = "Deleted person";

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Nobody else could run the shop.
    pub last_admin: bool,
    /// Orders of theirs that are neither paid nor called off.
    pub unpaid_orders: u64,
    /// Orders of theirs, or with something of theirs, that the shop's staff look into.
    pub held_orders: u64,
    /// Money on its way back to them, or for something of theirs.
    pub open_refunds: u64,
    /// Orders of others with something of theirs in it, not paid yet.
    pub sales_under_way: u64,
    /// What the shop owes them, by currency.
    pub owed: Vec<Money>,
}

/// What has to be done first, a sentence each; nothing where the account can go.
pub fn hindrances(facts: &Facts) -> Vec<String> {
    let mut found = Vec::new();
    if facts.last_admin {
        found.push("You are the shop's only admin: make somebody else an admin first.".to_owned());
    }
    if facts.unpaid_orders > 0 {
        found.push("You have an order that is not paid: pay it or cancel it first, under Orders.".to_owned());
    }
    if facts.held_orders > 0 {
        found
            .push("The shop is still looking into an order of yours: wait until that is settled.".to_owned());
    }
    if facts.open_refunds > 0 {
        found.push("Money is on its way back for an order of yours: wait until it has arrived.".to_owned());
    }
    if facts.sales_under_way > 0 {
        let words = "Somebody is about to pay for something of yours: unpublish your listings, and wait until those \
            orders are paid or have run out, a day at most.";
        found.push(words.to_owned());
    }
    for owed in facts.owed.iter().filter(|owed| owed.minor > 0) {
        found.push(format!("The shop still owes you {owed}: have it paid out first."));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::money::Currency;

    #[test]
    fn every_hindrance_says_what_to_do_first() {
        assert_eq!(hindrances(&Facts::default()), Vec::<String>::new());
        let usd = |minor| Money::new(minor, Currency::USD);
        for (facts, words) in [
            (Facts { last_admin: true, ..Facts::default() }, "somebody else an admin first"),
            (Facts { unpaid_orders: 1, ..Facts::default() }, "pay it or cancel it first"),
            (Facts { held_orders: 1, ..Facts::default() }, "wait until that is settled"),
            (Facts { open_refunds: 1, ..Facts::default() }, "wait until it has arrived"),
            (Facts { sales_under_way: 1, ..Facts::default() }, "unpublish your listings"),
            (Facts { owed: vec![usd(1080)], ..Facts::default() }, "owes you $10.80: have it paid out first"),
        ] {
            let found = hindrances(&facts);
            assert!(found.len() == 1 && found[0].contains(words), "{found:?}");
        }
        let even = Facts { owed: vec![usd(0), usd(-500)], ..Facts::default() };
        assert_eq!(hindrances(&even), Vec::<String>::new(), "who owes the shop may go");
    }
}
