//! Release records: `changelog/<document>/<version>.yaml`.

use super::cut;
use super::fields::{Fields, Source};
use super::yaml::{Node, Value};
use crate::model::codes::{coverage, reading};
use crate::model::record::{
    Correction, Effect, EndCorrection, Entry, Fact, FactNote, GivenReason, LineMarks, Materiality,
    Provenance, Record, TermChange, Withdrawal,
};
use crate::model::span::{Located, Span};

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
        .filter_map(|node| entry(&mut fields, node))
        .collect();
    let facts: Vec<FactNote> = fields
        .list("facts")
        .into_iter()
        .filter_map(|node| fact(&mut fields, node))
        .collect();
    let terms: Vec<TermChange> = fields
        .list("terms")
        .into_iter()
        .filter_map(|node| term(&mut fields, node))
        .collect();
    let digest = fields.text("digest");
    let interim = interim(&mut fields);
    let lines = lines(&mut fields);
    let seal = fields.text("seal");
    let mut corrections: Vec<Correction> = fields
        .list("corrections")
        .into_iter()
        .filter_map(|node| correction(&mut fields, node))
        .collect();
    let withdrawn = fields
        .node("withdrawn")
        .and_then(|node| withdrawal(&mut fields, node, &mut corrections));
    fields.finish();
    report_duplicate_ids(source, &entries);
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
        lines,
        seal,
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

