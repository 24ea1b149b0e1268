//! The `prosets` command line.

fn main() {}
