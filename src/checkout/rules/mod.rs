//! The money path's decisions: states, sums, ledger rows, and what a provider's word means for an order.

pub mod buyer;
pub mod ledger;
pub mod order;
pub mod payment;
pub mod settlement;
pub mod terms;
pub mod totals;
