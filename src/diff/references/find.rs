//! Recognising references in running text, in Swedish and English.
//!
//! A text is read without its formatting. What stands after a word such as "avsnitt" or beside a
//! "§" is a part; parts that belong together ("punkt 1 i avsnitt 2", "3 kap. 2 § andra stycket") are
//! one mention, whose labels know which of them they lie in.

mod labels;
mod part;
mod plain;
mod words;

use super::elsewhere;
use crate::model::span::Span;

use part::Part;
pub(crate) use plain::{Plain, plain};
pub(crate) use words::class_of;

/// A reference: all that names one place or a list of places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// What sort of thing is pointed at, of the outermost part.
    pub class: Class,
    /// Everything in it that names something, in the order of the text.
    pub labels: Vec<Label>,
    /// The whole reference, as bytes of the text.
    pub span: Span,
    /// The reference as a reader sees it.
    pub text: String,
    /// Whose section it is.
    pub document: Document,
    /// The target of a link that the reference, or the document's name after it, is the text of.
    pub link: Option<String>,
}

/// A label in a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it names.
    pub class: Class,
    /// What is written: "6.2", "5 a", "B", "ii", "andra".
    pub text: String,
    /// Its bytes in the text.
    pub span: Span,
    /// Where it begins in [`Mention::text`].
    pub at: usize,
    /// The label of the same mention that names what it lies in: of "punkt 1 i avsnitt 2" the
    /// second for the first.
    pub of: Option<usize>,
    /// Whether it ends a range that the label before it begins.
    pub range: bool,
    /// Whether the word can also mean a point of a list ("punkt 4").
    pub may_be_point: bool,
    /// Whether it may as well be a reference of its own ("avsnitt 2, punkt 4").
    pub loose: bool,
}

/// Whose section a reference names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Document {
    /// No document is named: that in which the reference stands.
    Own,
    /// The text says that it means itself ("i detta avtal").
    This,
    /// Another document or act, as the text names it.
    Other(String),
    /// Words stand beside the reference that may name another document, or something else.
    Unclear(String),
}

/// What sort of thing a reference points at, or a heading's number names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A paragraph or sentence of running text: "andra stycket".
    Passage,
    /// A point of a list: "b" in "avsnitt 5.2 b".
    Point,
    /// "avsnitt 6.2", "punkt 6.2", "section 4", "clause 4".
    Section,
    /// A heading's number without a word.
    Plain,
    /// "artikel 5", "Article 5".
    Article,
    /// "5 §".
    Paragraph,
    /// "kapitel 10", "10 kap."
    Chapter,
    /// "bilaga 2", "annex B".
    Annex,
}

impl Mention {
    /// The labels in which no other lies: the places that are pointed at.
    pub fn leaves(&self) -> impl Iterator<Item = usize> {
        (0..self.labels.len()).filter(|at| self.labels.iter().all(|label| label.of != Some(*at)))
    }
}

/// All references in `text`, in order.
pub fn mentions(text: &str) -> Vec<Mention> {
    let plain = plain(text);
    let mut found = read(&plain.text);
    for mention in &mut found {
        mention.link = linked(&plain, mention.span);
        if let (Some(link), Document::Own | Document::Unclear(_)) =
            (&mention.link, &mention.document)
            && !link.starts_with('#')
        {
            let file = link.split('#').next().unwrap_or_default();
            mention.document = Document::Other(file.to_owned());
        }
        mention.span = plain.source(mention.span);
        for label in &mut mention.labels {
            label.span = plain.source(label.span);
        }
    }
    found
}

/// The target of the link that covers part of `span` or begins just after it.
fn linked(plain: &Plain<'_>, span: Span) -> Option<String> {
    let beside = |link: &Span| {
        let after = plain.text.get(span.end..link.start);
        link.start < span.end && span.start < link.end
            || after.is_some_and(|gap| [" ", " i ", " in ", " of ", " till "].contains(&gap))
    };
    let link = plain.links.iter().find(|(link, _)| beside(link));
    link.map(|(_, target)| target.clone())
}

/// All references in a text without formatting.
fn read(text: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let begins = first.is_alphabetic() || first.is_ascii_digit() || first == '§';
        let before = found.last();
        match begins.then(|| part::at(text, at, before)).flatten() {
            Some(part) => {
                at = part.end;
                match found.last_mut().and_then(|last| last.join(text, &part)) {
                    Some(()) => {}
                    None => found.push(Mention::of(text, part)),
                }
            }
            None => at += part::passed_over(&text[at..]),
        }
    }
    found.retain(|mention| !mention.labels.is_empty());
    let mut read: Vec<Document> = Vec::with_capacity(found.len());
    for (at, mention) in found.iter().enumerate() {
        let before = at
            .checked_sub(1)
            .map(|before| (&found[before], &read[before]));
        read.push(elsewhere::document(text, mention, before));
    }
    for (mention, document) in found.iter_mut().zip(read) {
        mention.document = document;
        mention.text = text[mention.span.range()].to_owned();
        for label in &mut mention.labels {
            label.at = label.span.start - mention.span.start;
        }
    }
    share(text, &mut found);
    found
}

