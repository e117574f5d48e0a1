//! What a review looks like: within the limits of a comment, whole, and inert whatever stands in
//! the texts.

use std::path::Path;

use avtalslogg::files::read;
use avtalslogg::model::digest;
use avtalslogg::model::finding::Language;
use avtalslogg::model::snapshot::{Listing, Snapshot};
use avtalslogg::parse::dates;
use avtalslogg::render::review::view::{ReviewView, RevisionView};
use avtalslogg::render::review::{self, Format, Frame, MARKER};
use avtalslogg::render::site;
use avtalslogg::review::{Part, Review, Touched};
use pulldown_cmark::{Event, Options, Parser, Tag};
use scraper::{Html, Selector};

/// The most characters that a forge takes in one comment.
const FORGE_LIMIT: usize = 65_536;

fn listing(snapshot: &Snapshot) -> Listing {
    snapshot
        .iter()
        .map(|(path, bytes)| (path.to_owned(), digest::of(bytes)))
        .collect()
}

fn viewed(base: &Snapshot, head: &Snapshot) -> ReviewView {
    let (old, new) = (listing(base), listing(head));
    let touched = Touched::between(&old, &new);
    let (base, head) = (
        Part::read(base, &old, &touched),
        Part::read(head, &new, &touched),
    );
    let on = dates::iso("2023-01-01").expect("a day");
    let review = Review::of(&base, &head, &touched, "0123456789ab", on);
    let previews =
        site::previews(&head, &review.ids(), on, &review.releases()).expect("sound templates");
    let revision = |name: &str| RevisionView {
        name: name.to_owned(),
        commit: None,
    };
    let frame = Frame {
        base: revision("main"),
        head: revision(""),
        since: None,
        color: false,
        width: 100,
    };
    review::view(&review, &frame, previews).expect("sound templates")
}

fn rendered(view: &ReviewView, format: Format) -> String {
    review::render(view, Language::Sv, format, "")
}

