//! A Word document made ready for pandoc: what pandoc does not tell is written into its XML first.
//!
//! Automatic numbers of headings, and of clauses whose label shows several levels, become typed
//! text. Indentation, which pandoc takes for quotation, and the table of contents go. What will be
//! missing is noted.

use roxmltree::{Document, Node};

use super::edits::{Edits, escaped};
use super::lost;
use super::numbering::{Numbering, Place};
use super::package::{EMPTY, Package, parse};
use super::paragraph::{child, end_is_gone, is, value, visible_text, words};
use super::styles::{NumberingOf, Styles};
use super::{Remark, TrackedChanges};
use crate::args;
use crate::parse::heading;
use crate::problem::Problem;
use crate::words::saying;

/// What pandoc is to read.
#[derive(Debug)]
pub struct Prepared {
    /// The `.docx` file.
    pub docx: Vec<u8>,
    /// The text of every paragraph that the Markdown must hold.
    pub paragraphs: Vec<String>,
    /// What the Markdown will not hold or shows otherwise: a reason, and what it is about.
    pub remarks: Vec<Remark>,
}

/// Reads the Word file in `bytes` and makes it ready.
///
/// # Errors
/// When it is no Word file that can be read, or holds tracked changes or comments and `changes`
/// does not say what becomes of them.
pub fn prepare(bytes: &[u8], changes: Option<TrackedChanges>) -> Result<Prepared, Problem> {
    let mut package = Package::read(bytes)?;
    let main = main_part(&package)?;
    let folder = main
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
        .to_owned();
    let part = |name: &str| format!("{folder}/{name}.xml");
    let mut remarks = lost::elsewhere(&package, &main)?;
    if let Some(found) = lost::tracked(&package, &folder)? {
        if changes.is_none() {
            return Err(Problem::unreadable(
                saying("problem.word-holds", args![found]),
                saying("problem.word-holds-hint", args![]),
            ));
        }
        remarks.push(Remark::of(saying("word.settled", args![]), found));
    }
    let changes = changes.unwrap_or(TrackedChanges::Accept);
    let styles_text = package.text(&part("styles"))?.unwrap_or(EMPTY).to_owned();
    let styles_xml = parse(&part("styles"), &styles_text)?;
    let styles = Styles::read(&styles_xml);
    let numbering_text = package
        .text(&part("numbering"))?
        .unwrap_or(EMPTY)
        .to_owned();
    let numbering_xml = parse(&part("numbering"), &numbering_text)?;
    let mut numbering = Numbering::read(&numbering_xml);
    let text = package.text(&main)?.unwrap_or_default().to_owned();
    let xml = parse(&main, &text)?;
    let mut body = Body {
        text: &text,
        changes,
        styles: &styles,
        numbering: &mut numbering,
        edits: Edits::default(),
        paragraphs: Vec::new(),
        remarks,
    };
    for paragraph in words(xml.root_element()).filter(|node| is(*node, "p")) {
        body.paragraph(paragraph);
    }
    let (edited, mut paragraphs, mut remarks) =
        (body.edits.apply(&text), body.paragraphs, body.remarks);
    lost::pictures(&xml, &mut remarks);
    for name in ["footnotes", "endnotes"] {
        if let Some(text) = package.text(&part(name))? {
            let xml = parse(&part(name), text)?;
            let notes = words(xml.root_element()).filter(|node| is(*node, "p"));
            paragraphs.extend(notes.map(|node| visible_text(node, changes)));
        }
    }
    lost::headers_and_footers(&package, &folder, changes, &mut remarks)?;
    // The numbering of a style stands at its paragraphs now.
    let mut of_styles = Edits::default();
    for node in
        words(styles_xml.root_element()).filter(|node| is(*node, "numPr") || is(*node, "ind"))
    {
        of_styles.remove(node);
    }
    if package.parts.contains_key(&part("styles")) {
        package
            .parts
            .insert(part("styles"), of_styles.apply(&styles_text).into_bytes());
    }
    if package.parts.contains_key(&part("numbering")) {
        let labels = labels_of_the_first_level(&numbering_xml).apply(&numbering_text);
        package.parts.insert(part("numbering"), labels.into_bytes());
    }
    package.parts.insert(main, edited.into_bytes());
    paragraphs.retain(|text| !text.trim().is_empty());
    Ok(Prepared {
        docx: package.pack()?,
        paragraphs,
        remarks,
    })
}

/// Pandoc knows the form of a label ("a)", "(1)") only where it is that of a first level.
fn labels_of_the_first_level(xml: &Document<'_>) -> Edits {
    let mut edits = Edits::default();
    for node in words(xml.root_element()).filter(|node| is(*node, "lvlText")) {
        let own = node
            .attributes()
            .find(|own| own.name() == "val")
            .filter(|own| own.value().matches('%').count() == 1);
        let Some(own) = own else { continue };
        let (before, after) = own.value().split_once('%').unwrap_or_default();
        let label = format!(
            "{}%1{}",
            escaped(before),
            escaped(after.trim_start_matches(|c: char| c.is_ascii_digit()))
        );
        edits.replace(own.range_value(), label.replace('"', "&quot;"));
    }
    edits
}

/// The part that holds the text.
fn main_part(package: &Package) -> Result<String, Problem> {
    let mut name = "word/document.xml".to_owned();
    if let Some(text) = package.text("_rels/.rels")? {
        let xml = parse("_rels/.rels", text)?;
        let texts = xml.descendants().filter(|node| {
            node.attribute("Type")
                .is_some_and(|of| of.ends_with("/relationships/officeDocument"))
        });
        let targets: Vec<&str> = texts.filter_map(|node| node.attribute("Target")).collect();
        if targets.len() > 1 {
            return Err(Problem::unreadable(
                saying(
                    "problem.word-several-texts",
                    args![names = targets.join(", ")],
                ),
                saying("problem.word-check-origin", args![]),
            ));
        }
        if let Some(target) = targets.first() {
            name = target.trim_start_matches('/').to_owned();
        }
    }
    if package.parts.contains_key(&name) {
        return Ok(name);
    }
    Err(Problem::unreadable(
        saying("problem.word-none", args![]),
        saying("problem.word-save-as", args![]),
    ))
}

