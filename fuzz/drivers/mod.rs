//! What must hold for any input at all: one driver for each way in, from bytes to laws.
//!
//! A driver panics when a law does not hold, and so does the program itself where it is wrong. The
//! same drivers are fed by libFuzzer (`fuzz_targets/`), by `drive`, and by the tests of the project
//! (`tests/drivers.rs`).
// Each of those who feed the drivers needs another part of this.
#![allow(dead_code)]

use std::time::Duration;

mod archive;
pub(crate) mod clock;
mod dice;
mod html;
mod markdown;
mod repository;
pub(crate) mod samples;
pub(crate) mod texts;
mod word;

/// A way in.
pub(crate) struct Driver {
    /// Its name: that of its libFuzzer target and of its folder of seeds.
    pub name: &'static str,
    /// Holds one input to the laws.
    pub run: fn(&[u8]),
}

/// All of them.
pub(crate) const DRIVERS: [Driver; 4] = [
    Driver {
        name: "texts",
        run: texts::run,
    },
    Driver {
        name: "repository",
        run: repository::run,
    },
    Driver {
        name: "markdown",
        run: markdown::run,
    },
    Driver {
        name: "word",
        run: word::run,
    },
];

/// The driver called `name`.
pub(crate) fn driver(name: &str) -> Option<&'static Driver> {
    DRIVERS.iter().find(|driver| driver.name == name)
}

/// Nothing of at most this many bytes takes longer than [`PATIENCE`].
pub(crate) const USUAL: usize = 64 * 1024;
/// See [`USUAL`]; a larger input may take longer in proportion.
pub(crate) const PATIENCE: Duration = Duration::from_secs(2);

/// Runs a driver and looks at the clock.
pub(crate) fn timed(driver: &Driver, input: &[u8]) {
    let patience = PATIENCE * (input.len() / USUAL + 1) as u32;
    let took = clock::time(|| (driver.run)(input));
    assert!(
        took <= patience,
        "slow: {} bytes take {took:?}",
        input.len()
    );
}
