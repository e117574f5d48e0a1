//! The command `avtalslogg`.

fn main() {}
