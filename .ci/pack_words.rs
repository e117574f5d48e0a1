//! Packs a sorted list of words, one a line on standard input, into the file that is named: used by
//! `.ci/words`.

use std::io::{self, BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let target = std::env::args().nth(1).ok_or("which file?")?;
    let mut set = fst::SetBuilder::memory();
    for line in io::stdin().lock().lines() {
        set.insert(line?)?;
    }
    #[allow(
        clippy::disallowed_methods,
        reason = "a tool of the repository, not of the program"
    )]
    std::fs::File::create(target)?.write_all(&set.into_inner()?)?;
    Ok(())
}