fn our_contracts() -> Snapshot {
    let all =
        read::snapshot(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("our contracts can be read");
    all.iter()
        .filter(|(path, _)| !path.starts_with("templates/"))
        .map(|(path, bytes)| (path, bytes.to_vec()))
        .collect()
}

/// `count` documents; with `revised` each has a draft in which `words` stand.
fn many(count: usize, revised: Option<&str>) -> Snapshot {
    let mut snapshot = Snapshot::new();
    for at in 1..=count {
        let text = |front: &str, words: &str| {
            let body = "En mening som fyller ut ett avsnitt i ett avtal om en tjänst. ".repeat(8);
            format!(
                "---\nid: d-{at}\ntitle: Dokument nummer {at}\n{front}---\n# Dokument\n\n## 1 Avgift\n\nAvgiften är {words} kr.\n\n{body}\n\n## 2 Övrigt\n\n{body}\n"
            )
        };
        let old = text(
            "version: \"1.0\"\npublished: 2022-01-10\neffective: 2022-01-10\n",
            "100",
        );
        match revised {
            None => snapshot.insert(format!("contracts/d-{at}.md"), old.into_bytes()),
            Some(words) => {
                snapshot.insert(format!("contracts/archive/d-{at}/1.0.md"), old.into_bytes());
                snapshot.insert(
                    format!("contracts/d-{at}.md"),
                    text("version: \"2.0\"\n", words).into_bytes(),
                );
            }
        }
    }
    snapshot
}

fn options() -> Options {
    Options::all()
}

/// What a reader of the comment sees, spaces without width taken out. Fails where something became
/// markup that we did not write.
#[track_caller]
fn read_comment(comment: &str) -> String {
    let mut seen = String::new();
    for event in Parser::new_ext(comment, options()) {
        match event {
            Event::Text(text) => seen.push_str(&text),
            Event::Html(html) | Event::InlineHtml(html) => seen.push_str(&read_markup(&html)),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => seen.push('\n'),
            Event::Start(
                Tag::Link { .. }
                | Tag::Image { .. }
                | Tag::CodeBlock(_)
                | Tag::FootnoteDefinition(_)
                | Tag::BlockQuote(Some(_)),
            )
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => panic!("{event:?} in\n{comment}"),
            Event::Start(_) | Event::Rule => {}
        }
    }
    seen.replace('\u{200b}', "")
}

/// The text of markup that consists of our own tags.
#[track_caller]
fn read_markup(html: &str) -> String {
    const TAGS: [&str; 14] = [
        "<details>",
        "<details open>",
        "</details>",
        "<summary>",
        "</summary>",
        "<strong>",
        "</strong>",
        "<ins>",
        "</ins>",
        "<del>",
        "</del>",
        "<code>",
        "</code>",
        "<br>",
    ];
    let mut text = html
        .replace(MARKER, "")
        .replace("<em>", "")
        .replace("</em>", "");
    for tag in TAGS {
        text = text.replace(tag, "");
    }
    assert!(!text.contains(['<', '>']), "{html}");
    Html::parse_fragment(&text).root_element().text().collect()
}

/// Every fold is closed, in the order in which it was opened.
#[track_caller]
fn folds(comment: &str) -> usize {
    let mut open = 0_usize;
    for line in comment.lines() {
        if line.starts_with("<details") {
            open += 1;
        }
        if line == "</details>" {
            open = open.checked_sub(1).expect("a fold that was opened");
        }
    }
    assert_eq!(open, 0, "a fold stays open");
    comment.matches("<details").count()
}

#[track_caller]
fn names_all(comment: &str, view: &ReviewView) {
    let seen = read_comment(comment);
    for document in &view.documents {
        assert!(
            seen.contains(&document.title) || seen.contains(&document.id),
            "{} is not named",
            document.id
        );
    }
}

#[test]
fn the_whole_of_our_contracts_fits_into_one_comment() {
    let view = viewed(&Snapshot::new(), &our_contracts());
    assert!(view.documents.len() > 20);
    let comment = rendered(&view, Format::Markdown);
    assert!(comment.len() < FORGE_LIMIT, "{} bytes", comment.len());
    assert!(comment.starts_with(&format!("{MARKER}\n")));
    assert!(folds(&comment) > 0);
    names_all(&comment, &view);
    assert!(
        comment.contains("dokument är hopfällda") && comment.contains("--format html"),
        "{comment}"
    );
}

#[test]
fn two_hundred_changed_documents_fit_into_one_comment() {
    let view = viewed(&many(200, None), &many(200, Some("120")));
    assert_eq!(view.documents.len(), 200);
    let comment = rendered(&view, Format::Markdown);
    assert!(comment.len() < FORGE_LIMIT, "{} bytes", comment.len());
    let shown = folds(&comment);
    assert!(shown > 10, "only {shown} documents are shown");
    names_all(&comment, &view);
    assert!(
        comment.contains("ryms inte och står bara med namn"),
        "{comment}"
    );
}

#[test]
fn of_two_thousand_documents_each_is_still_named() {
    let view = viewed(&many(2_000, None), &many(2_000, Some("120")));
    let comment = rendered(&view, Format::Markdown);
    assert!(comment.len() < FORGE_LIMIT, "{} bytes", comment.len());
    let seen = read_comment(&comment);
    assert!(seen.contains("d-1,") && seen.contains("d-2000"), "{seen}");
}

#[test]
fn a_document_is_shown_whole_or_not_at_all() {
    let long = "ett ord till ".repeat(7_700);
    let mut head = many(2, Some("120"));
    let text = head.text("contracts/d-1.md").expect("a text");
    head.insert("contracts/d-1.md", text.replace("120", &long).into_bytes());
    let view = viewed(&many(2, None), &head);
    let comment = rendered(&view, Format::Markdown);
    assert!(comment.len() < FORGE_LIMIT);
    names_all(&comment, &view);
    assert!(
        !comment.contains("ett ord till") && comment.contains("1 dokument ryms inte"),
        "{comment}"
    );
    // Where there is room, all of it stands.
    let page = rendered(&view, Format::Html);
    assert!(page.contains(long.trim()), "the page leaves something out");
}

/// Texts that a forge, a browser or a terminal would make something of.
const HOSTILE: [&str; 16] = [
    "@everyone",
    "#1 GH-1 org/repo#1",
    "</details>",
    "</summary></details><details open>",
    "```` ~~~~ ```",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[länk](javascript:alert(1))",
    "![bild](https://example.org/x.png)",
    "https://example.org/x www.example.org user@example.org",
    "\u{202e}001\u{202c} kr \u{2066}x\u{2069}",
    "<!-- --> &lt;b&gt; &amp;",
    "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef 0123456",
    ":tada: :+1: $x$ ^[not] [^1]",
    "| a | b | - [ ] 1. 2) + - = # *x* _y_ ~~z~~",
    "::error::x %0A::set-output name=x::y",
];

/// A repository in which the hostile texts stand everywhere: titles, headings, paragraphs, points,
/// tables, code, notes, reasons, addresses, and in old and new words.
fn hostile() -> (Snapshot, Snapshot) {
    let (mut base, mut head) = (Snapshot::new(), Snapshot::new());
    for (at, text) in HOSTILE.iter().enumerate() {
        let quoted = serde_json::to_string(text).expect("a string");
        let document = |front: &str, words: &str| {
            format!(
                "---\nid: h-{at}\ntitle: {quoted}\n{front}---\n# {text}\n\n## 1 Avgift {text}\n\nAvgiften {words} kr {text}.\n\n1. {text} {words}\n2. x\n\n| A | B |\n|---|---|\n| {words} | {} |\n\n````\n{words} {text}\n````\n\n## 2 {text} {words}\n\n> {words} {text}\n\n## 3\n\n{}\n",
                text.replace('|', "\\|"),
                if words == "gamla" { "Ett." } else { "Två." },
            )
        };
        let old = document(
            "version: \"1.0\"\npublished: 2022-01-10\neffective: 2022-01-10\n",
            "gamla",
        );
        base.insert(format!("contracts/h-{at}.md"), old.clone().into_bytes());
        head.insert(format!("contracts/archive/h-{at}/1.0.md"), old.into_bytes());
        let new = document(&format!("version: \"2.0\"\nservice: {quoted}\n"), "nya");
        head.insert(format!("contracts/h-{at}.md"), new.into_bytes());
        let record = format!(
            "document: h-{at}\nversion: \"2.0\"\nchanges:\n  - id: e-{at}\n    sections: [\"1\", {quoted}]\n    materiality: editorial\n    reason: {quoted}\n    note: {quoted}\n    purpose: {quoted}\n    action: {quoted}\n    affects: [{quoted}]\n"
        );
        head.insert(format!("changelog/h-{at}/2.0.yaml"), record.into_bytes());
    }
    head.insert("contracts/<b>@all #2.txt", b"x".to_vec());
    (base, head)
}

/// One document of the hostile ones.
fn one_hostile(at: usize) -> ReviewView {
    let (base, head) = hostile();
    let of = |snapshot: &Snapshot| -> Snapshot {
        let own = |path: &str| {
            path.contains(&format!("/h-{at}/"))
                || path.contains(&format!("/h-{at}."))
                || path.contains("@all")
        };
        snapshot
            .iter()
            .filter(|(path, _)| own(path))
            .map(|(path, bytes)| (path, bytes.to_vec()))
            .collect()
    };
    viewed(&of(&base), &of(&head))
}

/// A text as a reader sees it: with hidden characters by name.
fn as_seen(text: &str) -> String {
    let name = |c: char| match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => format!("[U+{:04X}]", u32::from(c)),
        c => c.to_string(),
    };
    text.chars().map(name).collect()
}

