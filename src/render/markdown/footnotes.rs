//! Footnotes: numbered through the whole text, printed under each section that refers to them.

use std::collections::BTreeMap;

use pulldown_cmark::{CowStr, Event};

use super::write;

struct Definition<'a> {
    label: CowStr<'a>,
    /// The section in which it stands.
    place: usize,
    events: Vec<Event<'a>>,
}

/// The footnotes of one text.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    numbers: BTreeMap<String, usize>,
    definitions: Vec<Definition<'a>>,
    /// The definitions that are open, by index: one can begin inside another.
    open: Vec<usize>,
    referred: Vec<CowStr<'a>>,
}

impl<'a> Footnotes<'a> {
    /// A definition begins in the section `place`.
    pub(super) fn open(&mut self, label: CowStr<'a>, place: usize) {
        self.open.push(self.definitions.len());
        self.definitions.push(Definition {
            label,
            place,
            events: Vec::new(),
        });
    }

    /// The definition that was opened last ends.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Where the events of the open definition go.
    pub(super) fn open_definition(&mut self) -> Option<&mut Vec<Event<'a>>> {
        let at = *self.open.last()?;
        self.definitions
            .get_mut(at)
            .map(|definition| &mut definition.events)
    }

    /// Notes that the text refers to `label`, which gives it its number.
    pub(super) fn refer(&mut self, label: &CowStr<'a>) {
        let next = self.numbers.len() + 1;
        self.numbers.entry(label.to_string()).or_insert(next);
        self.referred.push(label.clone());
    }

    /// The markup of the `events` of section `place`, with its footnotes below. `prefix` makes ids
    /// unique.
    pub(super) fn render(&self, place: usize, events: Vec<Event<'a>>, prefix: &str) -> String {
        let mut here: Vec<(usize, &str)> = Vec::new();
        let mut times = vec![0; self.numbers.len() + 1];
        let mut out = Vec::with_capacity(events.len());
        for event in events {
            let Event::FootnoteReference(label) = &event else {
                out.push(event);
                continue;
            };
            let Some((label, number)) = self.numbers.get_key_value(label.as_ref()) else {
                continue;
            };
            times[*number] += 1;
            if times[*number] == 1 {
                here.push((*number, label));
            }
            let repeat = if times[*number] > 1 {
                format!("-{}", times[*number])
            } else {
                String::new()
            };
            let id = format!("{prefix}notref-{number}{repeat}");
            out.push(Event::InlineHtml(
                format!("<sup id=\"{id}\"><a href=\"#{prefix}not-{number}\">{number}</a></sup>")
                    .into(),
            ));
        }
        let mut html = write(out.into_iter());
        here.sort_unstable();
        if !here.is_empty() {
            html.push_str("<div class=\"fotnoter\">\n");
            for (number, label) in here {
                html.push_str(&format!(
                    "<div class=\"fotnot\" id=\"{prefix}not-{number}\">"
                ));
                html.push_str(&format!(
                    "<a class=\"nr\" href=\"#{prefix}notref-{number}\">{number}</a> "
                ));
                html.push_str(&self.definition(label));
                html.push_str("</div>\n");
            }
            html.push_str("</div>\n");
        }
        html.push_str(&self.unreferred(place));
        html
    }

    fn definition(&self, label: &str) -> String {
        self.first(label)
            .map(|definition| self.text(definition))
            .unwrap_or_default()
    }

    /// The definition that a reference to `label` means.
    fn first(&self, label: &str) -> Option<&Definition<'a>> {
        self.definitions
            .iter()
            .find(|definition| definition.label.as_ref() == label)
    }

    fn text(&self, definition: &Definition<'a>) -> String {
        write(definition.events.iter().cloned().map(|event| match event {
            // A footnote inside a footnote is its number, without a way back.
            Event::FootnoteReference(label) => {
                let number = self
                    .numbers
                    .get(label.as_ref())
                    .copied()
                    .unwrap_or_default();
                Event::InlineHtml(format!("<sup>{number}</sup>").into())
            }
            event => event,
        }))
    }

    /// The definitions in section `place` that nothing refers to, or a label of which another came
    /// first: they are contract text all the same.
    fn unreferred(&self, place: usize) -> String {
        let is_printed = |own: &Definition<'a>| {
            self.referred.contains(&own.label)
                && self
                    .first(&own.label)
                    .is_some_and(|first| std::ptr::eq(first, own))
        };
        let lost = self
            .definitions
            .iter()
            .filter(|own| own.place == place && !is_printed(own));
        lost.map(|lost| format!("<div class=\"fotnot\">{}</div>\n", self.text(lost)))
            .collect()
    }
}
