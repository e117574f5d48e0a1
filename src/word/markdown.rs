//! Pandoc's document tree as contract Markdown: what our reader reads is what stood in the Word
//! file.

mod blocks;
mod escape;
mod inlines;
mod tables;

use serde_json::Value;

use blocks::Writer;

use crate::args;
use crate::problem::Problem;
use crate::word::Remark;
use crate::words::saying;

/// A document in Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Markdown {
    /// The title that the document has of itself.
    pub title: Option<String>,
    /// The text, its title as the first heading.
    pub text: String,
    /// What it shows otherwise than Word: a reason, and what it is about.
    pub remarks: Vec<Remark>,
}

/// What pandoc takes out of the text and keeps beside it, in the order in which it stands in the
/// file.
const BESIDE: [&str; 4] = ["subtitle", "author", "date", "abstract"];

/// Writes the tree `json`, as `pandoc --to json` gives it. `title` heads a document that has no
/// title of its own.
///
/// # Errors
/// When it is no such tree, or that of an unknown version of pandoc.
pub fn write(json: &[u8], title: &str) -> Result<Markdown, Problem> {
    let unknown = || {
        Problem::unreadable(
            saying("problem.pandoc-form", args![]),
            saying("problem.pandoc-form-hint", args![]),
        )
    };
    let tree: Value = serde_json::from_slice(json).map_err(|_| unknown())?;
    let version = tree["pandoc-api-version"].as_array().ok_or_else(unknown)?;
    // Tables have their present form since 1.21.
    let number = |at: usize| version.get(at).and_then(Value::as_u64).unwrap_or(0);
    if number(0) != 1 || number(1) < 21 {
        return Err(unknown());
    }
    let blocks = tree["blocks"].as_array().ok_or_else(unknown)?;
    let own = inlines::plain(meta(&tree, "title"));
    let own = Some(own.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|own| !own.is_empty());
    let headings: Vec<(u64, String)> = blocks
        .iter()
        .filter(|block| block["t"] == "Header")
        .filter_map(blocks::heading)
        .collect();
    let alone = headings.iter().filter(|(level, _)| *level == 1).count() == 1;
    let first = headings.first().filter(|(level, text)| {
        *level == 1 && alone && crate::parse::heading::split(text).0.is_none()
    });
    let stands = first.filter(|(_, text)| own.as_ref().is_none_or(|own| own == text));
    let title_of_its_own = own.clone().or_else(|| stands.map(|(_, text)| text.clone()));
    // Below a title that stands beside the text, its sections begin with the second level.
    let mut writer = Writer::new(if stands.is_some() { 0 } else { 1 });
    if stands.is_none() {
        writer.heading_line(
            1,
            &escape::line(title_of_its_own.as_deref().unwrap_or(title)),
        );
    }
    for key in BESIDE {
        writer.beside(meta(&tree, key));
    }
    writer.blocks(blocks);
    Ok(Markdown {
        title: title_of_its_own,
        text: writer.finish(),
        remarks: writer.remarks,
    })
}

fn meta<'t>(tree: &'t Value, key: &str) -> &'t Value {
    &tree["meta"][key]["c"]
}
