//! Outside systems: one trait each, adapters beside it.
