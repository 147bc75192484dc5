//! The executable `mizan`. Everything is in the library, so that tests can call it.

fn main() -> std::process::ExitCode {
    mizan::cli::main()
}
