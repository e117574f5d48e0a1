//! A text without the signs of formatting, so that "avsnitt **2**" and "[avsnitt 2](#pris)" are
//! read as "avsnitt 2".

use std::borrow::Cow;

use crate::model::span::Span;

/// Running text without formatting.
pub(crate) struct Plain<'t> {
    /// The text that a reader sees.
    pub text: Cow<'t, str>,
    /// For each byte of `text` the place in the source; none where both are the same.
    places: Option<Vec<usize>>,
    /// The links: bytes of `text`, and the target.
    pub links: Vec<(Span, String)>,
}

impl Plain<'_> {
    /// The bytes of the source that show the bytes `span` of the text.
    pub(crate) fn source(&self, span: Span) -> Span {
        let Some(places) = &self.places else {
            return span;
        };
        if span.start == span.end {
            return Span::new(places[span.start], places[span.start]);
        }
        let last = self.text[span.range()]
            .chars()
            .next_back()
            .map_or(1, char::len_utf8);
        Span::new(places[span.start], places[span.end - last] + last)
    }
}

/// `source` without the signs of emphasis, code, links, footnotes and escapes, on one line with
/// single spaces.
pub(crate) fn plain(source: &str) -> Plain<'_> {
    let signs = |c: char| {
        matches!(
            c,
            '*' | '_' | '~' | '`' | '[' | ']' | '\\' | '\n' | '\r' | '\t' | '\u{a0}'
        )
    };
    if !source.contains(signs) && !source.contains("  ") {
        return Plain {
            text: Cow::Borrowed(source),
            places: None,
            links: Vec::new(),
        };
    }
    let mut out = Out::default();
    let mut open: Vec<usize> = Vec::new();
    let mut links = Vec::new();
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        let next = rest[c.len_utf8()..].chars().next();
        let length = match c {
            '*' | '`' => 1,
            '~' if rest.starts_with("~~") => 2,
            '_' if !(out.ends_in_word() && next.is_some_and(char::is_alphanumeric)) => 1,
            '\\' if next.is_some_and(|c| c.is_ascii_punctuation()) => {
                let escaped = next.map_or(0, char::len_utf8);
                out.push(source, at + 1, escaped);
                1 + escaped
            }
            '[' if rest.starts_with("[^") => rest.find(']').map_or(1, |end| end + 1),
            '[' => {
                open.push(out.text.len());
                1
            }
            ']' => match (rest.strip_prefix("]("), open.pop()) {
                (Some(target), Some(start)) => {
                    let end = target.find(')').unwrap_or(target.len());
                    let to = target[..end].split_whitespace().next().unwrap_or_default();
                    links.push((Span::new(start, out.text.len()), to.to_owned()));
                    (2 + end + 1).min(rest.len())
                }
                _ => 1,
            },
            _ => {
                out.push(source, at, c.len_utf8());
                c.len_utf8()
            }
        };
        at += length;
        while !source.is_char_boundary(at) {
            at += 1;
        }
    }
    out.places.push(source.len());
    Plain {
        text: Cow::Owned(out.text),
        places: Some(out.places),
        links,
    }
}

#[derive(Default)]
struct Out {
    text: String,
    places: Vec<usize>,
}

impl Out {
    fn ends_in_word(&self) -> bool {
        self.text.ends_with(char::is_alphanumeric)
    }

    fn push(&mut self, source: &str, at: usize, length: usize) {
        let shown = &source[at..at + length];
        if shown.chars().all(char::is_whitespace) {
            if !self.text.ends_with(' ') {
                self.text.push(' ');
                self.places.push(at);
            }
            return;
        }
        self.text.push_str(shown);
        self.places.extend((0..length).map(|byte| at + byte));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_formatting_are_left_out_and_places_kept() {
        let source = "se **avsnitt** [2.1](#pris \"x\"),\npunkt\u{a0}_3_ och a\\*b[^1] i en_fil";
        let plain = plain(source);
        assert_eq!(plain.text, "se avsnitt 2.1, punkt 3 och a*b i en_fil");
        let at = plain.text.find("2.1").expect("there");
        assert_eq!(&source[plain.source(Span::new(at, at + 3)).range()], "2.1");
        assert_eq!(plain.links, [(Span::new(at, at + 3), "#pris".to_owned())]);
    }

    #[test]
    fn a_text_without_formatting_is_itself() {
        assert!(matches!(plain("avsnitt 2 – så").text, Cow::Borrowed(_)));
        assert_eq!(plain("[öppen ] och ]( slut").text, "öppen och ( slut");
    }
}
