//! Release records: `changelog/<document>/<version>.yaml`.

use super::fields::{Fields, Source};
use super::yaml::{self, Node, Value};
use crate::model::codes::{coverage, reading};
use crate::model::record::{
    Correction, Effect, Entry, Fact, FactNote, GivenReason, Label, Provenance, Record, TermChange, Withdrawal,
};
use crate::model::span::Located;

/// The words for effects, as records write them.
pub const EFFECTS: &[(&str, Effect)] =
    &[("favourable", Effect::Favourable), ("neutral", Effect::Neutral), ("adverse", Effect::Adverse)];

/// The words for labels, as records write them.
pub const LABELS: &[(&str, Label)] = &[("material", Label::Material), ("editorial", Label::Editorial)];

/// Reads the record in `source`; `None` when it cannot be placed.
pub fn read(source: &mut Source<'_>) -> Option<Record> {
    let node = match yaml::read(source.text, 0) {
        Ok(node) => node,
        Err(problem) => {
            source.report(&reading::YAML_SYNTAX, problem.span, |f| f.with("problem", problem.message));
            return None;
        }
    };
    let path = source.path.to_owned();
    let mut fields = Fields::new(source, node, "record");
    let document = fields.id("document", "digitalt-mote");
    let version = fields.version("version");
    let baseline = fields.flag("baseline");
    let provenance = fields.node("provenance").and_then(|node| provenance(&mut fields, node));
    let entries: Vec<Entry> =
        fields.list("changes").into_iter().filter_map(|node| entry(&mut fields, node)).collect();
    let facts = fields.list("facts").into_iter().filter_map(|node| fact(&mut fields, node)).collect();
    let terms = fields.list("terms").into_iter().filter_map(|node| term(&mut fields, node)).collect();
    let digest = fields.text("digest");
    let interim = interim(&mut fields);
    let seal = fields.text("seal");
    let corrections =
        fields.list("corrections").into_iter().filter_map(|node| correction(&mut fields, node)).collect();
    let withdrawn = fields.node("withdrawn").and_then(|node| withdrawal(&mut fields, node));
    fields.finish();
    report_duplicate_ids(source, &entries);
    Some(Record {
        path,
        document: document?,
        version: version?,
        baseline,
        provenance,
        entries,
        facts,
        terms,
        digest,
        interim,
        seal,
        corrections,
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
    Some(Provenance { commit: commit?.value, author, date, tag })
}

fn entry(outer: &mut Fields<'_, '_>, node: Node) -> Option<Entry> {
    let span = node.span;
    let mut fields = Fields::new(outer.source, node, "changes");
    let id = fields.id("id", "gallringstid");
    let sections = fields.texts("sections");
    let materiality = fields.choice("materiality", LABELS);
    let effect = fields.choice("effect", EFFECTS);
    let significant = fields.flag("significant");
    let effective = fields.date("effective");
    let reason = fields.node("reason").and_then(|node| reason(&mut fields, node));
    let note = fields.text("note");
    let purpose = fields.text("purpose").map(|text| text.value);
    let affects = fields.texts("affects").into_iter().map(|text| text.value).collect();
    let action = fields.text("action").map(|text| text.value);
    let action_by = fields.date("action_by");
    let more = fields.text("more").map(|text| text.value);
    let proposed = fields.text("proposed").map(|text| text.value);
    fields.finish();
    let id = id?;
    if sections.is_empty() {
        outer.source.report(&coverage::ENTRY_WITHOUT_SECTIONS, id.span, |f| f);
    }
    Some(Entry {
        span,
        id,
        sections,
        materiality,
        effect,
        significant,
        effective,
        reason,
        note,
        purpose,
        affects,
        action,
        action_by,
        more,
        proposed,
    })
}

/// A reason is `{text, for}`, or just the text while it is not bound yet.
fn reason(outer: &mut Fields<'_, '_>, node: Node) -> Option<GivenReason> {
    let span = node.span;
    if let Value::Scalar { text, .. } = node.value {
        return Some(GivenReason { text, fingerprints: Vec::new(), span });
    }
    let mut fields = Fields::new(outer.source, node, "reason");
    let text = fields.required_text("text", "…");
    let fingerprints = fields.text_or_texts("for", "b38b3957ee9fb2e4");
    fields.finish();
    Some(GivenReason { text: text?.value, fingerprints, span })
}

fn fact(outer: &mut Fields<'_, '_>, node: Node) -> Option<FactNote> {
    let mut fields = Fields::new(outer.source, node, "facts");
    if fields.span_of("fact").is_none() {
        fields.missing("fact", "title");
    }
    let fact = fields.choice("fact", &Fact::ALL.map(|fact| (fact.name(), fact)));
    let note = fields.text("note").map(|text| text.value);
    let entry = fields.text("entry");
    fields.finish();
    Some(FactNote { fact: fact?, note, entry })
}

fn term(outer: &mut Fields<'_, '_>, node: Node) -> Option<TermChange> {
    let mut fields = Fields::new(outer.source, node, "terms");
    let from = fields.required_text("from", "agent");
    let to = fields.required_text("to", "systemleverantör");
    fields.finish();
    Some(TermChange { from: from?, to: to? })
}

fn interim(fields: &mut Fields<'_, '_>) -> Vec<(Located<chrono::NaiveDate>, Located<String>)> {
    let mut out = Vec::new();
    for (key, value) in fields.pairs("interim") {
        let Some(date) = fields.read_date(key) else { continue };
        if let Value::Scalar { text, .. } = value.value {
            out.push((date, Located::new(text, value.span)));
        }
    }
    out
}

fn correction(outer: &mut Fields<'_, '_>, node: Node) -> Option<Correction> {
    let span = node.span;
    let mut fields = Fields::new(outer.source, node, "corrections");
    let on = fields.required_date("on");
    let change = fields.required_text("change", "gallringstid");
    let effective = fields.node("set").and_then(|node| {
        let mut set = Fields::new(fields.source, node, "set");
        let date = set.required_date("effective");
        set.finish();
        date
    });
    let cancelled = fields.flag("cancelled");
    let note = fields.text("note").map(|text| text.value);
    let seal = fields.text("seal");
    fields.finish();
    Some(Correction { span, on: on?, change: change?, effective, cancelled, note, seal })
}

fn withdrawal(outer: &mut Fields<'_, '_>, node: Node) -> Option<Withdrawal> {
    let mut fields = Fields::new(outer.source, node, "withdrawn");
    let published = fields.required_date("published");
    let effective = fields.required_date("effective");
    let note = fields.text("note").map(|text| text.value);
    let seal = fields.text("seal");
    fields.finish();
    Some(Withdrawal { published: published?, effective: effective?, note, seal })
}

fn report_duplicate_ids(source: &mut Source<'_>, entries: &[Entry]) {
    for (at, entry) in entries.iter().enumerate() {
        if let Some(first) = entries[..at].iter().find(|other| other.id.value == entry.id.value) {
            let line = source.line(first.id.span.start);
            source.report(&coverage::DUPLICATE_ENTRY_ID, entry.id.span, |f| {
                f.with("id", &entry.id.value).with("first", line)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Option<Record>, Vec<&'static str>) {
        let mut source = Source::new("changelog/x/1.0.yaml", text);
        let record = read(&mut source);
        (record, source.findings.iter().map(|finding| finding.code.name).collect())
    }

    #[test]
    fn every_part_of_a_record_is_read() {
        let (record, findings) = read_text(
            "document: x\nversion: \"2.0\"\nprovenance: {commit: \"0123\", author: Anna, date: 2022-06-17, tag: v2}\nchanges:\n  - id: a\n    sections: [\"6.2\", preamble]\n    materiality: material\n    effect: adverse\n    significant: true\n    effective: 2023-03-19\n    reason: {text: därför, for: abc}\n    note: Uppgift har justerats.\n    affects: [regioner]\n    action_by: 2023-03-01\nfacts: [{fact: title, note: Namnbyte}]\nterms: [{from: a, to: b}]\ndigest: sha256:00\ninterim: {2022-02-24: sha256:11}\nseal: sha256:22\ncorrections:\n  - {on: 2023-01-10, change: a, set: {effective: 2023-04-19}, note: Senare., seal: sha256:33}\nwithdrawn: {published: 2023-10-01, effective: 2024-01-01}\n",
        );
        assert_eq!(findings, [""; 0]);
        let record = record.expect("a record");
        let provenance = record.provenance.as_ref().expect("provenance");
        assert_eq!((provenance.commit.as_str(), provenance.tag.as_deref()), ("0123", Some("v2")));
        assert_eq!(record.entries[0].effect.as_ref().map(|effect| effect.value), Some(Effect::Adverse));
        assert_eq!(
            record.corrections[0].effective.as_ref().map(|date| date.value.to_string()).as_deref(),
            Some("2023-04-19")
        );
        assert_eq!(record.interim.len(), 1);
        assert!(record.withdrawn.is_some());
    }

    #[test]
    fn mistakes_inside_entries_are_found_together() {
        let (_, findings) = read_text(
            "document: x\nversion: \"2.0\"\nchanges:\n  - id: a\n    sections: [\"1\"]\n    efect: adverse\n  - id: a\n    materiality: big\n  - sections: [\"2\"]\n",
        );
        assert_eq!(
            findings,
            ["unknown-key", "invalid-value", "entry-without-sections", "missing-key", "duplicate-entry-id"]
        );
    }
}
