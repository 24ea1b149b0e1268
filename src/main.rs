//! The `prosets` command line.

fn main() -> std::process::ExitCode {
    prosets::cli::main()
}