fn entry(outer: &mut Fields<'_, '_>, node: Node) -> Option<Entry> {
    let span = node.span;
    let mut fields = Fields::new(outer.source, node, "changes");
    let id = fields.id("id", "gallringstid");
    let sections = fields.texts("sections");
    let judged = fields.text_or_texts("for");
    let materiality = fields.choice("materiality", LABELS);
    fields.left_open("effect");
    let effect = fields.choice("effect", EFFECTS);
    let significant = fields.flag("significant");
    let effective = fields.date("effective");
    let reason = fields
        .node("reason")
        .and_then(|node| reason(&mut fields, node));
    let note = fields.text("note");
    let purpose = fields.text("purpose").map(|text| text.value);
    let affects = fields.texts("affects");
    let action = fields.text("action").map(|text| text.value);
    let action_by = fields.date("action_by");
    let more = fields
        .text("more")
        .and_then(|address| web_address(&mut fields, address));
    let proposed = fields.text("proposed").map(|text| text.value);
    fields.finish();
    let id = id?;
    if sections.is_empty() {
        outer
            .source
            .report(&coverage::ENTRY_WITHOUT_SECTIONS, id.span, |f| f);
    }
    Some(Entry {
        span,
        id,
        sections,
        judged,
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

/// An address that a reader can follow; anything else would be dropped from the page.
fn web_address(fields: &mut Fields<'_, '_>, address: Located<String>) -> Option<String> {
    let plain = address.value.to_ascii_lowercase();
    let is_web = ["https://", "http://"].iter().any(|scheme| {
        plain
            .strip_prefix(scheme)
            .is_some_and(|rest| !rest.is_empty())
    });
    if !is_web
        || address
            .value
            .chars()
            .any(|c| c.is_whitespace() || c.is_control())
    {
        fields
            .source
            .report(&reading::NOT_A_WEB_ADDRESS, address.span, |f| {
                f.with("value", &address.value)
            });
        return None;
    }
    Some(address.value)
}

/// A reason is `{text, for}`, or just the text while it is not bound yet.
fn reason(outer: &mut Fields<'_, '_>, node: Node) -> Option<GivenReason> {
    let span = node.span;
    if let Value::Scalar { text, .. } = node.value {
        let text = Located::new(text, span);
        cut::report(outer.source, "reason", &text);
        let text = outer.explains("reason", text)?;
        return Some(GivenReason {
            text: text.value,
            fingerprints: Vec::new(),
            span,
        });
    }
    let mut fields = Fields::new(outer.source, node, "reason");
    if fields.span_of("text").is_none() {
        fields.missing("text", "…");
    }
    let text = fields
        .text("text")
        .and_then(|text| fields.explains("text", text));
    let is_bound = fields.span_of("for").is_some();
    let fingerprints = fields.text_or_texts("for");
    fields.finish();
    // One that is bound to nothing that can be read is not taken for one that holds for all.
    let text = text.filter(|_| !is_bound || !fingerprints.is_empty());
    Some(GivenReason {
        text: text?.value,
        fingerprints,
        span,
    })
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
    Some(FactNote {
        fact: fact?,
        note,
        entry,
    })
}

fn term(outer: &mut Fields<'_, '_>, node: Node) -> Option<TermChange> {
    let mut fields = Fields::new(outer.source, node, "terms");
    let from = fields.required_text("from", "agent");
    let to = fields.required_text("to", "ombud");
    fields.finish();
    Some(TermChange {
        from: from?,
        to: to?,
    })
}

fn interim(fields: &mut Fields<'_, '_>) -> Vec<(Located<chrono::NaiveDate>, Located<String>)> {
    let mut out = Vec::new();
    for (key, value) in fields.pairs_or_none("interim") {
        let Some(date) = fields.read_date(key) else {
            continue;
        };
        if let Value::Scalar { text, .. } = value.value {
            out.push((date, Located::new(text, value.span)));
        }
    }
    out
}

/// The marks of lines: of the record, of the text, and by day of interim texts.
fn lines(fields: &mut Fields<'_, '_>) -> Option<LineMarks> {
    let span = fields.span_of("lines")?;
    let mut lines = LineMarks {
        span,
        record: String::new(),
        text: String::new(),
        interim: Vec::new(),
        seal: None,
    };
    for (key, value) in fields.pairs("lines") {
        let Value::Scalar { text, .. } = value.value else {
            continue;
        };
        match key.value.as_str() {
            "record" => lines.record = text,
            "text" => lines.text = text,
            "seal" => lines.seal = Some(Located::new(text, value.span)),
            _ => lines
                .interim
                .extend(fields.read_date(key).map(|date| (date.value, text))),
        }
    }
    Some(lines)
}

/// What `set` says: another date of effect.
fn set(outer: &mut Fields<'_, '_>) -> Option<Located<chrono::NaiveDate>> {
    let node = outer.node("set")?;
    let mut set = Fields::new(outer.source, node, "set");
    let date = set.required_date("effective");
    set.finish();
    date
}

fn correction(outer: &mut Fields<'_, '_>, node: Node) -> Option<Correction> {
    let span = node.span;
    let mut fields = Fields::new(outer.source, node, "corrections");
    let on = fields.required_date("on");
    let change = fields.required_text("change", "gallringstid");
    let effective = set(&mut fields);
    let cancelled = fields.flag("cancelled");
    let note = fields.text("note").map(|text| text.value);
    let reason = fields.text("reason").map(|text| text.value);
    let interim = fields
        .span_of("interim")
        .is_some()
        .then(|| interim(&mut fields));
    let seal = fields.text("seal");
    fields.finish();
    Some(Correction {
        span,
        on: on?,
        change: change?,
        effective,
        cancelled,
        note,
        reason,
        interim,
        seal,
    })
}

/// A withdrawal. Whatever is appended to the record after it stands below it: facts about the
/// withdrawal itself, and corrections of entries, which go to `of_entries`.
fn withdrawal(
    outer: &mut Fields<'_, '_>,
    node: Node,
    of_entries: &mut Vec<Correction>,
) -> Option<Withdrawal> {
    let mut fields = Fields::new(outer.source, node, "withdrawn");
    let published = fields.required_date("published");
    let effective = fields.required_date("effective");
    let note = fields.text("note").map(|text| text.value);
    let reason = fields.text("reason").map(|text| text.value);
    let seal = fields.text("seal");
    let mut corrections = Vec::new();
    for node in fields.list("corrections") {
        let names_entry = matches!(&node.value, Value::Map(keys) if keys.iter().any(|(key, _)| key.value == "change"));
        if names_entry {
            of_entries.extend(correction(&mut fields, node));
        } else {
            corrections.extend(end_correction(&mut fields, node));
        }
    }
    fields.finish();
    Some(Withdrawal {
        published: published?,
        effective: effective?,
        note,
        reason,
        seal,
        corrections,
    })
}

fn end_correction(outer: &mut Fields<'_, '_>, node: Node) -> Option<EndCorrection> {
    let span = node.span;
    let mut fields = Fields::new(outer.source, node, "corrections");
    let on = fields.required_date("on");
    let effective = set(&mut fields);
    let cancelled = fields.flag("cancelled");
    let note = fields.text("note").map(|text| text.value);
    let reason = fields.text("reason").map(|text| text.value);
    let seal = fields.text("seal");
    fields.finish();
    Some(EndCorrection {
        span,
        on: on?,
        effective,
        cancelled,
        note,
        reason,
        seal,
    })
}

fn report_duplicate_ids(source: &mut Source<'_>, entries: &[Entry]) {
    for (at, entry) in entries.iter().enumerate() {
        if let Some(first) = entries[..at]
            .iter()
            .find(|other| other.id.value == entry.id.value)
        {
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