struct Body<'b> {
    text: &'b str,
    changes: TrackedChanges,
    styles: &'b Styles,
    numbering: &'b mut Numbering,
    edits: Edits,
    paragraphs: Vec<String>,
    remarks: Vec<Remark>,
}

impl Body<'_> {
    fn paragraph(&mut self, node: Node<'_, '_>) {
        let properties = child(node, "pPr");
        let style = properties
            .and_then(|own| child(own, "pStyle"))
            .and_then(value);
        let text = visible_text(node, self.changes);
        let is_blank = text.trim().is_empty();
        for indent in properties
            .iter()
            .flat_map(|own| own.children())
            .filter(|own| is(*own, "ind"))
        {
            self.edits.remove(indent);
        }
        if self.styles.is_contents(style) {
            self.table_of_contents(node);
            return;
        }
        if is_blank && end_is_gone(node, self.changes) {
            return;
        }
        let own = NumberingOf::read(properties);
        let place = self.numbering.place(own, style, self.styles);
        let label = place
            .filter(|place| self.numbering.is_counted(*place))
            .map(|place| self.numbering.count(place));
        let is_heading = self.styles.heading(style).is_some();
        match (place, label) {
            (_, Some(label)) if is_heading => self.number_heading(node, &text, &label),
            (Some(place), Some(label)) if self.numbering.is_composite(place.list) => {
                self.set_list(node, None);
                if is_blank {
                    let reason = saying("word.empty-paragraph", args![]);
                    self.remarks.push(Remark::new(reason, label));
                } else {
                    self.type_label(node, &label);
                }
            }
            (place, _) if !is_heading => self.set_list(node, place),
            _ => {}
        }
        self.paragraphs.push(text);
    }

    fn number_heading(&mut self, node: Node<'_, '_>, text: &str, label: &str) {
        let text = text.trim();
        if text.is_empty() {
            let reason = saying("word.empty-heading", args![]);
            self.remarks.push(Remark::new(reason, label));
            return;
        }
        if let (Some(typed), _) = heading::split(text) {
            if typed != label.trim_end_matches('.') {
                self.remarks.push(Remark::of(
                    saying("word.typed-number", args![]),
                    saying("word.automatic", args![text, label]),
                ));
            }
            return;
        }
        // The full stop after a number goes where the number is known without it.
        let bare = label.trim_end_matches('.');
        let is_known = heading::split(&format!("{bare} {text}")).0.as_deref() == Some(bare);
        self.type_label(node, if is_known { bare } else { label });
    }

    /// Writes `label` before the text of the paragraph.
    fn type_label(&mut self, node: Node<'_, '_>, label: &str) {
        let Some(prefix) = prefix(self.text, node) else {
            return;
        };
        let at = child(node, "pPr")
            .map(|own| own.range().end)
            .or_else(|| Some(node.first_child()?.range().start));
        if let Some(at) = at {
            let label = escaped(label);
            self.edits.insert(
                at,
                format!(
                    "<{prefix}r><{prefix}t xml:space=\"preserve\">{label} </{prefix}t></{prefix}r>"
                ),
            );
        }
    }

    /// States the list of the paragraph at the paragraph itself, or takes it away.
    fn set_list(&mut self, node: Node<'_, '_>, place: Option<Place>) {
        let properties = child(node, "pPr");
        let stated = properties.and_then(|own| child(own, "numPr"));
        if let Some(stated) = stated {
            self.edits.remove(stated);
        }
        let (Some(place), Some(prefix)) = (place, prefix(self.text, node)) else {
            return;
        };
        let list = format!(
            "<{prefix}numPr><{prefix}ilvl {prefix}val=\"{}\"/><{prefix}numId {prefix}val=\"{}\"/></{prefix}numPr>",
            place.level, place.list
        );
        match properties {
            Some(own) => match own.first_element_child() {
                Some(first) => self.edits.insert(first.range().start, list),
                None => self
                    .edits
                    .replace(own.range(), format!("<{prefix}pPr>{list}</{prefix}pPr>")),
            },
            None => {
                if let Some(first) = node.first_child() {
                    self.edits.insert(
                        first.range().start,
                        format!("<{prefix}pPr>{list}</{prefix}pPr>"),
                    );
                }
            }
        }
    }

    /// Takes the runs of a line of a table of contents away, but not those that begin or end a
    /// field.
    fn table_of_contents(&mut self, node: Node<'_, '_>) {
        let reason = saying("word.contents", args![]);
        if !self.remarks.iter().any(|own| own.reason == reason) {
            let line = visible_text(node, self.changes);
            self.remarks.push(Remark::new(reason, line.trim()));
        }
        for run in words(node).filter(|own| is(*own, "r")) {
            if !words(run).any(|own| is(own, "fldChar") || is(own, "instrText")) {
                self.edits.remove(run);
            }
        }
    }
}

/// The prefix of the format in `text` as `node` has it: `w:`, or nothing.
fn prefix<'t>(text: &'t str, node: Node<'_, '_>) -> Option<&'t str> {
    let tag = text.get(node.range())?.strip_prefix('<')?;
    let name = &tag[..tag.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?];
    Some(name.find(':').map_or("", |at| &name[..=at]))
}
