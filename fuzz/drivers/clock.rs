//! How long an input takes.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::time::{Duration, Instant};

/// The time of the processor that `work` takes, where the system tells it (Linux), since a machine
/// may be busy with something else; elsewhere the time that passes.
pub(crate) fn time(work: impl FnOnce()) -> Duration {
    let (start, before) = (Instant::now(), used());
    work();
    match (before, used()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => start.elapsed(),
    }
}

/// The time of all threads of this process, in user and in system mode.
fn used() -> Option<Duration> {
    const TICK: Duration = Duration::from_millis(10);
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in parentheses, may hold anything.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_ascii_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u32>().ok();
    Some(TICK * (ticks(11)? + ticks(12)?))
}
