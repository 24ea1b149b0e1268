//! Design-system primitives that know no feature.
