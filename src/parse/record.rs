//! Release records: `changelog/<document>/<version>.yaml`.

mod appended;
mod entries;
mod later;
mod moved;

use super::fields::{Fields, Source};
use super::yaml::Node;
use crate::model::codes::reading;
use crate::model::record::{
    Correction, Effect, Entry, FactNote, Materiality, Provenance, Record, TermChange,
};
use crate::model::span::{Located, Span};
use appended::Inside;
pub use moved::moved;

/// The words for effects, as records write them.
pub const EFFECTS: &[(&str, Effect)] = &[
    ("favourable", Effect::Favourable),
    ("neutral", Effect::Neutral),
    ("adverse", Effect::Adverse),
];

/// The words for labels, as records write them.
pub const LABELS: &[(&str, Materiality)] = &[
    ("material", Materiality::Material),
    ("editorial", Materiality::Editorial),
];

/// Reads the record in `source`; `None` when it cannot be placed.
pub fn read(source: &mut Source<'_>) -> Option<Record> {
    let node = source.yaml(Span::new(0, source.text.len()))?;
    let path = source.path.to_owned();
    let mut fields = Fields::new(source, node, "record");
    let document = fields.id("document", "digitalt-mote");
    let version = fields.version("version");
    let baseline = fields.flag("baseline");
    let provenance = fields
        .node("provenance")
        .and_then(|node| provenance(&mut fields, node));
    let entries: Vec<Entry> = fields
        .list_or_none("changes")
        .into_iter()
        .filter_map(|node| entries::entry(&mut fields, node))
        .collect();
    let facts: Vec<FactNote> = fields
        .list("facts")
        .into_iter()
        .filter_map(|node| entries::fact(&mut fields, node))
        .collect();
    let terms: Vec<TermChange> = fields
        .list("terms")
        .into_iter()
        .filter_map(|node| entries::term(&mut fields, node))
        .collect();
    let mut inside = Inside::of(&mut fields);
    let mut corrections: Vec<Correction> = fields
        .list("corrections")
        .into_iter()
        .filter_map(|node| appended::correction(&mut fields, node, &mut inside))
        .collect();
    let mut withdrawn = fields
        .node("withdrawn")
        .and_then(|node| appended::withdrawal(&mut fields, node, &mut corrections, &mut inside));
    let later = later::read(&mut fields, &mut corrections, &mut withdrawn);
    fields.finish();
    entries::report_duplicate_ids(source, &entries);
    let named: Vec<Located<String>> = facts
        .iter()
        .map(|own| Located::new(own.fact.value.name().to_owned(), own.fact.span))
        .collect();
    source.declared_twice("facts", &named.iter().collect::<Vec<_>>());
    source.declared_twice(
        "terms",
        &terms.iter().map(|own| &own.from).collect::<Vec<_>>(),
    );
    for term in terms.iter().filter(|term| term.from.value == term.to.value) {
        source.report(&reading::REPEATED_VALUE, term.to.span, |f| {
            f.with("key", "terms").with("value", &term.to.value)
        });
    }
    Some(Record {
        seal: inside.seal(source),
        path,
        document: document?,
        version: version?,
        baseline,
        provenance,
        entries,
        facts,
        terms,
        later,
        corrections: corrections.into(),
        withdrawn,
    })
}

fn provenance(outer: &mut Fields<'_, '_>, node: Node) -> Option<Provenance> {
    let mut fields = Fields::new(outer.source, node, "provenance");
    let commit = fields.required_text("commit", "6f1ed002ab5595859014ebf0951522d9");
    let author = fields.text("author").map(|text| text.value);
    let date = fields.date("date").map(|date| date.value);
    let tag = fields.text("tag").map(|text| text.value);
    fields.finish();
    Some(Provenance {
        commit: commit?.value,
        author,
        date,
        tag,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Option<Record>, Vec<&'static str>) {
        let mut source = Source::new("changelog/x/1.0.yaml", text);
        let record = read(&mut source);
        (
            record,
            source
                .findings
                .iter()
                .map(|finding| finding.code.name)
                .collect(),
        )
    }

    #[test]
    fn every_part_of_a_record_is_read() {
        let (record, findings) = read_text(
            "document: x\nversion: \"2.0\"\nprovenance: {commit: \"0123\", author: Anna, date: 2022-06-17, tag: v2}\nchanges:\n  - id: a\n    sections: [\"6.2\", preamble]\n    materiality: material\n    effect: adverse\n    significant: true\n    effective: 2023-03-19\n    reason: {text: därför, for: abc}\n    note: Uppgift har justerats.\n    affects: [regioner]\n    action_by: 2023-03-01\nfacts: [{fact: title, note: Namnbyte}]\nterms: [{from: a, to: b}]\ndigest: sha256:00\ninterim: {2022-02-24: sha256:11}\nseal: sha256:22\ncorrections:\n  - {on: 2023-01-10, change: a, set: {effective: 2023-04-19}, note: Senare., seal: sha256:33}\nwithdrawn: {published: 2023-10-01, effective: 2024-01-01}\n",
        );
        assert_eq!(findings, [""; 0]);
        let record = record.expect("a record");
        let provenance = record.provenance.as_ref().expect("provenance");
        assert_eq!(
            (provenance.commit.as_str(), provenance.tag.as_deref()),
            ("0123", Some("v2"))
        );
        assert_eq!(
            record.entries[0].effect.as_ref().map(|effect| effect.value),
            Some(Effect::Adverse)
        );
        assert_eq!(
            record.corrections[0]
                .effective
                .as_ref()
                .map(|date| date.value.to_string())
                .as_deref(),
            Some("2023-04-19")
        );
        assert_eq!(record.seal.interim.len(), 1);
        assert!(record.withdrawn.is_some());
    }

    #[test]
    fn mistakes_inside_entries_are_found_together() {
        let (_, findings) = read_text(
            "document: x\nversion: \"2.0\"\nchanges:\n  - id: a\n    sections: [\"1\"]\n    efect: adverse\n  - id: a\n    materiality: big\n  - sections: [\"2\"]\n",
        );
        assert_eq!(
            findings,
            [
                "unknown-key",
                "invalid-value",
                "entry-without-sections",
                "missing-key",
                "duplicate-entry-id"
            ]
        );
    }
}
