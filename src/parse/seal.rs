//! Seals as files, `changelog/<document>/<version>.seal`: one fact a line, in an order that never
//! changes. Read and written here and nowhere else.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::dates;
use super::fields::Source;
use crate::model::codes::integrity as codes;
use crate::model::digest;
use crate::model::seal::{Address, Bound, Row, Rows, Seal, TextOfDay};
use crate::model::span::{Located, Span};
use crate::model::version::VersionNumber;

/// What stands for the days of a fact that states none.
const NONE: &str = "none";

/// Reads the seal in `source`. A line that says nothing is a finding; the rest is read.
pub fn read(source: &mut Source<'_>) -> Seal {
    let mut seal = Seal {
        path: source.path.to_owned(),
        apart: true,
        ..Seal::default()
    };
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        let fact = line.trim_end_matches(['\n', '\r']);
        let span = Span::new(at, at + fact.len());
        let words: Vec<Located<&str>> = words(fact, at).collect();
        // The last line is the seal's own.
        if let [key, own] = words.as_slice()
            && key.value == "seal"
        {
            seal.whole = digest::of(&source.text.as_bytes()[..at]) == own.value
                && at + line.len() == source.text.len()
                && line.len() == fact.len() + 1;
        } else if take(&mut seal, &words).is_none() {
            source.report(&codes::SEAL_UNREADABLE, span, |f| {
                f.with("line", fact.chars().take(60).collect::<String>())
            });
        }
        at += line.len();
    }
    seal.lines.covers = seal.record.last().map_or(0, |last| last.length);
    seal
}

/// The words of a line that begins at byte `start`, each with its place.
fn words(line: &str, start: usize) -> impl Iterator<Item = Located<&str>> {
    line.split(' ').scan(start, |at, word| {
        let span = Span::new(*at, *at + word.len());
        *at += word.len() + 1;
        Some(Located::new(word, span))
    })
}

/// Adds the fact of one line to `seal`; `None` where it says nothing.
fn take(seal: &mut Seal, words: &[Located<&str>]) -> Option<()> {
    let (key, rest) = words.split_first()?;
    match (key.value, rest) {
        ("text", [text]) if seal.text.is_none() => seal.text = Some(sha(text)?),
        ("record", [length, text]) => {
            let length = length.value.parse().ok()?;
            let longer = seal.record.last().is_none_or(|last| last.length < length);
            seal.record.push(Bound {
                length: Some(length).filter(|_| longer)?,
                until: length,
                digest: sha(text)?,
            });
        }
        ("interim", [none, nth]) if none.value == NONE => {
            let known = seal.stated.insert(counted(nth)?, Vec::new());
            return known.is_none().then_some(());
        }
        ("interim", [day, text]) => seal.interim.push(of_day(day, text)?),
        ("interim", [day, text, nth]) => {
            let stated = of_day(day, text)?;
            seal.stated.entry(counted(nth)?).or_default().push(stated);
        }
        // The name of a file may hold blanks.
        ("annex", [first, .., last, text]) => {
            let name = &words[1..words.len() - 1];
            let name: Vec<&str> = name.iter().map(|word| word.value).collect();
            let span = Span::new(first.span.start, last.span.end);
            seal.annexes
                .push((Located::new(name.join(" "), span), sha(text)?));
        }
        ("annex", [name, text]) => {
            let name = Located::new(name.value.to_owned(), name.span);
            seal.annexes.push((name, sha(text)?));
        }
        ("section", [place, address, aliases @ ..]) => seal.outline.sections.push(Address {
            section: place.value.parse().ok()?,
            address: filled(address)?,
            aliases: aliases.iter().map(filled).collect::<Option<_>>()?,
        }),
        ("gone", [address]) => seal.outline.gone.push(filled(address)?),
        ("rows", [against, rows @ ..]) if seal.rows.is_none() => {
            seal.rows = Some(Rows {
                against: VersionNumber::parse(against.value)?,
                rows: rows
                    .iter()
                    .map(|own| row(own.value))
                    .collect::<Option<_>>()?,
            });
        }
        ("lines", [of, marks]) => {
            let marks = marks.value.to_owned();
            match of.value {
                "record" => seal.lines.record = marks,
                "text" => seal.lines.text = marks,
                day => seal.lines.interim.push((dates::iso(day)?, marks)),
            }
        }
        _ => return None,
    }
    Some(())
}

fn filled(word: &Located<&str>) -> Option<String> {
    (!word.value.is_empty()).then(|| word.value.to_owned())
}

fn sha(word: &Located<&str>) -> Option<Located<String>> {
    let digits = word.value.strip_prefix("sha256:")?;
    let is_digest = digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    is_digest.then(|| Located::new(word.value.to_owned(), word.span))
}

