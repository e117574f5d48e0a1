//! The catalogue of words against those who use it: nobody asks for words that are not there,
//! forgets an argument, or leaves words behind that nobody says.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use avtalslogg::args;
use avtalslogg::model::finding::Language;
use avtalslogg::words::{SV, Words, catalogue};

/// The text of every file below `folder` with one of `endings`, with its path.
fn files(folder: &str, endings: &[&str], out: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder")
    {
        let entry = entry.expect("an entry");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files(&path, endings, out);
        } else if endings.iter().any(|ending| path.ends_with(ending)) {
            out.push((path, fs::read_to_string(entry.path()).expect("text")));
        }
    }
}

/// What is said in a file: each name as it is written, and its arguments where they stand beside
/// it.
fn said<'a>(text: &'a str, call: &str) -> Vec<(&'a str, Option<BTreeSet<&'a str>>)> {
    let starts = text.match_indices(call).map(|(at, _)| at + call.len());
    let calls = starts.filter_map(|start| {
        let (name, rest) = text[start..]
            .trim_start()
            .strip_prefix('"')?
            .split_once('"')?;
        Some((name, arguments(rest)))
    });
    calls.collect()
}

/// The names of the arguments up to the end of the call: those of `args![a = x, b]`, or of `, a=x,
/// b=y)`.
fn arguments(rest: &str) -> Option<BTreeSet<&str>> {
    let list = rest
        .trim_start()
        .strip_prefix(',')
        .unwrap_or(rest)
        .trim_start();
    let list = list.strip_prefix("args![").unwrap_or(list);
    let (mut depth, mut quoted, mut start, mut found) = (0_i32, false, 0, BTreeSet::new());
    for (at, sign) in list.char_indices() {
        match sign {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth > 0 => depth -= 1,
            ',' if depth > 0 => {}
            ')' | ']' | '}' | ',' => {
                let argument = list[start..at].trim();
                let end = argument
                    .find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'));
                if !argument.is_empty() {
                    found.insert(&argument[..end.unwrap_or(argument.len())]);
                }
                if sign != ',' {
                    return Some(found);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    None
}

fn users() -> Vec<(String, String)> {
    let mut users = Vec::new();
    files("src", &[".rs"], &mut users);
    for (_, text) in &mut users {
        text.truncate(text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len()));
    }
    files("templates", &[".html", ".txt", ".md", ".xml"], &mut users);
    users.retain(|(path, _)| !path.starts_with("templates/words."));
    users
}

#[test]
fn nobody_asks_for_words_that_are_not_there_or_forgets_an_argument() {
    let (entries, _) = catalogue::read(SV);
    let mut wrong = Vec::new();
    for (path, text) in users() {
        let calls: &[&str] = if path.ends_with(".rs") {
            &[".say(", " saying(", "(saying("]
        } else {
            &["t("]
        };
        for (name, given) in calls.iter().flat_map(|call| said(&text, call)) {
            let Some(given) = given else {
                wrong.push(format!("{path}: \"{name}\" has no end"));
                continue;
            };
            let known = Words::arguments(name);
            if name.ends_with(['.', '-']) {
                // Put together of this and a case: all of them are told the same.
                if !entries.keys().any(|entry| entry.starts_with(name)) {
                    wrong.push(format!("{path}: no words begin with \"{name}\""));
                }
            } else if !entries.contains_key(name) {
                wrong.push(format!("{path}: there are no words called \"{name}\""));
            } else if given != known {
                wrong.push(format!(
                    "{path}: \"{name}\" is given {given:?} and wants {known:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is said by a name that is put together: `.say(&format!("kind.{kind}"), args![…])`. What the
/// names begin with, and the arguments.
fn said_by_case(text: &str) -> Vec<(&str, Option<BTreeSet<&str>>)> {
    let calls = text.split(".say(").skip(1).filter_map(|call| {
        let (name, rest) = call
            .trim_start()
            .strip_prefix("&format!(\"")?
            .split_once('"')?;
        let (start, _) = name.split_once('{')?;
        Some((start, arguments(rest.trim_start().strip_prefix(')')?)))
    });
    calls.collect()
}

#[test]
fn words_of_a_case_are_given_what_all_cases_want() {
    let (entries, _) = catalogue::read(SV);
    let mut calls = 0;
    for (path, text) in users().iter().filter(|(path, _)| path.ends_with(".rs")) {
        for (start, given) in said_by_case(text) {
            let cases = entries.keys().filter(|name| name.starts_with(start));
            let known: BTreeSet<&str> = cases.flat_map(|name| Words::arguments(name)).collect();
            assert!(
                entries.keys().any(|name| name.starts_with(start)),
                "{path}: no words begin with \"{start}\""
            );
            assert_eq!(given, Some(known), "{path}: \"{start}…\"");
            calls += 1;
        }
    }
    assert!(calls > 0, "no call is read");
}

#[test]
fn every_name_of_words_that_stands_in_the_sources_is_in_the_catalogue() {
    let (entries, _) = catalogue::read(SV);
    let groups: BTreeSet<&str> = entries
        .keys()
        .filter_map(|name| Some(name.split_once('.')?.0))
        .collect();
    let is_name = |text: &&str| {
        text.split_once('.').is_some_and(|(group, name)| {
            let letters = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
            let file = ["html", "css", "txt", "md", "js", "xml", "csv"].contains(&name);
            groups.contains(group) && !file && !name.is_empty() && name.chars().all(letters)
        })
    };
    for (path, text) in users().iter().filter(|(path, _)| path.ends_with(".rs")) {
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        for name in code.flat_map(|line| line.split('"')).filter(is_name) {
            // Put together of this and a case.
            let start = name.ends_with('-') && entries.keys().any(|own| own.starts_with(name));
            assert!(
                start || entries.contains_key(name),
                "{path}: there are no words called \"{name}\""
            );
        }
    }
}

/// What renderers know of the words of authors: these are read, not said.
const LEXICONS: [&str; 1] = ["src/render/site/notes.rs"];

#[test]
fn no_renderer_holds_words_of_its_own_or_asks_which_language_it_speaks() {
    let renderers = users()
        .into_iter()
        .filter(|(path, _)| path.starts_with("src/render/") && path.ends_with(".rs"))
        .filter(|(path, _)| !LEXICONS.contains(&path.as_str()));
    for (path, text) in renderers {
        for line in text.lines().map(str::trim_start) {
            let comment = line.starts_with("//");
            assert!(
                comment || !line.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö']),
                "{path}: {line}"
            );
            // The file of a language is found by it; nothing else is.
            assert!(
                comment || !line.contains("Language::Sv =>") || line.contains("words.sv.txt"),
                "{path}: {line}"
            );
        }
    }
}

#[test]
fn messages_with_cases_say_each_of_them() {
    let sv = |name: &str, args: &avtalslogg::words::Args<'_>| Language::Sv.say(name, args);
    let en = |name: &str, args: &avtalslogg::words::Args<'_>| Language::En.say(name, args);
    let draft = args![number = "3.0", state = "draft", day = "", before = "2.0"];
    assert_eq!(
        sv("review.version", draft),
        "Version 3.0, utkast, jämförd med 2.0"
    );
    let first = args![
        number = "1.0",
        state = "published",
        day = "2022-01-01",
        before = ""
    ];
    assert_eq!(
        en("review.version", first),
        "Version 1.0, being published 2022-01-01, the document's first"
    );
    let altered = args![number = "2.0", state = "altered", day = "", before = "1.0"];
    assert_eq!(
        en("review.version", altered),
        "Version 2.0: published text, edited in place"
    );
    let undated = args![first = "2022-01-01", last = "2022-03-01", undated = 1usize];
    assert_eq!(
        en("review.dates", undated),
        "applies from: 2022-01-01 – 2022-03-01; 1 without a date of its own"
    );
    let only_undated = args![first = "", last = "", undated = 2usize];
    assert_eq!(
        sv("review.dates", only_undated),
        "gäller från: 2 utan eget datum"
    );
    let since = args![
        n = 1usize,
        added = "",
        signed = "2022-01-01",
        days = "2022-05-01"
    ];
    assert_eq!(
        sv("binds.since", since),
        "1 ändring sedan tecknandet (2022-01-01), publicerad 2022-05-01"
    );
    let added = args![
        n = 0usize,
        added = "2022-04-01",
        signed = "2022-01-01",
        days = ""
    ];
    assert_eq!(
        en("binds.since", added),
        "exists since 2022-04-01, after it signed (2022-01-01); unchanged since then"
    );
    let reason = args![rule = "tal ändrat", old = "3", new = "4"];
    assert_eq!(sv("redline.reason", reason), "tal ändrat: ”3” → ”4”");
    let gone = args![rule = "negation changed", old = "not", new = ""];
    assert_eq!(en("redline.reason", gone), "negation changed: − “not”");
    let term = args![from = "A", to = "B", n = 1usize];
    assert_eq!(sv("redline.term", term), "Utbytt begrepp: A → B (1 ställe)");
    let draft = args![version = "2.0", published = "", effective = ""];
    assert_eq!(
        sv("show.version", draft),
        "Version 2.0, utkast. Texten är inte publicerad och gäller inte."
    );
}

#[test]
fn no_words_are_left_that_nobody_says() {
    let (entries, _) = catalogue::read(SV);
    let users = users();
    // Every text in quotation marks, and what stands between two of them, which does no harm.
    let quoted: BTreeSet<&str> = users.iter().flat_map(|(_, text)| text.split('"')).collect();
    let left: Vec<&String> = entries
        .keys()
        .filter(|name| {
            // A name that is put together: "kind.{kind}" in code, "kind." ~ kind in a template.
            let mut starts = name.match_indices(['.', '-']).map(|(at, _)| &name[..=at]);
            let parts = starts.any(|start| {
                quoted.contains(start)
                    || quoted
                        .iter()
                        .any(|text| text.starts_with(&format!("{start}{{")))
            });
            !quoted.contains(name.as_str()) && !parts
        })
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
