//! The page of 2022 as a reader sees it: words only, folds closed. Read it when it changes.

use scraper::ElementRef;

use super::site::{all, our_contracts, page, site};

/// The words of `element`, one line per block, without what is folded.
fn lines(element: ElementRef<'_>, out: &mut String) {
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            let text = text.replace('\n', " ");
            let kept = if out.ends_with(['\n', ' ']) {
                text.trim_start()
            } else {
                &text
            };
            out.push_str(kept);
        } else if let Some(child) = ElementRef::wrap(child) {
            let name = child.value().name();
            if name == "details" || child.value().attr("class") == Some("lank") {
                continue;
            }
            let block = matches!(name, "p" | "li" | "h1" | "h2" | "h3" | "h4" | "div" | "ul");
            if block && !out.ends_with('\n') {
                out.push('\n');
            }
            if name.starts_with('h') && name.len() == 2 {
                out.push_str(&"#".repeat(usize::from(name.as_bytes()[1] - b'0')));
                out.push(' ');
            }
            lines(child, out);
        }
    }
}

#[test]
fn the_page_of_2022() {
    let files = site(&our_contracts(), "2022-12-31");
    let page = page(&files, "andringar/2022/index.html");
    let mut text = String::new();
    lines(all(page.root_element(), "main")[0], &mut text);
    let text: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    insta::assert_snapshot!(text.join("\n").replace('\u{a0}', "~"));
}
