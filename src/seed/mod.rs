//! The demo shop and load data, made by our own code.
