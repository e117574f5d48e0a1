//! A text's headings, with bodies that are cut into blocks only when somebody asks for them.

use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown;
use super::reader::Reader;
use crate::model::section::{Block, Body, SectionTree, Source};
use crate::model::span::Span;

/// Reads the headings of `text` from byte `start`. `None` where a body depends on other parts of
/// the text: link definitions and footnotes may stand anywhere in it.
pub(super) fn read(text: &str, start: usize) -> Option<SectionTree> {
    let parser = markdown::parser(text.get(start..).unwrap_or_default());
    if parser.reference_definitions().iter().next().is_some() {
        return None;
    }
    let mut reader = Reader::new(text, start.min(text.len()));
    let mut depth = 0usize;
    let mut within = false;
    for (event, range) in parser.into_offset_iter() {
        let ends = match &event {
            Event::Start(Tag::Heading { .. }) if depth == 0 => {
                within = true;
                false
            }
            Event::End(TagEnd::Heading(_)) => true,
            Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => {
                depth += 1;
                false
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_)) => {
                depth = depth.saturating_sub(1);
                false
            }
            Event::Start(Tag::FootnoteDefinition(_)) | Event::FootnoteReference(_) => return None,
            _ => false,
        };
        if within {
            reader.event(event, Span::from(range).shifted(start));
            within = !ends;
        }
    }
    let source = Arc::new(Source {
        text: text.into(),
        cut: blocks,
    });
    for section in &mut reader.sections {
        let blank = text[section.body_span.range()]
            .bytes()
            .all(|byte| byte.is_ascii_whitespace());
        section.body = if blank {
            Body::default()
        } else {
            Body::within(&source, section.body_span)
        };
    }
    Some(reader.settle())
}

/// The blocks of the part `span` of `text`, which holds no heading of its own.
fn blocks(text: &str, span: Span) -> Vec<Block> {
    let mut reader = Reader::new(text, span.start);
    for (event, range) in markdown::parser(&text[span.range()]).into_offset_iter() {
        reader.event(event, Span::from(range).shifted(span.start));
    }
    reader.close_block();
    reader.blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::sections::whole;

    #[track_caller]
    fn check(text: &str) {
        let tree = read(text, 0).expect("a text without definitions");
        assert_eq!(tree, whole(text, 0));
    }

    #[test]
    fn blocks_cut_out_when_asked_for_are_those_of_the_whole_text() {
        check(
            "Ingress\n\n# 1 Ett #\nDirekt under.\n- a\n- b\n\n## 1.1 Två {#tva}\n\n1. x\n\n   y\n2. z\n",
        );
        check(
            "> citat\nlat rad\n# Rubrik\n> ## I citat\n\nTitel\n=====\n\n| a | b |\n|---|---|\n| 1 | 2 |\n# Nästa",
        );
        check(
            "# A\n\na) ett\nb) två\n\n# B\n\nc) tre\n\n```\n# inte rubrik\n```\n\n# C\n<!-- öppen\n\n# D\n",
        );
        check(
            "# A\r\n\r\n   indragen\r\n\r\n    kod\r\n\r\n## \r\n\r\n* * *\r\n   ### C\r\n- lista\r\n\r\n  # i lista\r\n",
        );
    }

    #[test]
    fn a_text_with_definitions_is_read_as_a_whole() {
        assert!(read("# A\n\n[länk][x]\n\n# B\n\n[x]: https://x.se\n", 0).is_none());
        assert!(read("# A\n\nnot[^1]\n\n# B\n\n[^1]: text\n", 0).is_none());
    }
}
