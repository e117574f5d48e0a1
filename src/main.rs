//! The command `avtalslogg`.

use std::process::ExitCode;

fn main() -> ExitCode {
    avtalslogg::cli::run()
}
