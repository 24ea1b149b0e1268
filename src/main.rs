//! The `prosets` command line.

use mimalloc::MiMalloc;

/// A page is thousands of small pieces, which the system's allocator takes half as long again to make.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> std::process::ExitCode {
    prosets::cli::main()
}
