//! What a comparison costs, as ratios in one run: `cargo bench --bench diff [-- DIR]`.
//!
//! The floor is what nobody can do without: read both files, parse them with pulldown-cmark, cut
//! them into sections and compare the changed sections word by word with `similar`. Without DIR the
//! inputs are generated here; DIR holds folders with `old.md` and `new.md`.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads files and the clock"
)]

mod inputs;

use std::collections::HashMap;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use avtalslogg::classify;
use avtalslogg::diff::{Comparison, compare};
use avtalslogg::model::section::SectionTree;
use avtalslogg::parse::markdown::parser;
use avtalslogg::parse::sections::read;
use pulldown_cmark::{Event, Tag, TagEnd};
use similar::TextDiff;

fn main() {
    let folder = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    let pairs = match &folder {
        Some(folder) => inputs::from_folder(folder),
        None => inputs::revisions(),
    };
    ratios(&pairs);
    growth();
    worst();
    memory();
}

/// The cost of each pair against its floor, both with the reading of the two files.
fn ratios(pairs: &[(String, String, String)]) {
    let mut ratios: Vec<(f64, &str)> = Vec::new();
    let mut sums = [Duration::ZERO; 3];
    let folder = std::env::temp_dir().join(format!("avtalslogg-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let (old_path, new_path) = (folder.join("old.md"), folder.join("new.md"));
    for (name, old, new) in pairs {
        std::fs::write(&old_path, old).expect("a temporary file");
        std::fs::write(&new_path, new).expect("a temporary file");
        let text = |path: &Path| std::fs::read_to_string(path).expect("the temporary file");
        let floor = median(|| floor(&text(&old_path), &text(&new_path)));
        let ours = median(|| comparison(&text(&old_path), &text(&new_path)).changes.len());
        let weighed = median(|| whole(&text(&old_path), &text(&new_path)));
        let ratio = ours.as_secs_f64() / floor.as_secs_f64();
        if pairs.len() <= 12 {
            println!(
                "{name:32} floor {floor:>10.1?}  diff {ours:>10.1?}  with verdicts {weighed:>10.1?}  ratio {ratio:.2}"
            );
        }
        ratios.push((ratio, name));
        for (sum, time) in sums.iter_mut().zip([floor, ours, weighed]) {
            *sum += time;
        }
    }
    let _ = std::fs::remove_dir_all(&folder);
    ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let (Some(middle), Some(last)) = (ratios.get(ratios.len() / 2), ratios.last()) {
        println!(
            "ratio to the floor over {} pairs: median {:.2}, greatest {:.2} ({})",
            ratios.len(),
            middle.0,
            last.0,
            last.1
        );
        println!(
            "all together: floor {:.1?}, diff {:.1?}, with verdicts {:.1?}\n",
            sums[0], sums[1], sums[2]
        );
    }
}

/// Parse, cut into sections by heading, compare word by word the sections that changed under their
/// heading.
fn floor(old: &str, new: &str) -> usize {
    let (a, b) = (cut(old), cut(new));
    let by_heading: HashMap<&str, &str> = a
        .iter()
        .map(|(heading, body)| (heading.as_str(), *body))
        .collect();
    let mut count = 0;
    for (heading, body) in &b {
        if let Some(before) = by_heading
            .get(heading.as_str())
            .filter(|before| *before != body)
        {
            count += black_box(TextDiff::from_words(*before, *body).ops().len());
        }
    }
    count
}

fn cut(text: &str) -> Vec<(String, &str)> {
    let mut sections = Vec::new();
    let mut heading = String::new();
    let mut within = false;
    let mut start = 0;
    for (event, range) in parser(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                sections.push((
                    std::mem::take(&mut heading),
                    &text[start..range.start.max(start)],
                ));
                within = true;
            }
            Event::End(TagEnd::Heading(_)) => {
                within = false;
                start = range.end;
            }
            Event::Text(words) if within => heading.push_str(&words),
            other => drop(black_box(other)),
        }
    }
    sections.push((heading, &text[start..]));
    sections
}

fn comparison(old: &str, new: &str) -> Comparison {
    compare(&read(old, 0), &read(new, 0)).expect("rebuilt")
}

fn whole(old: &str, new: &str) -> usize {
    let (a, b): (SectionTree, SectionTree) = (read(old, 0), read(new, 0));
    let comparison = compare(&a, &b).expect("rebuilt");
    black_box(classify::weigh(&comparison, &a, &b, &[]).len())
}

/// Time against the number of sections, for an ordinary revision: near linear is near constant per
/// section.
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
        println!(
            "peak memory of the whole run: {}",
            line.trim_start_matches("VmHWM:").trim()
        );
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