/// In "avsnitt 2 och avsnitt 3 i Allmänna villkor" the first may be a section of the same document,
/// or of this one.
fn share(text: &str, found: &mut [Mention]) {
    let own = |mention: &Mention| mention.document == Document::Own;
    let name = |mention: &Mention| match &mention.document {
        Document::Other(name) | Document::Unclear(name) => Some(name.clone()),
        _ => None,
    };
    let beside = |a: &Mention, b: &Mention| {
        a.class == b.class && words::joins(text.get(a.span.end..b.span.start).unwrap_or_default())
    };
    for at in (1..found.len()).rev() {
        let (a, b) = (&found[at - 1], &found[at]);
        if let (true, true, Some(name)) = (own(a), beside(a, b), name(b)) {
            found[at - 1].document = Document::Unclear(name);
        }
    }
    for at in 1..found.len() {
        let (a, b) = (&found[at - 1], &found[at]);
        if let (true, true, Some(name)) = (own(b), beside(a, b), name(a)) {
            found[at].document = Document::Unclear(name);
        }
    }
}

impl Mention {
    fn of(text: &str, part: Part) -> Self {
        Self {
            class: part.class,
            span: Span::new(part.start, part.end),
            text: text[part.start..part.end].to_owned(),
            labels: part.labels,
            document: Document::Own,
            link: None,
        }
    }

    /// Takes the part that follows into this mention, if it belongs to it.
    fn join(&mut self, text: &str, part: &Part) -> Option<()> {
        let gap = text.get(self.span.end..part.start)?;
        let first = part.labels.first()?;
        let shift = self.labels.len();
        let last = self
            .labels
            .iter()
            .rposition(|label| label.of.is_none() || self.of_chapter(label))?;
        let mut labels = part.labels.clone();
        for label in &mut labels {
            label.of = label.of.map(|of| of + shift);
        }
        let goes_on = self.labels[last].class == Class::Paragraph
            && part.class == Class::Paragraph
            && words::joins(gap);
        if goes_on {
            // "2 kap. 5 § och 7 §": the chapter holds for both.
            let of = self.labels[last].of;
            for (label, own) in labels.iter_mut().zip(&part.labels) {
                label.of = if own.of.is_none() { of } else { label.of };
            }
        } else if matches!(gap, " " | ", ")
            && self.holds(part, first)
            && !(gap == ", " && part::lies_in_more(text, part))
        {
            // "avsnitt 6.2 punkt 4": the point lies in what is named right before it.
            let within = self.labels.len() - 1;
            let loose = gap == ", " && first.may_be_point && first.class == Class::Section;
            let section = matches!(self.labels[within].class, Class::Section | Class::Point)
                || matches!(self.labels[within].class, Class::Article | Class::Paragraph);
            for (label, own) in labels.iter_mut().zip(&part.labels) {
                if own.of.is_none() {
                    label.of = Some(within);
                    label.loose = loose;
                    if section && label.may_be_point {
                        label.class = Class::Point;
                    }
                }
            }
        } else if part::within(gap) && self.lies_in(part, gap == ", ") {
            // "punkt 1 i avsnitt 2".
            let several = part.labels.iter().filter(|own| own.of.is_none()).count() > 1;
            let point = part.class < Class::Chapter;
            for label in &mut self.labels {
                if label.of.is_none() {
                    label.of = Some(shift);
                    label.loose |= several || gap == ", ";
                    if point && label.may_be_point {
                        label.class = Class::Point;
                    }
                }
            }
            self.class = part.class;
        } else {
            return None;
        }
        self.labels.append(&mut labels);
        self.span.end = part.end;
        Some(())
    }

    fn of_chapter(&self, label: &Label) -> bool {
        label.class == Class::Paragraph
            && label
                .of
                .is_some_and(|of| self.labels[of].class == Class::Chapter)
    }

    /// Whether the part after this mention is of a smaller sort than its last label.
    fn holds(&self, part: &Part, first: &Label) -> bool {
        let Some(last) = self.labels.last() else {
            return false;
        };
        let point = first.may_be_point && !first.text.contains('.');
        let rank = if point { Class::Point } else { part.class };
        let held = match last.class {
            // "andra stycket 2", "punkt 6 led b"
            Class::Passage => rank == Class::Point,
            Class::Point => rank <= Class::Point,
            _ if last.may_be_point => rank < Class::Section && !first.may_be_point,
            class => rank < class,
        };
        held && !(last.class == Class::Chapter && rank == Class::Passage)
    }

    /// Whether this mention is of a smaller sort than the part after it.
    fn lies_in(&self, part: &Part, points_only: bool) -> bool {
        let dotted = part
            .labels
            .first()
            .is_some_and(|label| label.text.contains('.'));
        let rank = |label: &Label| match label.class {
            Class::Section if label.may_be_point => Class::Point,
            class => class,
        };
        let whole = if part.may_be_point && !dotted {
            Class::Point
        } else {
            part.class
        };
        let mut tops = self.labels.iter().filter(|label| label.of.is_none());
        tops.all(|label| {
            // "led b i punkt 3": a point of a point.
            let led = label.class == Class::Point && whole == Class::Point;
            (rank(label) < whole || led) && (!points_only || rank(label) <= Class::Point)
        })
    }
}

#[cfg(test)]
mod tests;