fn of_day(day: &Located<&str>, text: &Located<&str>) -> Option<TextOfDay> {
    let date = Located::new(dates::iso(day.value)?, day.span);
    Some((date, sha(text)?))
}

/// The place of an appended fact, counted from 1.
fn counted(nth: &Located<&str>) -> Option<usize> {
    nth.value.parse().ok().filter(|nth| *nth > 0)
}

/// `1,2-3/join,substitution`: the places in both texts, and what happened.
fn row(word: &str) -> Option<Row> {
    let (places, kinds) = word.split_once('/').unwrap_or((word, ""));
    let (old, new) = places.split_once('-')?;
    let list = |text: &str| -> Option<Vec<usize>> {
        let places = text.split(',').filter(|_| !text.is_empty());
        places.map(|place| place.parse().ok()).collect()
    };
    let kinds = kinds.split(',').filter(|_| !kinds.is_empty());
    let row = Row {
        old: list(old)?,
        new: list(new)?,
        kinds: kinds.map(str::to_owned).collect(),
    };
    (!row.old.is_empty() || !row.new.is_empty()).then_some(row)
}

/// The file of `seal`.
pub fn written(seal: &Seal) -> String {
    let mut out = String::new();
    let mut line = |words: std::fmt::Arguments<'_>| {
        let _ = writeln!(out, "{words}");
    };
    if let Some(text) = &seal.text {
        line(format_args!("text {}", text.value));
    }
    for bound in &seal.record {
        line(format_args!(
            "record {} {}",
            bound.length, bound.digest.value
        ));
    }
    for (day, text) in &seal.interim {
        line(format_args!("interim {} {}", day.value, text.value));
    }
    for (nth, texts) in &seal.stated {
        if texts.is_empty() {
            line(format_args!("interim {NONE} {nth}"));
        }
        for (day, text) in texts {
            line(format_args!("interim {} {} {nth}", day.value, text.value));
        }
    }
    for (file, text) in &seal.annexes {
        line(format_args!("annex {} {}", file.value, text.value));
    }
    for own in &seal.outline.sections {
        let aliases: String = own
            .aliases
            .iter()
            .map(|alias| format!(" {alias}"))
            .collect();
        line(format_args!(
            "section {} {}{aliases}",
            own.section, own.address
        ));
    }
    for address in &seal.outline.gone {
        line(format_args!("gone {address}"));
    }
    if let Some(rows) = &seal.rows {
        let own: String = rows
            .rows
            .iter()
            .map(|row| format!(" {}", row_word(row)))
            .collect();
        line(format_args!("rows {}{own}", rows.against));
    }
    let days: Vec<(String, &String)> = seal
        .lines
        .interim
        .iter()
        .map(|(day, marks): &(NaiveDate, String)| (day.to_string(), marks))
        .collect();
    let own = [("record", &seal.lines.record), ("text", &seal.lines.text)];
    let days = days.iter().map(|(day, marks)| (day.as_str(), *marks));
    for (of, marks) in own
        .into_iter()
        .chain(days)
        .filter(|(_, marks)| !marks.is_empty())
    {
        line(format_args!("lines {of} {marks}"));
    }
    let own = digest::of(out.as_bytes());
    out + &format!("seal {own}\n")
}

