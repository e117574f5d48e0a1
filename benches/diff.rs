//! What a comparison costs, as ratios in one run: `cargo bench --bench diff [-- DIR]`.
//!
//! The floor is what nobody can do without: parse both texts with pulldown-cmark, cut them into sections and
//! compare the changed sections word by word with `similar`. Without DIR the inputs are generated here; DIR
//! holds folders with `old.md` and `new.md`.
#![allow(clippy::disallowed_methods, reason = "a benchmark reads files and the clock")]

mod inputs;

use std::hint::black_box;
use std::time::{Duration, Instant};

use avtalslogg::diff::{Comparison, compare};
use avtalslogg::model::section::SectionTree;
use avtalslogg::parse::markdown::parser;
use avtalslogg::parse::sections::read;
use avtalslogg::{classify, diff};
use pulldown_cmark::{Event, Tag};
use similar::TextDiff;

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let pairs = match &folder {
        Some(folder) => inputs::from_folder(folder),
        None => inputs::revisions(),
    };
    ratios(&pairs);
    growth();
    worst();
    memory();
}

/// The cost of each pair against its floor.
fn ratios(pairs: &[(String, String, String)]) {
    let mut ratios: Vec<(f64, &str)> = Vec::new();
    for (name, old, new) in pairs {
        let comparison = comparison(old, new);
        let (a, b) = (read(old, 0), read(new, 0));
        let changed: Vec<(String, String)> = comparison
            .changes
            .iter()
            .map(|change| &comparison.rows[change.row])
            .filter(|row| !row.old.is_empty() && !row.new.is_empty())
            .map(|row| (diff::body(&a, &row.old), diff::body(&b, &row.new)))
            .collect();
        let floor = median(|| floor(old, new, &changed));
        let ours = median(|| {
            let (a, b) = (read(old, 0), read(new, 0));
            black_box(compare(&a, &b).expect("rebuilt").changes.len())
        });
        let weighed = median(|| whole(old, new));
        let ratio = ours.as_secs_f64() / floor.as_secs_f64();
        if pairs.len() <= 12 {
            println!(
                "{name:32} floor {floor:>10.1?}  diff {ours:>10.1?}  with verdicts {weighed:>10.1?}  ratio {ratio:.2}"
            );
        }
        ratios.push((ratio, name));
    }
    ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let (Some(middle), Some(last)) = (ratios.get(ratios.len() / 2), ratios.last()) {
        println!(
            "ratio to the floor over {} pairs: median {:.2}, greatest {:.2} ({})\n",
            ratios.len(),
            middle.0,
            last.0,
            last.1
        );
    }
}

/// Parse, cut, compare what changed.
fn floor(old: &str, new: &str, changed: &[(String, String)]) -> usize {
    let mut count = 0;
    for text in [old, new] {
        let mut sections: Vec<&str> = Vec::new();
        let mut start = 0;
        for (event, range) in parser(text).into_offset_iter() {
            if let Event::Start(Tag::Heading { .. }) = event {
                sections.push(&text[start..range.start.max(start)]);
                start = range.start;
            }
            black_box(&event);
        }
        sections.push(&text[start..]);
        count += black_box(sections).len();
    }
    for (a, b) in changed {
        count += black_box(TextDiff::from_words(a.as_str(), b.as_str()).ops().len());
    }
    count
}

fn comparison(old: &str, new: &str) -> Comparison {
    compare(&read(old, 0), &read(new, 0)).expect("rebuilt")
}

fn whole(old: &str, new: &str) -> usize {
    let (a, b): (SectionTree, SectionTree) = (read(old, 0), read(new, 0));
    let comparison = compare(&a, &b).expect("rebuilt");
    black_box(classify::weigh(&comparison, &a, &b, &[]).len())
}

/// Time against the number of sections, for an ordinary revision: near linear is near constant per section.
fn growth() {
    println!("growth");
    for sections in [10, 30, 100, 300, 1_000, 3_000] {
        let (old, new) = inputs::revision(sections);
        let time = median(|| whole(&old, &new));
        println!(
            "  {sections:>5} sections  {time:>10.1?}  {:>8.2} µs per section",
            time.as_secs_f64() * 1e6 / sections as f64
        );
    }
    println!();
}

/// Inputs that tempt an algorithm into squares and recursion.
fn worst() {
    println!("worst inputs");
    for (name, old, new) in inputs::worst() {
        let start = Instant::now();
        let changes = whole(&old, &new);
        println!(
            "  {name:40} {:>6} kB  {:>10.1?}  {changes} changes",
            (old.len() + new.len()) / 1000,
            start.elapsed()
        );
    }
    println!();
}

/// The greatest memory that the process has used, where the system tells.
fn memory() {
    if let Ok(status) = std::fs::read_to_string("/proc/self/status")
        && let Some(line) = status.lines().find(|line| line.starts_with("VmHWM"))
    {
        println!("peak memory of the whole run: {}", line.trim_start_matches("VmHWM:").trim());
    }
}

fn median(mut run: impl FnMut() -> usize) -> Duration {
    let mut times: Vec<Duration> = Vec::new();
    let began = Instant::now();
    while times.len() < 3 || (times.len() < 41 && began.elapsed() < Duration::from_millis(300)) {
        let start = Instant::now();
        black_box(run());
        times.push(start.elapsed());
    }
    times.sort_unstable();
    times[times.len() / 2]
}