#[test]
fn hostile_texts_show_themselves_in_a_comment() {
    for (at, text) in HOSTILE.iter().enumerate() {
        let view = one_hostile(at);
        let comment = rendered(&view, Format::Markdown);
        folds(&comment);
        let seen = read_comment(&comment);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            words(&seen).contains(&words(&as_seen(text))),
            "{text:?} does not show itself in\n{comment}"
        );
        // What a forge looks for in the text that is left: nothing of it is there before our own
        // breaks are taken out.
        let raw: String = Parser::new_ext(&comment, options())
            .map(|event| match event {
                Event::Text(text) => text.to_string(),
                Event::Html(html) | Event::InlineHtml(html) => read_markup(&html),
                _ => "\n".to_owned(),
            })
            .collect();
        let letters: Vec<char> = raw.chars().collect();
        for pair in letters.windows(2) {
            let next = pair[1].is_ascii_alphanumeric();
            assert!(!(matches!(pair[0], '@') && next), "a mention in\n{raw}");
            assert!(
                !(pair[0] == '#' && pair[1].is_ascii_digit()),
                "an issue in\n{raw}"
            );
        }
        let lower = raw.to_lowercase();
        for forbidden in ["gh-1", "://", "www.", ":tada:", ":+1:"] {
            assert!(!lower.contains(forbidden), "{forbidden} in\n{raw}");
        }
        assert!(
            !raw.chars()
                .any(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')),
            "{raw}"
        );
    }
}

