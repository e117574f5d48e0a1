//! The layers of the crate: a lower one never names a higher one, in whatever way Rust lets it be
//! written. The sources are parsed, so that `use crate::{model, render};`, `use
//! super::super::render`, a path in an expression and one inside a macro count alike. Unit tests
//! may use any layer.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree};

/// Low to high. The last five form the edge.
const LAYERS: [&str; 24] = [
    "harmless",
    "model",
    "words",
    "problem",
    "parse",
    "lexicon",
    "diff",
    "terms",
    "classify",
    "dates",
    "changelog",
    "consolidate",
    "chronicle",
    "parties",
    "check",
    "review",
    "render",
    "word",
    "author",
    "files",
    "git",
    "pandoc",
    "cli",
    "library",
];

fn sources(folder: &Path, out: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("source text");
            out.push((path.to_string_lossy().replace('\\', "/"), text));
        }
    }
}

/// The top modules that a source names; `module` is the path of its own module below the crate.
fn named(text: &str, module: &[String]) -> BTreeSet<String> {
    let file = syn::parse_file(text).expect("Rust");
    let mut names = Names {
        module: module.to_vec(),
        found: BTreeSet::new(),
    };
    names.visit_file(&file);
    names.found
}

struct Names {
    module: Vec<String>,
    found: BTreeSet<String>,
}

impl Names {
    /// Takes the path `parts` as it is written: from the crate, from above, or from here.
    fn path(&mut self, parts: &[String]) {
        let mut at: Vec<String> = match parts.first().map(String::as_str) {
            Some("crate") => Vec::new(),
            Some("super" | "self") => self.module.clone(),
            _ => return,
        };
        for part in parts {
            match part.as_str() {
                "crate" | "self" => {}
                "super" => {
                    at.pop();
                }
                name => at.push(name.to_owned()),
            }
        }
        self.found.extend(at.into_iter().next());
    }

    fn tree(&mut self, tree: &UseTree, before: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.tree(&path.tree, before);
                before.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|item| self.tree(item, before)),
            UseTree::Name(name) => self.leaf(&name.ident.to_string(), before),
            UseTree::Rename(name) => self.leaf(&name.ident.to_string(), before),
            UseTree::Glob(_) => self.path(before),
        }
    }

    fn leaf(&mut self, name: &str, before: &mut Vec<String>) {
        before.push(name.to_owned());
        self.path(before);
        before.pop();
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|condition| condition.is_ident("test"))
    })
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Mod(module) => &module.attrs,
            Item::Fn(function) => &function.attrs,
            Item::Use(own) => &own.attrs,
            Item::Impl(own) => &own.attrs,
            _ => return visit::visit_item(self, item),
        };
        if is_test(attributes) {
            return;
        }
        match item {
            Item::Mod(module) => {
                self.module.push(module.ident.to_string());
                visit::visit_item(self, item);
                self.module.pop();
            }
            _ => visit::visit_item(self, item),
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&item.tree, &mut Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        self.path(&parts);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, own: &'ast syn::Macro) {
        // Tokens of a macro are no paths yet: each run of names joined by `::` is read as one.
        let words: Vec<String> = own
            .tokens
            .to_string()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let text = words.concat();
        for (at, _) in text.match_indices("crate::") {
            let rest = &text[at..];
            let end =
                rest.find(|sign: char| !(sign.is_alphanumeric() || sign == '_' || sign == ':'));
            let parts: Vec<String> = rest[..end.unwrap_or(rest.len())]
                .split("::")
                .map(str::to_owned)
                .collect();
            self.path(&parts);
        }
        visit::visit_macro(self, own);
    }
}

#[test]
fn a_lower_layer_never_names_a_higher_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    for (at, layer) in LAYERS.iter().enumerate() {
        let mut files = Vec::new();
        sources(&root.join(layer), &mut files);
        assert!(!files.is_empty(), "the layer {layer} is gone");
        for (path, text) in files {
            let own = path
                .split("/src/")
                .last()
                .and_then(|own| own.strip_suffix(".rs"))
                .expect("a source");
            let module: Vec<String> = own
                .trim_end_matches("/mod")
                .split('/')
                .map(str::to_owned)
                .collect();
            let named = named(&text, &module);
            let higher = LAYERS[at + 1..]
                .iter()
                .filter(|higher| named.contains(**higher));
            broken.extend(higher.map(|higher| format!("{path} names {higher}")));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_way_to_name_a_layer_is_seen_but_those_of_tests() {
    let module = ["parse".to_owned(), "yaml".to_owned()];
    let sees = |text: &str| named(text, &module).contains("render");
    for text in [
        "use crate::render::log;",
        "use crate::{model, render};",
        "use crate::{model::span, render::{log, show as seen}};",
        "use super::super::render::log;",
        "fn a() { crate::render::log::text(); }",
        "fn a() -> Vec<crate::render::Html> { Vec::new() }",
        "fn a() { format!(\"{}\", crate::render::log::text()); }",
        "#[cfg(test)] mod tests {} use crate::render::log;",
        "mod inner { use super::super::super::render; }",
    ] {
        assert!(sees(text), "{text}");
    }
    for text in [
        "use crate::model::render;",
        "use super::render;",
        "fn render() { render(); }",
        "#[cfg(test)] mod tests { use crate::render::log; }",
        "// crate::render\nfn a() {}",
    ] {
        assert!(!sees(text), "{text}");
    }
}

#[test]
fn every_folder_of_the_source_is_a_layer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(root).expect("src is readable") {
        let entry = entry.expect("an entry");
        if entry.path().is_dir() {
            let name = entry.file_name().to_string_lossy().into_owned();
            assert!(
                LAYERS.contains(&name.as_str()),
                "{name} has no place among the layers"
            );
        }
    }
}
