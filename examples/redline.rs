//! Compares two Markdown files and prints the redline: `redline text|markdown|html OLD NEW`.
#![allow(clippy::disallowed_methods, reason = "an example reads its two files itself")]

use avtalslogg::render::redline::{Language, View, html, json, markdown, text};
use avtalslogg::{classify, diff, parse};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [format, old_path, new_path] = arguments.as_slice() else {
        eprintln!("usage: redline text|color|stat|markdown|html|json OLD NEW");
        std::process::exit(2);
    };
    let read = |path: &String| String::from_utf8_lossy(&std::fs::read(path).expect(path)).into_owned();
    let (old_text, new_text) = (read(old_path), read(new_path));
    let old = parse::sections::read(&old_text, body_start(&old_text));
    let new = parse::sections::read(&new_text, body_start(&new_text));
    let comparison = diff::compare(&old, &new).expect("the redline rebuilds both texts");
    let verdicts = classify::weigh(&comparison, &old, &new, &[]);
    let view = View {
        old_source: old_path,
        old: &old,
        new_source: new_path,
        new: &new,
        comparison: &comparison,
        verdicts: &verdicts,
    };
    let options = text::TextOptions::default();
    print!(
        "{}",
        match format.as_str() {
            "color" => text::render(&view, &text::TextOptions { color: true, ..options }),
            "stat" => text::render(&view, &text::TextOptions { stat: true, ..options }),
            "markdown" => markdown::render(&view, Language::Swedish, None),
            "html" => html::page(&view, Language::Swedish, None),
            "json" => json::render(&view),
            _ => text::render(&view, &options),
        }
    );
    for stale in diff::references::stale(&comparison, &old, &new) {
        eprintln!("stale: {} in {} → {}", stale.text, new.get(stale.section).heading, stale.now);
    }
    for dangling in diff::references::dangling(&new) {
        eprintln!("dangling: {} in {}", dangling.text, new.get(dangling.section).heading);
    }
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