#[test]
fn hostile_texts_show_themselves_on_the_page() {
    let (base, head) = hostile();
    let page = rendered(&viewed(&base, &head), Format::Html);
    assert!(
        !page
            .chars()
            .any(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    );
    let html = Html::parse_document(&page);
    for element in html.tree.values().filter_map(|node| node.as_element()) {
        let name = element.name();
        assert!(
            ![
                "script", "img", "iframe", "object", "link", "base", "form", "svg"
            ]
            .contains(&name),
            "<{name}>"
        );
        for (attribute, value) in element.attrs() {
            assert!(
                !attribute.starts_with("on")
                    && !["src", "srcset", "action", "style"].contains(&attribute),
                "{attribute}"
            );
            if attribute == "href" {
                let harmless = ["#", "https://", "http://", "mailto:", "tel:"]
                    .iter()
                    .any(|start| value.starts_with(start));
                assert!(harmless, "{value}");
            }
        }
    }
    let main = html
        .select(&Selector::parse("main").expect("a selector"))
        .next()
        .expect("a main part");
    let seen: String = main.text().collect();
    for text in HOSTILE {
        assert!(
            seen.contains(&as_seen(text)),
            "{text:?} does not show itself"
        );
    }
    let details = html
        .select(&Selector::parse("details").expect("a selector"))
        .count();
    assert_eq!(page.matches("<details").count(), details);
}

#[test]
fn hostile_texts_do_nothing_in_a_terminal_or_a_log() {
    let (base, head) = hostile();
    let view = viewed(&base, &head);
    let text = rendered(&view, Format::Text { color: false });
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
    let log = rendered(&view, Format::Github);
    for line in log.lines() {
        assert!(
            ["::error file=", "::warning file=", "::notice file="]
                .iter()
                .any(|start| line.starts_with(start)),
            "{line}"
        );
    }
    for format in [
        Format::Text { color: true },
        Format::Github,
        Format::Json,
        Format::Sarif,
    ] {
        let out = rendered(&view, format);
        assert!(
            !out.chars()
                .any(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')),
            "{format:?}"
        );
    }
    for format in [Format::Json, Format::Sarif] {
        serde_json::from_str::<serde_json::Value>(&rendered(&view, format)).expect("JSON");
    }
    for text in HOSTILE {
        let word = as_seen(text);
        let word = word.split_whitespace().next().expect("a word");
        assert!(
            rendered(&view, Format::Text { color: false }).contains(word),
            "{text} does not show itself"
        );
    }
}

#[test]
fn the_json_holds_what_the_other_formats_show() {
    let view = viewed(&many(3, None), &many(3, Some("120")));
    let json: serde_json::Value =
        serde_json::from_str(&rendered(&view, Format::Json)).expect("JSON");
    assert_eq!(json["schema_version"], 1);
    let change = &json["documents"][0]["versions"][0]["changes"][0];
    let (comment, page) = (
        rendered(&view, Format::Markdown),
        rendered(&view, Format::Html),
    );
    let part = |key: &str| {
        change["redline"][key]
            .as_str()
            .expect(key)
            .trim()
            .to_owned()
    };
    assert!(comment.contains(&part("markdown")) && page.contains(&part("html")));
    for line in part("text").lines() {
        assert!(rendered(&view, Format::Text { color: false }).contains(line.trim()));
    }
}
