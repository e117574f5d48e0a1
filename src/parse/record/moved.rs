//! What a record of the first format becomes in the second one: people's words stay, what was appended
//! becomes the list `later`, and what proves it stands in a seal of its own. The facts are the same.

use crate::model::digest;
use crate::model::record::Record;
use crate::model::seal::{Bound, LineMarks, Seal, TextOfDay};
use crate::model::span::{Located, Span};
use crate::parse::fields::Source;
use crate::parse::yaml_text::{quoted, scalar};

/// The keys whose lines the program wrote.
const OWN: [&str; 6] = [
    "digest",
    "interim",
    "lines",
    "seal",
    "corrections",
    "withdrawn",
];

/// An appended fact on its way to its place in the list.
struct Fact<'r> {
    order: (chrono::NaiveDate, usize),
    lines: Vec<String>,
    stated: Option<&'r Vec<TextOfDay>>,
}

/// The sealed record `record`, which stands in the file `text` with its seal inside, with the seal that
/// it gets. `None` where its lines are not ones that can be told apart.
pub fn moved(record: &Record, text: &str) -> Option<(String, Seal)> {
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = without_own(text);
    if !out.ends_with('\n') {
        out.push_str(ending);
    }
    let facts = facts(record);
    let stated = facts.iter().enumerate().filter_map(|(at, fact)| {
        let texts = fact.stated?;
        Some((at + 1, texts.clone()))
    });
    let stated = stated.collect();
    if !facts.is_empty() {
        out.push_str(&format!("later:{ending}"));
    }
    for fact in &facts {
        for (at, line) in fact.lines.iter().enumerate() {
            let lead = if at == 0 { "- " } else { "  " };
            out.push_str(&format!("  {lead}{line}{ending}"));
        }
    }
    let mut source = Source::new(&record.path, &out);
    let now = super::read(&mut source)?;
    let same = now.document.value == record.document.value
        && now.version.value == record.version.value
        && now.baseline == record.baseline
        && now.provenance == record.provenance
        && now.entries.len() == record.entries.len()
        && now.facts.len() == record.facts.len()
        && now.terms.len() == record.terms.len()
        && now.later.len() == facts.len()
        && now.withdrawn.is_some() == record.withdrawn.is_some()
        && !now.is_sealed();
    if !same {
        return None;
    }
    let seal = Seal {
        apart: true,
        text: record.seal.text.clone(),
        record: vec![Bound {
            length: out.len(),
            until: out.len(),
            digest: Located::new(digest::of(out.as_bytes()), Span::default()),
        }],
        interim: record.seal.interim.clone(),
        stated,
        lines: LineMarks {
            record: digest::line_marks(out.as_bytes()),
            covers: out.len(),
            text: record.seal.lines.text.clone(),
            interim: record.seal.lines.interim.clone(),
        },
        whole: true,
        ..Seal::default()
    };
    Some((out, seal))
}

/// The lines of `text` that the program did not write.
fn without_own(text: &str) -> String {
    let mut own = false;
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let goes_on = line.starts_with([' ', '-']) && !line.trim().is_empty();
        if !goes_on {
            own = OWN.iter().any(|key| {
                let rest = line.strip_prefix(key);
                rest.is_some_and(|rest| rest.starts_with(':'))
            });
        }
        if !own {
            out.push_str(line);
        }
    }
    out
}