fn row_word(row: &Row) -> String {
    let list = |places: &[usize]| {
        let places: Vec<String> = places.iter().map(ToString::to_string).collect();
        places.join(",")
    };
    let kinds = if row.kinds.is_empty() {
        String::new()
    } else {
        format!("/{}", row.kinds.join(","))
    };
    format!("{}-{}{kinds}", list(&row.old), list(&row.new))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_text(text: &str) -> (Seal, Vec<(&'static str, usize)>) {
        let mut source = Source::new("changelog/x/1.0.seal", text);
        let seal = read(&mut source);
        let found: Vec<_> = source
            .findings
            .iter()
            .map(|own| (own.code.name, own.place.span.start))
            .collect();
        let found = found.into_iter().map(|(code, at)| (code, source.line(at)));
        let found = found.collect();
        (seal, found)
    }

    fn sealed(facts: &str) -> String {
        format!("{facts}seal {}\n", digest::of(facts.as_bytes()))
    }

    fn sha256(digit: char) -> String {
        format!("sha256:{}", digit.to_string().repeat(64))
    }

    fn example() -> String {
        let (a, b) = (sha256('a'), sha256('b'));
        sealed(&format!(
            "text {a}\nrecord 120 {b}\nrecord 240 {a}\ninterim 2022-02-24 {a}\ninterim none 1\ninterim 2022-09-17 {b} 2\nannex bilaga 1.pdf {a}\nannex bilaga-2.pdf {b}\nsection 0 preamble\nsection 1 support hjalp stod\ngone arkiv\nrows 1.0 0-0 1,2-1/join,substitution -2/insertion 3-/repeal\nlines record AAAA\nlines text BBBBCCCC\nlines 2022-02-24 DDDD\n"
        ))
    }

    #[test]
    fn every_fact_of_a_seal_is_read_and_written_as_it_was() {
        let text = example();
        let (seal, found) = read_text(&text);
        assert_eq!(found, []);
        assert!(seal.whole && seal.apart);
        assert_eq!(
            seal.record.iter().map(|own| own.length).collect::<Vec<_>>(),
            [120, 240]
        );
        assert_eq!(seal.stated[&1], []);
        assert_eq!(seal.stated[&2].len(), 1);
        assert_eq!(seal.annexes[0].0.value, "bilaga 1.pdf");
        assert_eq!(&text[seal.annexes[0].0.span.range()], "bilaga 1.pdf");
        assert_eq!(seal.outline.sections[1].aliases, ["hjalp", "stod"]);
        assert_eq!(
            seal.rows.as_ref().map(|own| own.rows[1].old.clone()),
            Some(vec![1, 2])
        );
        assert_eq!(written(&seal), text);
    }

    #[test]
    fn a_line_that_says_nothing_is_named_and_the_rest_is_read() {
        let a = sha256('a');
        for (line, facts) in [
            (1, format!("hello\ntext {a}\n")),
            (2, format!("text {a}\ntext {a}\n")),
            (2, format!("text {a}\nrecord -1 {a}\n")),
            (3, format!("text {a}\nrecord 10 {a}\nrecord 10 {a}\n")),
            (2, format!("text {a}\nsection x support\n")),
            (2, format!("text {a}\nrows 1.0 0:0\n")),
            (2, format!("text {a}\n\n")),
            (2, format!("text {a}\ninterim 2022-02-30 {a}\n")),
        ] {
            let (seal, found) = read_text(&sealed(&facts));
            assert_eq!(found, [("seal-unreadable", line)], "{facts}");
            assert!(seal.text.is_some() && seal.whole, "{facts}");
        }
    }

    #[test]
    fn a_seal_that_was_altered_cut_or_given_other_line_endings_is_not_whole() {
        let text = example();
        let cut = &text[..text.len() - 1];
        let altered = text.replace("hjalp", "hjelp");
        let without = &text[..text.rfind("seal ").expect("a seal")];
        for other in [
            cut,
            altered.as_str(),
            &text.replace('\n', "\r\n"),
            &format!("{text}gone x\n"),
            without,
            "",
        ] {
            assert!(!read_text(other).0.whole, "{other:?}");
        }
    }

    #[test]
    fn what_was_published_is_kept_where_facts_are_only_appended() {
        let (before, _) = read_text(&example());
        let appended = example().replace("record 240", "record 130");
        let (other, _) = read_text(&appended);
        assert!(before.keeps(&before) && !other.keeps(&before));
        let (a, b) = (sha256('a'), sha256('b'));
        let longer = format!("record 240 {a}\nrecord 300 {b}\n");
        let longer = example().replace(&format!("record 240 {a}\n"), &longer);
        let (longer, _) = read_text(&longer);
        assert!(longer.keeps(&before) && !before.keeps(&longer));
        for (was, is) in [
            ("gone arkiv\n", ""),
            ("interim none 1\n", ""),
            ("1,2-1/join", "1-1/join"),
            ("bilaga 1.pdf", "bilaga 3.pdf"),
            ("BBBB", "EEEE"),
        ] {
            let (other, _) = read_text(&example().replace(was, is));
            assert!(!other.keeps(&before), "{was}");
        }
    }

    /// Words of which lines of a seal are made, and others.
    fn word() -> impl Strategy<Value = String> {
        prop_oneof![
            Just("text".to_owned()),
            Just("record".to_owned()),
            Just("interim".to_owned()),
            Just("annex".to_owned()),
            Just("section".to_owned()),
            Just("gone".to_owned()),
            Just("rows".to_owned()),
            Just("lines".to_owned()),
            Just("seal".to_owned()),
            Just(NONE.to_owned()),
            Just("1.0".to_owned()),
            Just("2022-02-24".to_owned()),
            Just("0-0,1/split".to_owned()),
            Just(sha256('c')),
            "[0-9]{1,3}",
            "[a-zåäö\\-]{0,6}",
        ]
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_seal_is_read_and_what_was_read_is_written(
            lines in prop::collection::vec(prop::collection::vec(word(), 0..6), 0..12)
        ) {
            let lines: Vec<String> = lines.iter().map(|words| words.join(" ")).collect();
            let (seal, _) = read_text(&lines.join("\n"));
            let text = written(&seal);
            let (again, found) = read_text(&text);
            prop_assert_eq!(found, []);
            prop_assert!(again.whole);
            prop_assert_eq!(written(&again), text);
        }
    }
}
