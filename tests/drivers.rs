//! What must hold for any input at all, held against inputs made of our own texts: the same drivers
//! that libFuzzer feeds for hours (`fuzz/`), with the same inputs on every run.
#![allow(clippy::disallowed_methods)]

#[path = "../fuzz/drivers/mod.rs"]
mod drivers;

use std::fs;
use std::path::Path;

use drivers::{driver, samples};

/// Runs everything that is kept for the driver `name`, and `count` inputs made of it.
fn holds(name: &str, count: u64) {
    let driver = driver(name).expect("a driver");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/seeds")
        .join(name);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("seeds")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    let seeds: Vec<Vec<u8>> = files
        .iter()
        .map(|path| fs::read(path).expect("a seed"))
        .collect();
    for (path, seed) in files.iter().zip(&seeds) {
        let _case = Case(path.display().to_string());
        (driver.run)(seed);
    }
    // `.ci/deep` asks for more.
    let times = std::env::var("FUZZ_TIMES")
        .ok()
        .and_then(|times| times.parse().ok())
        .unwrap_or(1);
    for number in 0..count * times {
        let _case = Case(format!("input {number} of `{name}`"));
        (driver.run)(&samples::made_of(&seeds, number));
    }
}

/// Says which input it was when a law is broken.
struct Case(String);

impl Drop for Case {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("a law is broken by {}", self.0);
        }
    }
}

#[test]
fn two_texts_keep_the_laws_of_the_comparison() {
    holds("texts", 400);
}

#[test]
fn a_repository_is_read_and_whatever_is_written_is_read_back() {
    holds("repository", 80);
}

#[test]
fn markdown_becomes_html_that_can_only_be_read() {
    holds("markdown", 3000);
}

#[test]
fn a_word_file_is_read_or_refused() {
    holds("word", 1500);
}
