//! Reading orders.

mod show_order;
