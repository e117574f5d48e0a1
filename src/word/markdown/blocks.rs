//! Paragraphs, headings, lists and tables.

use serde_json::Value;

use super::inlines::{self, Marks};
use super::{escape, tables};
use crate::args;
use crate::word::Remark;
use crate::words::saying;

/// Writes block after block, each at the indentation of the list that it stands in.
pub(super) struct Writer {
    out: String,
    /// By how much headings move down, for a title above them.
    shift: u64,
    indent: String,
    /// How many lists and footnotes are open.
    depth: usize,
    notes: usize,
    /// Footnotes that the present block calls.
    pending: Vec<Value>,
    /// What is shown otherwise.
    pub remarks: Vec<Remark>,
}

/// The level of the heading `block` and its words.
pub(super) fn heading(block: &Value) -> Option<(u64, String)> {
    let words = inlines::plain(&block["c"][2]);
    Some((
        block["c"][0].as_u64()?,
        words.split_ascii_whitespace().collect::<Vec<_>>().join(" "),
    ))
}

/// The label of a list's items.
enum Label {
    Bullet(&'static str),
    /// A Markdown list: `1.` or `1)`.
    Number(u64, &'static str),
    /// Typed text: `a)`, `(ii)`, which the reader of contracts takes for points.
    Typed(u64, fn(u64) -> String, &'static str, &'static str),
}

impl Writer {
    /// A writer that moves headings down by `shift` levels.
    pub(super) fn new(shift: u64) -> Self {
        Self {
            out: String::new(),
            shift,
            indent: String::new(),
            depth: 0,
            notes: 0,
            pending: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// The whole text.
    pub(super) fn finish(&mut self) -> String {
        std::mem::take(&mut self.out).trim_end().to_owned() + "\n"
    }

    /// A heading with a text that is Markdown already.
    pub(super) fn heading_line(&mut self, level: u64, text: &str) {
        self.push(&format!(
            "{} {text}",
            "#".repeat(usize::try_from(level).unwrap_or(1))
        ));
    }

    /// What pandoc keeps beside the text: running text, blocks, or a list of either.
    pub(super) fn beside(&mut self, value: &Value) {
        let Some(list) = value.as_array().filter(|list| !list.is_empty()) else {
            return;
        };
        let kind = list[0]["t"].as_str().unwrap_or_default();
        if kind.starts_with("Meta") {
            list.iter().for_each(|own| self.beside(&own["c"]));
        } else if matches!(
            kind,
            "Para" | "Plain" | "Header" | "BulletList" | "OrderedList" | "Table" | "Div"
        ) {
            self.blocks(list);
        } else {
            self.paragraph(value);
            self.footnotes();
        }
    }

    /// Writes `blocks`. A footnote stands below the outermost block that calls it, so in the same
    /// section.
    pub(super) fn blocks(&mut self, blocks: &[Value]) {
        // Two lists that follow each other are told apart by their signs.
        let mut other_sign = false;
        for (at, block) in blocks.iter().enumerate() {
            let follows = at > 0 && blocks[at - 1]["t"] == block["t"];
            other_sign = follows && !other_sign;
            self.block(block, other_sign);
            if self.depth == 0 {
                self.footnotes();
            }
        }
    }

    fn block(&mut self, block: &Value, other_sign: bool) {
        let own = &block["c"];
        match block["t"].as_str().unwrap_or_default() {
            "Para" | "Plain" => self.paragraph(own),
            "Header" => self.heading(own),
            "BulletList" => self.list(own, &Label::Bullet(if other_sign { "*" } else { "-" })),
            "OrderedList" => {
                let label = label(&own[0], other_sign);
                if matches!(label, Label::Typed(..)) && own[0][2]["t"] == "Period" {
                    let reason = saying("word.full-stop-labels", args![]);
                    self.remarks.push(Remark::new(reason, words_of(own)));
                }
                self.list(&own[1], &label);
            }
            "Table" => self.table(own),
            "BlockQuote" => self.quote(own),
            "CodeBlock" => {
                for line in own[1].as_str().unwrap_or_default().lines() {
                    self.push(&escape::line(line));
                }
            }
            "LineBlock" => own
                .as_array()
                .into_iter()
                .flatten()
                .for_each(|line| self.paragraph(line)),
            "DefinitionList" => {
                for item in own.as_array().into_iter().flatten() {
                    self.paragraph(&item[0]);
                    for blocks in item[1].as_array().into_iter().flatten() {
                        self.blocks(array(blocks));
                    }
                }
            }
            "HorizontalRule" => self.push("***"),
            "Div" => self.blocks(array(&own[1])),
            "Figure" => {
                self.blocks(array(&own[2]));
                self.blocks(array(&own[1][1]));
            }
            _ => {}
        }
    }

    fn running(&mut self, inlines: &Value, marks: Marks) -> String {
        let running = inlines::write(inlines, marks, self.notes + 1);
        self.notes += running.notes.len();
        self.pending.extend(running.notes);
        self.remarks.extend(running.remarks);
        running.text
    }

    fn paragraph(&mut self, inlines: &Value) {
        let text = self.running(inlines, Marks::Kept);
        if !text.is_empty() {
            self.push(&escape::beginnings(&text));
        }
    }

    fn heading(&mut self, own: &Value) {
        let level = own[0].as_u64().unwrap_or(1).saturating_add(self.shift);
        let text = self.running(&own[2], Marks::Dropped);
        let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        if level > 6 {
            let reason = saying("word.deep-heading", args![]);
            self.remarks.push(Remark::new(reason, text.as_str()));
        }
        // Hyphens and signs at the end would close the heading.
        let text = if text.ends_with('#') {
            format!("{}\\#", &text[..text.len() - 1])
        } else {
            text
        };
        self.heading_line(level.min(6), &text);
    }

    fn list(&mut self, items: &Value, label: &Label) {
        self.depth += 1;
        let start = self.out.len();
        for (at, item) in items.as_array().into_iter().flatten().enumerate() {
            let at = at as u64;
            match label {
                Label::Bullet(sign) => self.item(format!("{sign} "), item),
                Label::Number(start, end) => self.item(format!("{}{end} ", start + at), item),
                Label::Typed(start, letters, open, close) => {
                    let typed = serde_json::json!({"t": "Str", "c": format!("{open}{}{close} ", letters(start + at))});
                    self.typed_item(&typed, array(item));
                }
            }
        }
        if !matches!(label, Label::Typed(..)) && array(items).iter().all(is_tight) {
            let tight = self.out[start..].replace("\n\n", "\n") + "\n";
            self.out.replace_range(start.., &tight);
        }
        self.depth -= 1;
    }

    /// An item of a Markdown list: its blocks stand below each other at its text.
    fn item(&mut self, mark: String, item: &Value) {
        let outer = self.indent.clone();
        let start = self.out.len();
        self.indent = format!("{outer}{}", " ".repeat(mark.len()));
        self.blocks(array(item));
        if self.out.len() == start {
            self.push("");
        }
        // The mark takes the place of the indentation before the first line.
        self.mark(start, &format!("{outer}{mark}"));
        self.indent = outer;
    }

    /// Puts `mark` in the place of the first indentation from byte `start` on. What has none holds
    /// no words.
    fn mark(&mut self, start: usize, mark: &str) {
        let found = self.out[start..].find(&self.indent).map(|at| start + at);
        let at = found.unwrap_or(start);
        let end = found.map_or(start, |at| at + self.indent.len());
        self.out.replace_range(at..end, mark);
    }

    /// A point with a typed label: its first paragraph begins with it.
    fn typed_item(&mut self, typed: &Value, blocks: &[Value]) {
        let mut blocks = blocks.to_vec();
        match blocks
            .first_mut()
            .filter(|first| matches!(first["t"].as_str(), Some("Para" | "Plain")))
        {
            Some(first) => {
                if let Some(list) = first["c"].as_array_mut() {
                    list.insert(0, typed.clone());
                }
            }
            None => blocks.insert(0, serde_json::json!({"t": "Para", "c": [typed]})),
        }
        self.blocks(&blocks);
    }

    fn quote(&mut self, own: &Value) {
        let outer = std::mem::take(&mut self.indent);
        let before = std::mem::take(&mut self.out);
        let notes = std::mem::take(&mut self.pending);
        array(own).iter().for_each(|block| self.block(block, false));
        let inner = std::mem::replace(&mut self.out, before);
        self.indent = outer;
        self.pending.splice(0..0, notes);
        let quoted: Vec<String> = inner
            .trim_end()
            .lines()
            .map(|line| format!("> {line}").trim_end().to_owned())
            .collect();
        self.push(&quoted.join("\n"));
    }

    fn table(&mut self, own: &Value) {
        for block in array(&own[1][1]) {
            self.block(block, false);
        }
        let (rows, merged) = tables::rows(own);
        if rows.is_empty() {
            return;
        }
        let mut cells = Vec::new();
        for row in rows {
            cells.push(
                row.into_iter()
                    .map(|cell| self.cell(cell))
                    .collect::<Vec<_>>(),
            );
        }
        if merged {
            let words = cells.first().map(|row| row.join(" | ")).unwrap_or_default();
            let reason = saying("word.merged-cells", args![]);
            self.remarks.push(Remark::new(reason, words));
        }
        self.push(&tables::markdown(&cells));
    }

    /// The blocks of a cell on one line.
    fn cell(&mut self, blocks: &Value) -> String {
        let outer = std::mem::take(&mut self.indent);
        let before = std::mem::take(&mut self.out);
        let pending = std::mem::take(&mut self.pending);
        array(blocks)
            .iter()
            .for_each(|block| self.block(block, false));
        let inner = std::mem::replace(&mut self.out, before);
        self.indent = outer;
        self.pending.splice(0..0, pending);
        let lines: Vec<&str> = inner
            .lines()
            .map(|line| line.trim().trim_end_matches('\\'))
            .filter(|line| !line.is_empty())
            .collect();
        if array(blocks).len() > 1 {
            let words: String = lines.join(" ").chars().take(60).collect();
            let reason = saying("word.cell-on-one-line", args![]);
            self.remarks.push(Remark::new(reason, words));
        }
        lines.join(" ")
    }

    /// The definitions of the footnotes that are called above.
    fn footnotes(&mut self) {
        let mut at = self.notes - self.pending.len();
        self.depth += 1;
        while !self.pending.is_empty() {
            for note in std::mem::take(&mut self.pending) {
                at += 1;
                let mark = format!("[^{at}]: ");
                let start = self.out.len();
                self.indent = "    ".to_owned();
                self.blocks(array(&note));
                if self.out.len() > start {
                    self.mark(start, &mark);
                }
                self.indent = String::new();
            }
        }
        self.depth -= 1;
    }

    /// Adds a block: its lines at the indentation, a blank line below.
    fn push(&mut self, text: &str) {
        for line in text.split('\n') {
            self.out
                .push_str(format!("{}{line}", self.indent).trim_end_matches(' '));
            if line.is_empty() && text.is_empty() {
                self.out.push_str(&self.indent);
            }
            self.out.push('\n');
        }
        self.out.push('\n');
    }
}

/// The list in `value`; none where it is something else.
pub(super) fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Whether the blocks of a list item need no blank lines between them: one paragraph, and lists of
/// such items.
fn is_tight(item: &Value) -> bool {
    array(item)
        .iter()
        .enumerate()
        .all(|(at, block)| match block["t"].as_str() {
            Some("Para" | "Plain") => at == 0,
            Some("BulletList") => at > 0 && array(&block["c"]).iter().all(is_tight),
            Some("OrderedList") => {
                let is_typed = matches!(label(&block["c"][0], false), Label::Typed(..));
                at > 0 && !is_typed && array(&block["c"][1]).iter().all(is_tight)
            }
            _ => false,
        })
}

/// The first words of an ordered list.
fn words_of(list: &Value) -> String {
    inlines::plain(&list[1][0][0]["c"])
        .chars()
        .take(60)
        .collect()
}

/// How the items of an ordered list are labelled: start, style and delimiter.
fn label(attributes: &Value, other_sign: bool) -> Label {
    let start = attributes[0].as_u64().unwrap_or(1).min(99_999);
    let close = match attributes[2]["t"].as_str() {
        Some("OneParen") => ")",
        Some("TwoParens") => "()",
        _ => ".",
    };
    let letters: fn(u64) -> String = match attributes[1]["t"].as_str() {
        Some("LowerAlpha") => |number| letter(number, b'a'),
        Some("UpperAlpha") => |number| letter(number, b'A'),
        Some("LowerRoman") => {
            |number| crate::parse::heading::roman(u32::try_from(number).unwrap_or(0))
        }
        Some("UpperRoman") => {
            |number| crate::parse::heading::roman(u32::try_from(number).unwrap_or(0)).to_uppercase()
        }
        _ if close == "()" => |number| number.to_string(),
        _ => {
            return Label::Number(
                start,
                if (close == ")") != other_sign {
                    ")"
                } else {
                    "."
                },
            );
        }
    };
    // Points are known by their parenthesis.
    match close {
        "()" => Label::Typed(start, letters, "(", ")"),
        _ => Label::Typed(start, letters, "", ")"),
    }
}

fn letter(number: u64, first: u8) -> String {
    let at = u8::try_from((number.max(1) - 1) % 26).unwrap_or(0);
    let times = usize::try_from((number.max(1) - 1) / 26 + 1)
        .unwrap_or(1)
        .min(8);
    char::from(first + at).to_string().repeat(times)
}
