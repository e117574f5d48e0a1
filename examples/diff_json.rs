//! Compares two Markdown files and prints the comparison as JSON: `diff_json OLD NEW`.
#![allow(clippy::disallowed_methods, reason = "an example reads its two files itself")]

use avtalslogg::render::redline::{View, json};
use avtalslogg::{classify, diff, parse};

fn main() {
    let mut paths = std::env::args().skip(1);
    let (Some(old_path), Some(new_path)) = (paths.next(), paths.next()) else {
        eprintln!("usage: diff_json OLD NEW");
        std::process::exit(2);
    };
    let read = |path: &str| String::from_utf8_lossy(&std::fs::read(path).expect(path)).into_owned();
    let (old_text, new_text) = (read(&old_path), read(&new_path));
    let old = parse::sections::read(&old_text, body_start(&old_text));
    let new = parse::sections::read(&new_text, body_start(&new_text));
    let comparison = diff::compare(&old, &new).expect("the redline rebuilds both texts");
    let verdicts = classify::weigh(&comparison, &old, &new, &[]);
    let view = View {
        old_source: &old_path,
        old: &old,
        new_source: &new_path,
        new: &new,
        comparison: &comparison,
        verdicts: &verdicts,
    };
    print!("{}", json::render(&view));
}

/// Where the text begins after a front matter between lines of three hyphens.
fn body_start(text: &str) -> usize {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut at = start;
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        at += line.len();
        match (number, line.trim_end()) {
            (0, "---") => {}
            (0, _) => return start,
            (_, "---" | "...") => return at,
            _ => {}
        }
    }
    start
}
