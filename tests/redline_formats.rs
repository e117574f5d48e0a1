//! What a reader sees of a redline in each format.

use avtalslogg::classify::{Verdict, weigh};
use avtalslogg::diff::{Comparison, compare};
use avtalslogg::model::section::SectionTree;
use avtalslogg::parse::sections::read;
use avtalslogg::render::redline::text::TextOptions;
use avtalslogg::render::redline::{Language, View, html, json, markdown, text};
use avtalslogg::words::Words;

struct Pair {
    old: SectionTree,
    new: SectionTree,
    comparison: Comparison,
    verdicts: Vec<Verdict>,
}

impl Pair {
    fn new(old: &str, new: &str) -> Self {
        let (old, new) = (read(old, 0), read(new, 0));
        let comparison = compare(&old, &new).expect("rebuilt");
        let verdicts = weigh(&comparison, &old, &new, &[]);
        Self {
            old,
            new,
            comparison,
            verdicts,
        }
    }

    fn view(&self) -> View<'_> {
        View {
            old_source: "v1.md",
            old: &self.old,
            new_source: "v2.md",
            new: &self.new,
            comparison: &self.comparison,
            verdicts: &self.verdicts,
        }
    }

    fn text(&self) -> String {
        text::render(&self.view(), &TextOptions::default())
    }

    fn html(&self) -> String {
        html::page(&self.view(), &Words::of(Language::Sv))
    }

    fn markdown(&self) -> String {
        markdown::render(&self.view(), &Words::of(Language::Sv))
    }
}

#[test]
fn text_lists_what_changed_first_and_then_shows_the_words() {
    let pair = Pair::new(
        "## 5 Pris\n\nKunden betalar inom 30 dagar.\n",
        "## 5 Pris\n\nKunden betalar inom 60 dagar.\n",
    );
    let text = pair.text();
    assert!(
        text.contains("1 ändring: 1 i sak, 0 redaktionella"),
        "{text}"
    );
    assert!(
        text.contains("tid eller frist ändrad: ”30 dagar” → ”60 dagar”"),
        "{text}"
    );
    assert!(
        text.contains("Kunden betalar inom [-30 dagar-]{+60 dagar+}."),
        "{text}"
    );
}

#[test]
fn stat_is_one_line_per_section() {
    let pair = Pair::new(
        "## 1 A\n\nEtt här.\n\n## 2 B\n\nTvå här.\n",
        "## 1 A\n\nEtt där.\n\n## 2 B\n\nTvå där.\n",
    );
    let text = text::render(
        &pair.view(),
        &TextOptions {
            stat: true,
            ..TextOptions::default()
        },
    );
    assert!(
        text.contains("2 B") && text.contains("1 A") && !text.contains("[-"),
        "{text}"
    );
}

#[test]
fn colour_is_used_only_where_it_is_wanted() {
    let pair = Pair::new("Ett ord här.\n", "Ett annat här.\n");
    assert!(!pair.text().contains('\u{1b}'));
    let options = TextOptions {
        color: true,
        ..TextOptions::default()
    };
    assert!(text::render(&pair.view(), &options).contains("\u{1b}[31;9mord\u{1b}[0m"));
}

#[test]
fn html_says_added_and_removed_as_real_text() {
    let page = Pair::new("Betala inom 30 dagar.\n", "Betala inom 60 dagar.\n").html();
    assert!(page.contains(
        "<del><span class=\"said\">[borttaget: </span>30 dagar<span class=\"said\">]</span></del>"
    ));
    assert!(page.contains(
        "<ins><span class=\"said\">[tillagt: </span>60 dagar<span class=\"said\">]</span></ins>"
    ));
    assert!(page.starts_with("<!doctype html>\n<html lang=\"sv\">"));
}

#[test]
fn nothing_from_a_text_becomes_markup() {
    let old =
        "Text <script>alert(1)</script> och [länk](javascript:alert(1)).\n\n<div onclick=\"x\">\n";
    let new = "Texten <script>alert(2)</script> och [länk](https://a.se \"x\").\n\n<img src=x onerror=y>\n";
    let page = Pair::new(old, new).html();
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<div onclick"));
    assert!(!page.contains("href=\"javascript") && page.contains("href=\"https://a.se\""));
}

