//! A contract's Markdown: whatever it holds, its HTML can only be read.

use avtalslogg::parse::front_matter::body_start;
use avtalslogg::parse::sections::read;
use avtalslogg::render::markdown::{Showing, bodies, page, web_address};

use super::html::{hides_nothing, walk};

/// Shows a text as a document and as a page of the site's own.
pub(super) fn run(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let start = body_start(&text);
    let tree = read(&text, start);
    let resolve = |address: &str| address.strip_suffix(".md").map(|id| format!("../{id}/"));
    let showing = Showing {
        prefix: "v1-",
        table: "Tabell",
        resolve: &resolve,
    };
    let shown = bodies(&text, start, &tree, showing);
    assert_eq!(
        shown.len(),
        tree.sections.len(),
        "a section without its text"
    );
    for body in &shown {
        walk(body);
        hides_nothing(body);
    }
    assert_eq!(
        shown,
        bodies(&text, start, &tree, showing),
        "the same text gives other HTML"
    );
    walk(&page(&text, showing));
    for line in text.lines().filter(|line| line.len() < 200) {
        if let Some(address) = web_address(line) {
            assert!(
                address.to_ascii_lowercase().starts_with("http"),
                "no web address: {address:?}"
            );
        }
    }
}
