//! What the Markdown will not hold of a Word file: tracked changes and comments, pictures, headers
//! and footers, and what stands in other files. It is counted or quoted, never passed over.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::package::{self, Package};
use super::paragraph::{is, visible_text, words};
use super::{Remark, TrackedChanges};
use crate::args;
use crate::problem::Problem;
use crate::words::{Text, Value, saying};

/// Refuses a text of which a part stands in another document, and tells of what else stands in
/// other files.
pub(super) fn elsewhere(package: &Package, main: &str) -> Result<Vec<Remark>, Problem> {
    let text = package.text(main)?.unwrap_or_default();
    let xml = package::parse(main, text)?;
    let other = xml
        .descendants()
        .find(|node| is(*node, "altChunk") || is(*node, "subDoc"));
    if let Some(other) = other {
        return Err(Problem::unreadable(
            saying(
                "problem.word-elsewhere",
                args![name = other.tag_name().name().to_string()],
            ),
            saying("problem.word-elsewhere-hint", args![]),
        ));
    }
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", main));
    let relations = format!("{folder}/_rels/{name}.rels");
    let Some(text) = package.text(relations.trim_start_matches('/'))? else {
        return Ok(Vec::new());
    };
    let xml = package::parse(&relations, text)?;
    let outside = xml.descendants().filter(|node| {
        node.attribute("TargetMode") == Some("External")
            && node
                .attribute("Type")
                .is_some_and(|of| !of.ends_with("/hyperlink"))
    });
    let targets = outside.filter_map(|node| node.attribute("Target"));
    Ok(targets
        .map(|target| Remark::new(saying("word.other-file", args![]), target))
        .collect())
}

/// How many tracked changes and comments there are, in words.
pub(super) fn tracked(package: &Package, folder: &str) -> Result<Option<Text>, Problem> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in package
        .parts
        .iter()
        .filter(|(name, _)| name.starts_with(folder) && name.ends_with(".xml"))
    {
        let is_text = ["document", "footnotes", "endnotes", "header", "footer"];
        if !is_text.iter().any(|kind| {
            name[folder.len()..]
                .trim_start_matches('/')
                .starts_with(kind)
        }) {
            continue;
        }
        let xml = package::parse(name, package.text(name)?.unwrap_or(package::EMPTY))?;
        for node in words(xml.root_element()) {
            let kind = match node.tag_name().name() {
                "ins" | "cellIns" => "insertion",
                "del" | "cellDel" | "cellMerge" => "deletion",
                "moveFrom" => "move",
                "commentReference" => "comment",
                _ => continue,
            };
            *counts.entry(kind).or_default() += 1;
        }
    }
    let of = |kind: &str| counts.get(kind).copied();
    let found = [
        of("insertion").map(|n| saying("word.insertions", args![n])),
        of("deletion").map(|n| saying("word.deletions", args![n])),
        of("move").map(|n| saying("word.moves", args![n])),
        of("comment").map(|n| saying("word.comments", args![n])),
    ];
    let counts: Vec<Value<'_>> = found.into_iter().flatten().map(Value::Said).collect();
    let counted = || saying("word.tracked", args![counts = Value::List(counts.clone())]);
    Ok((!counts.is_empty()).then(counted))
}

/// Counts the pictures in the text.
pub(super) fn pictures(xml: &Document<'_>, remarks: &mut Vec<Remark>) {
    let is_picture =
        |node: &Node<'_, '_>| matches!(node.tag_name().name(), "blip" | "imagedata" | "OLEObject");
    let count = xml.descendants().filter(is_picture).count();
    if count > 0 {
        let reason = saying("word.pictures", args![]);
        remarks.push(Remark::new(reason, count.to_string()));
    }
}

/// Quotes what stands above and below each page.
pub(super) fn headers_and_footers(
    package: &Package,
    folder: &str,
    changes: TrackedChanges,
    remarks: &mut Vec<Remark>,
) -> Result<(), Problem> {
    for name in package.parts.keys() {
        let Some(own) = name
            .strip_prefix(folder)
            .map(|own| own.trim_start_matches('/'))
        else {
            continue;
        };
        if !(own.starts_with("header") || own.starts_with("footer")) || !own.ends_with(".xml") {
            continue;
        }
        let xml = package::parse(name, package.text(name)?.unwrap_or(package::EMPTY))?;
        let lines = words(xml.root_element()).filter(|node| is(*node, "p"));
        let lines: Vec<String> = lines
            .map(|node| visible_text(node, changes).trim().to_owned())
            .collect();
        let text = lines
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" / ");
        let remark = Remark::new(saying("word.headers", args![]), text.as_str());
        if !text.is_empty() && !remarks.iter().any(|known| known.about == remark.about) {
            remarks.push(remark);
        }
    }
    Ok(())
}
