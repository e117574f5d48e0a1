//! What a page is called: its title says what its heading says, in whatever words.

use super::site::{all, few_contracts, our_contracts, pages, site, words};
use avtalslogg::words::{SV, catalogue};

/// A title begins with the heading, and says after it what the page is a part of and who publishes.
fn assert_titles_begin_with_their_headings(files: &avtalslogg::render::site::SiteFiles) {
    for (path, page) in pages(files) {
        let root = page.root_element();
        let plain = |text: String| text.replace('\u{ad}', "");
        let title = plain(words(all(root, "title")[0]));
        let headings = all(root, "h1");
        assert_eq!(headings.len(), 1, "{path}");
        let heading = plain(words(headings[0]));
        assert!(
            title.starts_with(&format!("{heading} – ")),
            "{path}: the title is “{title}” and the heading “{heading}”"
        );
    }
}

#[test]
fn the_title_of_every_page_begins_with_its_heading() {
    assert_titles_begin_with_their_headings(&site(&our_contracts(), "2022-12-31"));
}

#[test]
fn a_heading_in_words_of_its_own_is_also_the_title() {
    let mut own = String::new();
    for name in catalogue::read(SV).0.keys() {
        let (group, message) = name.split_once('.').expect("a group");
        let arguments: String = avtalslogg::words::Words::arguments(name)
            .iter()
            .map(|argument| format!(" {{{argument}}}"))
            .collect();
        own.push_str(&format!("[{group}]\n{message} = Egna ord{arguments}\n"));
    }
    let mut snapshot = few_contracts();
    snapshot.insert("templates/words.sv.txt", own.into_bytes());
    let files = site(&snapshot, "2022-12-31");
    assert_titles_begin_with_their_headings(&files);
    let years = files.get("andringar/index.html").expect("the years");
    assert!(String::from_utf8_lossy(years).contains("<h1>Egna ord</h1>"));
}
