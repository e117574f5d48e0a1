//! What the first format keeps inside a record: its proof, and the facts that were appended to it,
//! each below the last and with a seal of its own.

use crate::model::record::{Correction, EndCorrection, Withdrawal};
use crate::model::seal::{Bound, LineMarks, Seal, TextOfDay};
use crate::model::span::{Located, Span};
use crate::parse::fields::{Fields, Source};
use crate::parse::yaml::{Node, Value};

/// The lines of a record that prove it, as they are read.
pub(super) struct Inside {
    text: Option<Located<String>>,
    interim: Vec<TextOfDay>,
    lines: Option<(Span, LineMarks)>,
    seals: Vec<Located<String>>,
    open: Vec<Span>,
}

impl Inside {
    pub(super) fn of(fields: &mut Fields<'_, '_>) -> Self {
        let text = fields.text("digest");
        let interim = interim(fields);
        let mut seals = Vec::new();
        let lines = lines(fields, &mut seals);
        seals.extend(fields.text("seal"));
        Self {
            text,
            interim,
            lines,
            seals,
            open: Vec::new(),
        }
    }

    /// The seal of the fact at `span`, or that it has none.
    fn of_fact(&mut self, seal: Option<Located<String>>, span: Span) {
        match seal {
            Some(seal) => self.seals.push(seal),
            None => self.open.push(span),
        }
    }

    /// Each seal binds what stands before its own line.
    pub(super) fn seal(mut self, source: &Source<'_>) -> Seal {
        let line = |at: usize| source.text[..at].rfind('\n').map_or(0, |end| end + 1);
        self.seals.sort_by_key(|seal| seal.span.start);
        let bound = |seal: Located<String>| Bound {
            length: line(seal.span.start),
            until: seal.span.end,
            digest: seal,
        };
        let lines = self.lines.map(|(span, lines)| {
            let key = source.text[..span.start].rfind("lines:").unwrap_or(0);
            let covers = line(key);
            LineMarks { covers, ..lines }
        });
        Seal {
            path: source.path.to_owned(),
            text: self.text,
            record: self.seals.into_iter().map(bound).collect(),
            open: self.open,
            interim: self.interim,
            lines: lines.unwrap_or_default(),
            whole: true,
            ..Seal::default()
        }
    }
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

/// The marks of lines: of the record, of the text, and by day of interim texts. Where they were added
/// to a sealed record they have a seal of their own.
fn lines(
    fields: &mut Fields<'_, '_>,
    seals: &mut Vec<Located<String>>,
) -> Option<(Span, LineMarks)> {
    let span = fields.span_of("lines")?;
    let mut lines = LineMarks::default();
    for (key, value) in fields.pairs("lines") {
        let Value::Scalar { text, .. } = value.value else {
            continue;
        };
        match key.value.as_str() {
            "record" => lines.record = text,
            "text" => lines.text = text,
            "seal" => seals.push(Located::new(text, value.span)),
            _ => lines
                .interim
                .extend(fields.read_date(key).map(|date| (date.value, text))),
        }
    }
    Some((span, lines))
}

/// What `set` says: another date of effect.
fn set(outer: &mut Fields<'_, '_>) -> Option<Located<chrono::NaiveDate>> {
    let node = outer.node("set")?;
    let mut set = Fields::new(outer.source, node, "set");
    let date = set.required_date("effective");
    set.finish();
    date
}

pub(super) fn correction(
    outer: &mut Fields<'_, '_>,
    node: Node,
    inside: &mut Inside,
) -> Option<Correction> {
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
    let (on, change) = (on?, change?);
    inside.of_fact(seal, span);
    Some(Correction {
        span,
        on,
        change,
        effective,
        cancelled,
        reworded: Default::default(),
        note,
        reason,
        interim,
        nth: None,
    })
}

/// A withdrawal. Whatever is appended to the record after it stands below it: facts about the
/// withdrawal itself, and corrections of entries, which go to `of_entries`.
pub(super) fn withdrawal(
    outer: &mut Fields<'_, '_>,
    node: Node,
    of_entries: &mut Vec<Correction>,
    inside: &mut Inside,
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
            of_entries.extend(correction(&mut fields, node, inside));
        } else {
            corrections.extend(end_correction(&mut fields, node, inside));
        }
    }
    fields.finish();
    let (published, effective) = (published?, effective?);
    inside.of_fact(seal, published.span);
    Some(Withdrawal {
        published,
        effective,
        note,
        reason,
        corrections,
    })
}

fn end_correction(
    outer: &mut Fields<'_, '_>,
    node: Node,
    inside: &mut Inside,
) -> Option<EndCorrection> {
    let span = node.span;
    let mut fields = Fields::new(outer.source, node, "corrections");
    let on = fields.required_date("on");
    let effective = set(&mut fields);
    let cancelled = fields.flag("cancelled");
    let note = fields.text("note").map(|text| text.value);
    let reason = fields.text("reason").map(|text| text.value);
    let seal = fields.text("seal");
    fields.finish();
    let on = on?;
    inside.of_fact(seal, span);
    Some(EndCorrection {
        span,
        on,
        effective,
        cancelled,
        note,
        reason,
    })
}