#[test]
fn markdown_is_inert_in_a_review() {
    let markdown = Pair::new(
        "Enkel text.\n",
        "Fråga @chefen om #12 och ```kod``` i <b>x</b> https://a.se nu.\n",
    )
    .markdown();
    for live in ["@chefen", "#12", "```", "<b>", "https://"] {
        assert!(!markdown.contains(live), "{live}: {markdown}");
    }
}

#[test]
fn lists_stay_lists_and_tables_stay_tables() {
    let old = "1. ett\n   - under\n2. två\n\n| A | B |\n|---|---|\n| x | 10 kr |\n";
    let new = "1. ett\n   - under här\n2. två\n\n| A | B |\n|---|---|\n| x | 20 kr |\n";
    let page = Pair::new(old, new).html();
    assert!(page.contains("<ol>\n<li value=\"1\">") && page.contains("<ul>\n<li>"));
    assert!(page.contains("<th scope=\"col\">A</th>") && page.contains("<td>x</td><td><del>"));
}

#[test]
fn a_bold_word_and_a_new_link_target_are_shown() {
    let page = Pair::new(
        "Ett ord och [länk](https://a.se/1).\n",
        "Ett **ord** och [länk](https://a.se/2).\n",
    )
    .html();
    assert!(page.contains("<strong>ord</strong>") && page.contains("(https://a.se/2)"));
}

#[test]
fn points_that_only_got_another_label_are_not_told_of() {
    let points = |first: &str| {
        format!("{first}1. Kunden svarar.\n1. Kunden betalar.\n1. Kunden väntar.\n1. Kunden går.\n")
    };
    let text = Pair::new(&points(""), &points("1. Inera ringer.\n")).text();
    assert!(
        text.contains("{+Inera ringer.+}") && !text.contains("väntar"),
        "{text}"
    );
}

#[test]
fn a_term_replaced_throughout_is_told_once_with_its_count() {
    let text = Pair::new(
        "## A\n\nAgenten ansluter.\n\n## B\n\nAgenten svarar.\n",
        "## A\n\nOmbudet ansluter.\n\n## B\n\nOmbudet svarar.\n",
    )
    .text();
    assert!(
        text.contains("Utbytt begrepp: agenten → ombudet (2 ställen)"),
        "{text}"
    );
}

#[test]
fn json_has_the_agreed_shape() {
    let pair = Pair::new(
        "## 1 A\n\nEtt här.\n",
        "## 1 A\n\nEtt där.\n\n## 2 B\n\nNytt avsnitt.\n",
    );
    let value: serde_json::Value = serde_json::from_str(&json::render(&pair.view())).expect("JSON");
    assert_eq!(value["schema_version"], 1);
    assert_eq!(value["old"]["sections"][0]["number"], "1");
    assert_eq!(value["alignment"][1]["kinds"][0], "insertion");
    assert_eq!(value["changes"][0]["materiality"], "material");
    assert_eq!(value["changes"][0]["segments"][1]["op"], "delete");
    assert_eq!(value["totals"]["unchanged"], 0);
}

#[test]
fn equal_texts_have_nothing_to_show() {
    let pair = Pair::new("## A\n\nText.\n", "## A\n\nText.\n");
    assert!(pair.text().contains("Inga ändringar.") && pair.html().contains("Inga ändringar."));
}

#[test]
fn a_section_moved_below_another_heading_says_from_where_to_where() {
    let old = "# A\n\n## X\n\nKunden betalar sin avgift.\n\n## Y\n\nKunden svarar i tid.\n\n# B\n\n## Z\n\nInera har jour.\n";
    let new = "# A\n\n## Y\n\nKunden svarar i tid.\n\n# B\n\n## Z\n\nInera har jour.\n\n## X\n\nKunden betalar sin avgift.\n";
    assert!(
        Pair::new(old, new)
            .text()
            .contains("flyttat (från ”A” till ”B”) · i sak")
    );
}
