//! Markdown to a tree of sections.

use super::markdown;
use super::outline;
use super::reader::Reader;
use crate::model::section::SectionTree;
use crate::model::span::Span;

/// Cuts the Markdown `text` from byte `start` (after the front matter) into sections. Positions
/// count in the whole `text`. Never fails.
pub fn read(text: &str, start: usize) -> SectionTree {
    let start = if start == 0 && text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        start
    };
    outline::read(text, start).unwrap_or_else(|| whole(text, start))
}

/// The same with the blocks of all bodies at once.
pub(super) fn whole(text: &str, start: usize) -> SectionTree {
    let markdown = text.get(start..).unwrap_or_default();
    let mut reader = Reader::new(text, start.min(text.len()));
    for (event, range) in markdown::parser(markdown).into_offset_iter() {
        reader.event(event, Span::from(range).shifted(start));
    }
    reader.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::section::{BlockKind, Section};

    fn body(text: &str) -> String {
        read(text, 0)
            .sections
            .iter()
            .map(Section::body)
            .collect::<Vec<_>>()
            .join("\n\n")
    }

    fn headings(text: &str) -> Vec<(u8, String, usize, Option<usize>)> {
        read(text, 0)
            .sections
            .into_iter()
            .map(|s| (s.level, s.heading, s.line, s.parent))
            .collect()
    }

    #[test]
    fn headings_at_depth_zero_are_sections_and_others_are_text() {
        let text =
            "Ingress\n\nTitel\n=====\n\n> ## Citat\n\n### 1.1 Hopp\n\n- # Punkt\n\n## Slut\n";
        assert_eq!(
            headings(text),
            [
                (0, String::new(), 1, None),
                (1, "Titel".into(), 3, None),
                (3, "1.1 Hopp".into(), 8, Some(1)),
                (2, "Slut".into(), 12, Some(1)),
            ]
        );
        assert!(body(text).contains("> ## Citat"));
    }

    #[test]
    fn an_id_is_read_and_is_not_part_of_the_heading() {
        let tree = read("# 2 **Pris** {#pris}\n", 0);
        let section = tree.get(0);
        assert_eq!(section.id.as_deref(), Some("pris"));
        assert_eq!(
            (section.number.as_deref(), section.title.as_str()),
            (Some("2"), "Pris")
        );
    }

    #[test]
    fn rewrapping_list_style_and_composition_do_not_show_in_the_body() {
        let one = "Kunden ska\nbetala 1\u{a0}000 kr.  \nGenast.\n\n* ett\n* två\n\n1) a\n2) b\n";
        let two = "Kunden ska betala 1 000 kr. Genast.\n\n- ett\n\n- tva\u{30a}\n\n1. a\n2. b\n";
        assert_eq!(body(one), body(two));
        assert_eq!(
            body(one),
            "Kunden ska betala 1 000 kr. Genast.\n\n- ett\n- två\n1. a\n2. b"
        );
    }

    #[test]
    fn numbers_stand_in_the_body_as_written_and_before_a_reader_as_counted() {
        let (one, two) = (read("1. a\n1. b\n", 0), read("1. a\n2. b\n", 0));
        assert_eq!(body("1. a\n1. b\n"), "1. a\n1. b");
        assert_eq!(one.sections[0].blocks()[1].prefix(), "2. ");
        assert!(one.sections[0].body.is_same(&two.sections[0].body));
    }

    #[test]
    fn lettered_points_are_points_wherever_the_lines_break() {
        let one = read("Kunden ska\n\na) betala,\nb) svara och\n\nc) vänta.\n", 0);
        let two = read(
            "Kunden ska\n\n(a) betala, (b) svara\noch\n\n(c) vänta.\n",
            0,
        );
        let points = |tree: &SectionTree| -> Vec<_> {
            tree.sections[0]
                .blocks()
                .iter()
                .map(|b| (b.point.clone(), b.text.clone()))
                .collect()
        };
        assert_eq!(points(&one), points(&two));
        assert_eq!(points(&one)[3], (Some("c".into()), "vänta.".into()));
    }

    #[test]
    fn points_carry_the_path_of_their_labels() {
        let tree = read("1. ett\n   1. under\n\n      mer\n2. två\n", 0);
        let paths: Vec<_> = tree.sections[0]
            .blocks()
            .iter()
            .map(|b| b.point.clone().unwrap())
            .collect();
        assert_eq!(paths, ["1", "1.1", "1.1", "2"]);
    }

    #[test]
    fn tables_are_rows_of_cells() {
        let tree = read("| Tjänst | Pris |\n|---|---|\n| **A** | 10 kr |\n", 0);
        let blocks = tree.sections[0].blocks();
        assert!(
            matches!(&blocks[0].kind, BlockKind::Row { header: true, cells } if cells[1] == "Pris")
        );
        assert_eq!(blocks[1].text, "**A** | 10 kr");
    }

    #[test]
    fn lines_count_in_the_whole_file_with_its_front_matter() {
        let text = "---\nid: x\n---\n\n# Titel\r\n\r\n## Två\r\n";
        let tree = read(text, text.find("\n\n").unwrap() + 1);
        assert_eq!(
            tree.sections.iter().map(|s| s.line).collect::<Vec<_>>(),
            [5, 7]
        );
    }

    #[test]
    fn hostile_markdown_is_read_without_panic() {
        for text in [
            "[".repeat(10_000),
            "> ".repeat(2_000),
            "- ".repeat(2_000),
            "*a ".repeat(3_000),
            "#\n".repeat(5_000),
        ] {
            let _ = read(&text, 0);
        }
    }
}
