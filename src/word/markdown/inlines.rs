//! Running text: words, emphasis, links, footnotes.

use pulldown_cmark::{Event, Tag};
use serde_json::Value;

use super::escape;
use crate::args;
use crate::parse::markdown;
use crate::word::Remark;
use crate::words::saying;

/// What a piece of running text becomes.
#[derive(Debug, Default)]
pub(super) struct Running {
    /// The Markdown, on one line.
    pub text: String,
    /// The contents of the footnotes that it calls, in order.
    pub notes: Vec<Value>,
    /// What is shown otherwise.
    pub remarks: Vec<Remark>,
}

/// Whether emphasis and links are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// They are.
    Kept,
    /// Only the words, as in a heading.
    Dropped,
}

/// Writes `inlines`; its footnotes are numbered from `first_note`. Emphasis that Markdown cannot
/// show at its place (inside a word, say) is dropped rather than printed as signs.
pub(super) fn write(inlines: &Value, marks: Marks, first_note: usize) -> Running {
    let attempt = |marks| {
        let mut pen = Pen {
            marks,
            first_note,
            running: Running::default(),
        };
        let text = pen.all(inlines);
        pen.running.text = text.trim().to_owned();
        pen.running
    };
    let mut running = attempt(marks);
    if marks == Marks::Kept
        && seen(&running.text, first_note, running.notes.len()) != expected(inlines)
    {
        running = attempt(Marks::Dropped);
        let words: String = plain(inlines).chars().take(60).collect();
        let reason = saying("word.marks-dropped", args![]);
        running.remarks.push(Remark::new(reason, words));
    }
    running
}

/// The words of `inlines`, without footnotes.
pub(super) fn plain(inlines: &Value) -> String {
    let mut out = String::new();
    let Some(list) = inlines.as_array() else {
        return out;
    };
    for inline in list {
        let own = &inline["c"];
        match inline["t"].as_str().unwrap_or_default() {
            "Str" => out.push_str(own.as_str().unwrap_or_default()),
            "Space" | "SoftBreak" | "LineBreak" => out.push(' '),
            "Code" | "Math" => out.push_str(own[1].as_str().unwrap_or_default()),
            "Emph" | "Strong" | "Underline" | "Strikeout" | "SmallCaps" | "Subscript" => {
                out.push_str(&plain(own))
            }
            "Superscript" => out.push_str(&raised(&plain(own))),
            "Quoted" => {
                let (open, close) = quotes(own);
                out.push_str(&format!("{open}{}{close}", plain(&own[1])));
            }
            "Cite" | "Link" | "Span" => out.push_str(&plain(&own[1])),
            _ => {}
        }
    }
    out
}

struct Pen {
    marks: Marks,
    first_note: usize,
    running: Running,
}

impl Pen {
    fn all(&mut self, inlines: &Value) -> String {
        let Some(list) = inlines.as_array() else {
            return String::new();
        };
        let mut out = String::new();
        // Pieces of text that follow each other are escaped together: a sign depends on its
        // neighbours.
        let mut run = String::new();
        for inline in list {
            match inline["t"].as_str().unwrap_or_default() {
                "Str" => run.push_str(inline["c"].as_str().unwrap_or_default()),
                "Space" | "SoftBreak" => run.push(' '),
                other => {
                    out.push_str(&escape::text(&std::mem::take(&mut run)));
                    let piece = self.piece(other, &inline["c"]);
                    out.push_str(&piece);
                }
            }
        }
        out + &escape::text(&run)
    }

    fn piece(&mut self, kind: &str, own: &Value) -> String {
        match kind {
            "Emph" => self.marked(own, "*"),
            "Strong" => self.marked(own, "**"),
            "Strikeout" => self.marked(own, "~~"),
            "Underline" | "SmallCaps" | "Subscript" => self.all(own),
            "Superscript" => escape::text(&raised(&plain(own))),
            "LineBreak" if self.marks == Marks::Kept => "\\\n".to_owned(),
            "LineBreak" => " ".to_owned(),
            "Quoted" => {
                let (open, close) = quotes(own);
                format!("{open}{}{close}", self.all(&own[1]))
            }
            "Cite" | "Span" => self.all(&own[1]),
            "Code" => escape::text(own[1].as_str().unwrap_or_default()),
            "Math" => {
                let formula = own[1].as_str().unwrap_or_default();
                let reason = saying("word.formula", args![]);
                self.running.remarks.push(Remark::new(reason, formula));
                escape::text(formula)
            }
            "Link" => self.link(own),
            "Note" => {
                self.running.notes.push(own.clone());
                format!("[^{}]", self.first_note + self.running.notes.len() - 1)
            }
            _ => String::new(),
        }
    }

    /// Spaces at the edges belong outside the signs.
    fn marked(&mut self, own: &Value, sign: &str) -> String {
        let text = self.all(own);
        let inner = text.trim();
        if self.marks == Marks::Dropped || inner.is_empty() {
            return text;
        }
        let before = &text[..text.len() - text.trim_start().len()];
        let after = &text[text.trim_end().len()..];
        format!("{before}{sign}{inner}{sign}{after}")
    }

    fn link(&mut self, own: &Value) -> String {
        let text = self.all(&own[1]);
        let target = own[2][0].as_str().unwrap_or_default();
        let known = ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| target.starts_with(scheme));
        // A place in the same document: the words say which.
        if self.marks == Marks::Dropped
            || !known
            || target.contains(['<', '>', '\n'])
            || text.trim().is_empty()
        {
            return text;
        }
        if target.contains(['(', ')', ' ']) {
            format!("[{text}](<{target}>)")
        } else {
            format!("[{text}]({target})")
        }
    }
}

/// What a reader sees of `markdown`: its words, each footnote as `^`.
fn seen(text: &str, first_note: usize, notes: usize) -> String {
    // A definition makes the reference one.
    let notes: String = (first_note..first_note + notes)
        .map(|at| format!("\n\n[^{at}]: x\n"))
        .collect();
    let mut out = String::new();
    let mut inside_note = false;
    for event in markdown::parser(&(escape::beginnings(text) + &notes)) {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => inside_note = true,
            Event::FootnoteReference(_) => out.push('^'),
            Event::Text(text) | Event::Code(text) if !inside_note => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn expected(inlines: &Value) -> String {
    fn mark(inlines: &Value) -> Value {
        let Some(list) = inlines.as_array() else {
            return inlines.clone();
        };
        let marked = |inline: &Value| match inline["t"].as_str() {
            Some("Note") => serde_json::json!({"t": "Str", "c": "^"}),
            _ => match inline.as_object() {
                Some(_) => {
                    let mut inline = inline.clone();
                    inline["c"] = mark(&inline["c"]);
                    inline
                }
                None => mark(inline),
            },
        };
        Value::Array(list.iter().map(marked).collect())
    }
    plain(&mark(inlines))
        .split_ascii_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Raised digits have signs of their own: m², not m2.
fn raised(text: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |c: char| c.to_digit(10).map_or(c, |digit| DIGITS[digit as usize]);
    text.chars().map(digit).collect()
}

fn quotes(own: &Value) -> (char, char) {
    if own[0]["t"] == "SingleQuote" {
        ('’', '’')
    } else {
        ('”', '”')
    }
}
