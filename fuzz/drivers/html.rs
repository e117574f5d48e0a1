//! A walk over HTML of ours that accepts nothing but what we mean to write: known elements, closed
//! in the order of their opening, known attributes, harmless addresses, no script of a text.

const ELEMENTS: &[&str] = &[
    "a",
    "blockquote",
    "body",
    "br",
    "caption",
    "circle",
    "code",
    "dd",
    "del",
    "desc",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "input",
    "ins",
    "label",
    "legend",
    "li",
    "line",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "path",
    "pre",
    "rect",
    "s",
    "script",
    "section",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "ul",
];

const VOID: &[&str] = &["br", "hr", "input", "link", "meta"];

const ATTRIBUTES: &[&str] = &[
    "aria-current",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "aria-level",
    "autocomplete",
    "charset",
    "checked",
    "class",
    "colspan",
    "content",
    "cx",
    "cy",
    "d",
    "data-count",
    "data-none",
    "datetime",
    "defer",
    "disabled",
    "for",
    "height",
    "hidden",
    "http-equiv",
    "href",
    "id",
    "lang",
    "name",
    "open",
    "r",
    "rel",
    "role",
    "scope",
    "src",
    "start",
    "style",
    "tabindex",
    "title",
    "type",
    "value",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// Asserts that `html`, a whole page or a part of one, holds nothing but what we mean to write.
pub(super) fn walk(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(next) = html[at..].find('<') {
        let start = at + next;
        let rest = &html[start + 1..];
        at = start + 1;
        if start == 0 && (rest.starts_with("!doctype html>") || rest.starts_with("!DOCTYPE html>"))
        {
            continue;
        }
        if let Some(name) = rest.strip_prefix('/') {
            let name = name.split('>').next().unwrap_or_default();
            assert_eq!(
                open.pop(),
                Some(name),
                "closed out of order: {:?}",
                around(html, start)
            );
            continue;
        }
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let name = &rest[..length];
        assert!(
            ELEMENTS.contains(&name),
            "an unknown element: {:?}",
            around(html, start)
        );
        let (end, closed) = attributes(html, start + 1 + length, name);
        at = end;
        if !closed && !VOID.contains(&name) {
            open.push(name);
        }
        if name == "script" || name == "style" {
            let close = format!("</{name}>");
            let content = html[at..]
                .find(&close)
                .unwrap_or_else(|| panic!("an open {name}"));
            assert!(
                name == "style" || content == 0,
                "a script: {:?}",
                around(html, start)
            );
            at += content;
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
}

/// Asserts that `text` names what it would hide.
pub(super) fn hides_nothing(text: &str) {
    if let Some(at) = text.find(is_hidden) {
        panic!("a hidden character in {:?}", around(text, at));
    }
}

/// Reads the attributes from `at` to the end of the tag; whether it closes itself.
fn attributes(html: &str, mut at: usize, element: &str) -> (usize, bool) {
    let begun = at;
    let mut has_source = false;
    loop {
        let rest = html[at..].trim_start();
        at = html.len() - rest.len();
        if rest.starts_with('>') {
            assert!(element != "script" || has_source, "a script without source");
            return (at + 1, false);
        }
        if rest.starts_with("/>") {
            return (at + 2, true);
        }
        let length = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
            .unwrap_or(rest.len());
        let name = &rest[..length];
        assert!(
            ATTRIBUTES.contains(&name),
            "an unknown attribute: {:?}",
            around(html, begun)
        );
        at += length;
        let Some(rest) = html[at..].strip_prefix("=\"") else {
            continue;
        };
        let length = rest
            .find('"')
            .unwrap_or_else(|| panic!("an open attribute: {:?}", around(html, begun)));
        let value = &rest[..length];
        at += 2 + length + 1;
        assert!(
            !value.contains('<'),
            "markup in an attribute: {:?}",
            around(html, begun)
        );
        match name {
            "href" | "src" => address(value),
            "style" => assert!(
                element == "body" || value.starts_with("text-align: "),
                "a style: {value:?}"
            ),
            _ => {}
        }
        has_source |= name == "src";
    }
}

/// Asserts that an address is one of our own or leads to the web, a mailbox or a telephone.
fn address(address: &str) {
    let plain = address
        .replace("&amp;", "&")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .to_lowercase();
    assert!(
        !plain.starts_with("//") && !plain.contains('\\'),
        "an address of another site: {plain:?}"
    );
    assert!(
        !plain.chars().any(|c| c.is_control()),
        "a control character in {plain:?}"
    );
    if let Some((scheme, _)) = plain
        .split_once(':')
        .filter(|(scheme, _)| !scheme.contains(['/', '?', '#']))
    {
        let known = ["http", "https", "mailto", "tel", "webcal"];
        assert!(
            known.contains(&scheme),
            "a scheme that does something: {plain:?}"
        );
    }
}

/// What alters the text that a reader sees and is not seen itself.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
        || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn around(text: &str, at: usize) -> &str {
    let start = (at.saturating_sub(60)..=at)
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(at);
    let end = (at..text.len().min(at + 100))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(at);
    &text[start..end.max(start)]
}
