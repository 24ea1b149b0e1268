//! From cart to paid order.