/// What was appended to `record`, oldest first.
fn facts(record: &Record) -> Vec<Fact<'_>> {
    let mut facts = Vec::new();
    let mut add =
        |(on, at): (chrono::NaiveDate, usize), what: String, said: [&Option<String>; 2]| {
            let [note, reason] = said;
            let lines = [format!("on: {on}"), what].into_iter();
            let note = note.iter().map(|note| format!("note: {}", quoted(note)));
            let reason = reason.iter().map(|own| format!("reason: {}", quoted(own)));
            facts.push(Fact {
                order: (on, at),
                lines: lines.chain(note).chain(reason).collect(),
                stated: None,
            });
            facts.len() - 1
        };
    let mut stated = Vec::new();
    for own in record.corrections.iter() {
        let order = (own.on.value, own.span.start);
        let change = scalar(&own.change.value);
        let moves = own.effective.as_ref().map(|day| {
            format!(
                "correct: {{change: {change}, set: {{effective: {}}}}}",
                day.value
            )
        });
        let ends = own
            .cancelled
            .then(|| format!("cancel: {{change: {change}}}"));
        let said = [&own.note, &own.reason];
        let nothing = [&None, &None];
        let last = match (moves, ends) {
            // Two facts in one: the words are those of the last.
            (Some(moves), Some(ends)) => {
                add(order, moves, nothing);
                add(order, ends, said)
            }
            (Some(one), None) | (None, Some(one)) => add(order, one, said),
            (None, None) => continue,
        };
        stated.extend(own.interim.as_ref().map(|texts| (last, texts)));
    }
    if let Some(end) = &record.withdrawn {
        let withdraw = |day| format!("withdraw: {{effective: {day}}}");
        let order = (end.published.value, end.published.span.start);
        add(
            order,
            withdraw(end.effective.value),
            [&end.note, &end.reason],
        );
        for own in &end.corrections {
            let what = match &own.effective {
                Some(day) if !own.cancelled => withdraw(day.value),
                _ => "cancel: {withdrawal: true}".to_owned(),
            };
            let order = (own.on.value, own.span.start);
            add(order, what, [&own.note, &own.reason]);
        }
    }
    for (at, texts) in stated {
        facts[at].stated = Some(texts);
    }
    facts.sort_by_key(|fact| fact.order);
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Record, Vec<&'static str>) {
        let mut source = Source::new("changelog/x/1.0.yaml", text);
        let record = super::super::read(&mut source).expect("a record");
        let found = source.findings.iter().map(|own| own.code.name).collect();
        (record, found)
    }

    const OLD: &str = "# Ett eget ord\ndocument: x\nversion: \"2.0\"\nchanges:\n  - id: a\n    sections: [\"6.2\"]  # min egen\n    note: 'Så.'\ndigest: sha256:00\ninterim: {2022-02-24: sha256:11}\nlines: {record: \"AAAA\", text: \"BBBB\"}\nseal: sha256:22\ncorrections:\n  - on: 2023-01-10\n    change: a\n    set: {effective: 2023-04-19}\n    note: \"Senare.\"\n    interim: {2023-04-01: sha256:33}\n    seal: sha256:44\nwithdrawn:\n  published: 2023-10-01\n  effective: 2024-01-01\n  seal: sha256:55\n  corrections:\n    - on: 2023-11-01\n      change: a\n      cancelled: true\n      interim: {}\n      seal: sha256:66\n    - on: 2023-11-02\n      cancelled: true\n      seal: sha256:77\n    - on: 2023-11-03\n      set: {effective: 2024-06-01}\n      reason: \"därför\"\n      seal: sha256:88\n";

    const NEW: &str = "# Ett eget ord\ndocument: x\nversion: \"2.0\"\nchanges:\n  - id: a\n    sections: [\"6.2\"]  # min egen\n    note: 'Så.'\nlater:\n  - on: 2023-01-10\n    correct: {change: a, set: {effective: 2023-04-19}}\n    note: \"Senare.\"\n  - on: 2023-10-01\n    withdraw: {effective: 2024-01-01}\n  - on: 2023-11-01\n    cancel: {change: a}\n  - on: 2023-11-02\n    cancel: {withdrawal: true}\n  - on: 2023-11-03\n    withdraw: {effective: 2024-06-01}\n    reason: \"därför\"\n";

    #[test]
    fn people_s_words_stay_and_every_fact_goes_to_its_place_in_the_list() {
        let (before, _) = read(OLD);
        let (text, seal) = moved(&before, OLD).expect("a move");
        assert_eq!(text, NEW);
        let (mut now, found) = read(&text);
        assert_eq!(found, [""; 0]);
        let nths: Vec<usize> = seal.stated.keys().copied().collect();
        assert_eq!(nths, [1, 3]);
        assert!(seal.stated[&3].is_empty());
        now.join(seal);
        let told = |record: &Record| {
            let corrections = record.corrections.iter().map(|own| {
                let texts = own.interim.iter().flatten();
                let texts: Vec<String> = texts.map(|(day, _)| day.value.to_string()).collect();
                let day = own.effective.as_ref().map(|day| day.value);
                (own.on.value, day, own.cancelled, own.note.clone(), texts)
            });
            let end = record.withdrawn.as_ref().expect("an end");
            let ends = end.corrections.iter();
            let ends = ends.map(|own| {
                let day = own.effective.as_ref().map(|day| day.value);
                (own.on.value, day, own.cancelled, own.reason.clone())
            });
            let ends: Vec<_> = ends.collect();
            let first = (end.published.value, end.effective.value);
            (corrections.collect::<Vec<_>>(), first, ends)
        };
        assert_eq!(told(&now), told(&before));
        assert!(now.seal.proves_as(&before.seal));
    }

    #[test]
    fn a_record_without_later_facts_only_loses_the_lines_that_prove_it() {
        let old = "document: x\r\nversion: \"1\"\r\nbaseline: true\r\ndigest: sha256:00\r\nseal: sha256:22\r\nlines:\r\n  record: \"AAAA\"\r\n  seal: sha256:33\r\n# slut\r\n";
        let (before, _) = read(old);
        let (text, _) = moved(&before, old).expect("a move");
        assert_eq!(
            text,
            "document: x\r\nversion: \"1\"\r\nbaseline: true\r\n# slut\r\n"
        );
    }

    #[test]
    fn a_record_on_one_line_is_not_moved() {
        let old = "{document: x, version: \"1\", digest: sha256:00, seal: sha256:22}\n";
        assert!(moved(&read(old).0, old).is_none());
    }
}
