//! A block's text in tokens: what a reader takes for one word stays one word.

mod numbers;
mod words;

use super::hashing::hash;
use crate::model::section::{Mark, MarkKind};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word, or an abbreviation with its stops ("t.ex.").
    Word,
    /// A number without a unit ("1 000", "3,5", "2018:218").
    Number,
    /// Money ("1 000 kr", "€ 20").
    Amount,
    /// A percentage ("25 %", "5 procent").
    Percentage,
    /// A length of time ("30 dagar", "3 months").
    Period,
    /// A number with another unit ("10 GB").
    Measure,
    /// A date ("2022-12-19", "19 december 2022", "December 19, 2022").
    Date,
    /// A reference to a part of a text ("avsnitt 6.2", "5 §", "Article 28.3").
    Reference,
    /// An e-mail address or URL.
    Address,
    /// A sign of punctuation.
    Punctuation,
    /// Another sign that carries meaning ("%", "+", "&").
    Sign,
}

/// One token: bytes of the block's text, and a key of its formatting (0 for none).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: TokenKind,
    /// The same for equal formatting: two words are equal if text and style are.
    pub style: u64,
}

impl Token {
    /// The token's text in the block's text.
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }
}

/// The length of a section's number at the start of `text` ("6.2", "5a").
pub(crate) fn label_length(text: &str) -> Option<usize> {
    numbers::label_length(text)
}

/// Whether the digits at the start of `text` are a number of their own, not an amount, a period or
/// a date.
pub(crate) fn is_bare_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && matches!(
            numbers::scan(text).1,
            TokenKind::Number | TokenKind::Reference | TokenKind::Word
        )
}

/// Cuts `text` into tokens. White space and the signs of formatting lie between tokens.
pub fn tokenize(text: &str, marks: &[Mark]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    if marks.is_empty() {
        scan(text, 0, text.len(), 0, &mut tokens);
        return tokens;
    }
    let mut styles = Styles::new(marks);
    let mut at = 0;
    while at < text.len() {
        let (style, hidden, end) = styles.run(at, text.len());
        if !hidden {
            scan(text, at, end, style, &mut tokens);
        }
        at = end;
    }
    tokens
}

/// Follows the marks along a text.
struct Styles<'a> {
    marks: &'a [Mark],
    next: usize,
    open: Vec<(usize, u64, bool)>,
}

impl<'a> Styles<'a> {
    fn new(marks: &'a [Mark]) -> Self {
        Self {
            marks,
            next: 0,
            open: Vec::new(),
        }
    }

    /// The style at byte `at`, whether it hides the text, and where the run of that style ends.
    fn run(&mut self, at: usize, length: usize) -> (u64, bool, usize) {
        self.open.retain(|(end, ..)| *end > at);
        while let Some(mark) = self
            .marks
            .get(self.next)
            .filter(|mark| mark.span.start <= at)
        {
            if mark.span.end > at {
                self.open.push((
                    mark.span.end,
                    key(&mark.kind),
                    mark.kind == MarkKind::Syntax,
                ));
            }
            self.next += 1;
        }
        let mut end = self
            .marks
            .get(self.next)
            .map_or(length, |mark| mark.span.start)
            .min(length);
        let mut style = 0u64;
        let mut hidden = false;
        for (until, key, syntax) in &self.open {
            end = end.min(*until);
            style = style.wrapping_add(*key);
            hidden |= *syntax;
        }
        (style, hidden, end.max(at + 1))
    }
}

/// A number that tells one formatting from another; adding them forgets the order of nesting.
fn key(kind: &MarkKind) -> u64 {
    match kind {
        MarkKind::Syntax | MarkKind::Html => 0,
        MarkKind::Strong => 1,
        MarkKind::Emphasis => 1 << 7,
        MarkKind::Strikethrough => 1 << 14,
        MarkKind::Code => 1 << 21,
        // Within this text a link follows the number of its heading: formatting, no address.
        MarkKind::Link(target) if target.starts_with('#') => ((hash(target) & 0xf) | 1) << 27,
        MarkKind::Link(target) => (hash(target) | 1) << 32,
        // The text of such a link is its target.
        MarkKind::Autolink(_) => 0,
        MarkKind::Image(target) => (hash(target) | 2) << 32,
    }
}

impl Token {
    /// Whether two tokens lead to different addresses, or only one is a link.
    pub fn leads_elsewhere(a: u64, b: u64) -> bool {
        a >> 32 != b >> 32
    }
}

impl Token {
    /// Whether a token of this style is code.
    pub fn is_code(style: u64) -> bool {
        (style >> 21) & 0x3f != 0
    }

    /// Whether only one of two tokens is struck out.
    pub fn strikes(a: u64, b: u64) -> bool {
        let struck = |style: u64| (style >> 14) & 0x7f != 0;
        struck(a) != struck(b)
    }
}

fn scan(text: &str, from: usize, to: usize, style: u64, tokens: &mut Vec<Token>) {
    let text = &text[..to];
    let mut at = from;
    while at < to {
        let rest = &text[at..];
        let first = rest.chars().next().unwrap_or(' ');
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (length, kind) = if first.is_ascii_digit() {
            numbers::scan(rest)
        } else if first.is_alphabetic() {
            words::scan(rest)
        } else if let Some(length) = numbers::currency_first(rest) {
            (length, TokenKind::Amount)
        } else if let Some(length) = numbers::paragraph_sign(rest) {
            (length, TokenKind::Reference)
        } else if first.is_alphanumeric() {
            (first.len_utf8(), TokenKind::Word)
        } else if matches!(
            first,
            '%' | '§' | '+' | '=' | '<' | '>' | '&' | '@' | '$' | '€' | '£' | '±' | '≤' | '≥' | '#'
        ) {
            (first.len_utf8(), TokenKind::Sign)
        } else {
            (first.len_utf8(), TokenKind::Punctuation)
        };
        tokens.push(Token {
            start: at,
            end: at + length,
            kind,
            style,
        });
        at += length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens: Vec<&str> = tokenize(text, &[]).iter().map(|t| t.text(text)).collect();
        assert_eq!(tokens, expected);
    }

    #[test]
    fn amounts_numbers_and_periods_are_one_token() {
        check("1 000 kr, 3,5 procent", &["1 000 kr", ",", "3,5 procent"]);
        check("inom 30 dagar efter", &["inom", "30 dagar", "efter"]);
        check(
            "pay €20 or SEK 1,000.",
            &["pay", "€20", "or", "SEK 1,000", "."],
        );
        check(
            "5 arbetsdagar och 10 GB",
            &["5 arbetsdagar", "och", "10 GB"],
        );
    }

    #[test]
    fn dates_are_one_token() {
        check("den 19 december 2022.", &["den", "19 december 2022", "."]);
        check(
            "from 2022-12-19 until December 24, 2023",
            &["from", "2022-12-19", "until", "December 24, 2023"],
        );
    }

    #[test]
    fn references_are_one_token() {
        check("enligt avsnitt 6.2.", &["enligt", "avsnitt 6.2", "."]);
        check(
            "se 2 kap. 5 a § och § 7",
            &["se", "2 kap. 5 a §", "och", "§ 7"],
        );
        check("Article 28.3 (a)", &["Article 28.3", "(", "a", ")"]);
    }

    #[test]
    fn addresses_and_abbreviations_are_one_token() {
        check(
            "skriv till a.b@c.se, t.ex. nu",
            &["skriv", "till", "a.b@c.se", ",", "t.ex.", "nu"],
        );
        check(
            "se https://x.se/a_(b)?c=d.",
            &["se", "https://x.se/a_(b)?c=d", "."],
        );
    }

    /// Each token with the first letters of its kind.
    #[track_caller]
    fn kinds(text: &str, expected: &[(&str, TokenKind)]) {
        let tokens: Vec<(&str, TokenKind)> = tokenize(text, &[])
            .iter()
            .map(|token| (token.text(text), token.kind))
            .collect();
        assert_eq!(tokens, expected);
    }

    #[test]
    fn thousands_stand_in_groups_of_three() {
        use TokenKind::{Amount, Number};
        kinds("1 000 000", &[("1 000 000", Number)]);
        kinds("1 0000", &[("1", Number), ("0000", Number)]);
        kinds("1234 567", &[("1234", Number), ("567", Number)]);
        kinds("123 456 kr", &[("123 456 kr", Amount)]);
        kinds("12 34", &[("12", Number), ("34", Number)]);
    }

    #[test]
    fn decimals_and_dotted_numbers_are_one_number() {
        use TokenKind::{Number, Punctuation, Word};
        for text in [
            "3,5", "6.2.1", "2018:218", "2016/679", "12:30", "4a", "3D", "10abc",
        ] {
            kinds(text, &[(text, Number)]);
        }
        kinds("5.", &[("5", Number), (".", Punctuation)]);
        kinds("10abcde", &[("10abcde", Word)]);
    }

    #[test]
    fn a_unit_belongs_to_its_number_if_it_is_a_whole_word() {
        use TokenKind::{Amount, Measure, Number, Percentage, Period, Punctuation, Word};
        for text in [
            "25%",
            "25 %",
            "5 ‰",
            "5 procent",
            "2 procentenheter",
            "5 per cent",
        ] {
            kinds(text, &[(text, Percentage)]);
        }
        for text in [
            "20€",
            "20 €",
            "5 kr",
            "5 miljoner kronor",
            "5 SEK",
            "SEK 5",
            "$5",
            "€ 5",
            "5 dollars",
        ] {
            kinds(text, &[(text, Amount)]);
        }
        for text in ["10 GB", "10GB", "5 m", "20 °C", "3 st"] {
            kinds(text, &[(text, Measure)]);
        }
        for text in [
            "30 dagar",
            "1 år",
            "two months",
            "en vecka",
            "trettio dagars",
            "5 business days",
        ] {
            kinds(text, &[(text, Period)]);
        }
        kinds("5m", &[("5m", Number)]);
        kinds("30 dagarna", &[("30", Number), ("dagarna", Word)]);
        kinds(
            "30 dag-",
            &[("30", Number), ("dag", Word), ("-", Punctuation)],
        );
        kinds("en dagbok", &[("en", Word), ("dagbok", Word)]);
        kinds("SEK kr", &[("SEK", Word), ("kr", Word)]);
    }

    #[test]
    fn a_date_is_told_from_a_number_before_a_word() {
        use TokenKind::{Date, Number, Word};
        for text in [
            "1 juli",
            "19 december 2022",
            "July 1",
            "July 1, 2023",
            "July 2023",
            "2022-12-19",
        ] {
            kinds(text, &[(text, Date)]);
        }
        kinds("100 juli", &[("100", Number), ("juli", Word)]);
        kinds("1 juli 22", &[("1 juli", Date), ("22", Number)]);
        kinds("July 123", &[("July", Word), ("123", Number)]);
        kinds("1 julis", &[("1", Number), ("julis", Word)]);
    }

    #[test]
    fn a_reference_takes_its_labels_with_it() {
        use TokenKind::{Number, Punctuation, Reference, Sign, Word};
        for text in [
            "5 §",
            "5 a §",
            "5a §",
            "11–14 §§",
            "11--14 §§",
            "2 kap. 5 §",
            "2 kap.",
            "§ 7",
            "avsnitt 6.2",
        ] {
            kinds(text, &[(text, Reference)]);
        }
        kinds("5  §", &[("5", Number), ("§", Sign)]);
        kinds("avsnittet A", &[("avsnittet", Word), ("A", Word)]);
        kinds("123456 §", &[("123456", Number), ("§", Sign)]);
        kinds("villkor 6", &[("villkor", Word), ("6", Number)]);
        kinds(
            "punkt 6, 7",
            &[("punkt 6", Reference), (",", Punctuation), ("7", Number)],
        );
    }

    #[test]
    fn a_word_keeps_what_stands_inside_it() {
        use TokenKind::{Address, Punctuation, Word};
        for text in [
            "e-post",
            "don't",
            "don’t",
            "t.ex.",
            "d.v.s.",
            "m.m.",
            "å\u{308}ngra",
            "snake_case",
        ] {
            kinds(text, &[(text, Word)]);
        }
        kinds(
            "på- och",
            &[("på", Word), ("-", Punctuation), ("och", Word)],
        );
        kinds(
            "slut.början",
            &[("slut", Word), (".", Punctuation), ("början", Word)],
        );
        kinds("m.m. Nytt", &[("m.m.", Word), ("Nytt", Word)]);
        for text in [
            "https://a.se/b",
            "www.a.se",
            "mailto:a@b.se",
            "a.b@c.se",
            "https://a.se/a_(b)",
        ] {
            kinds(text, &[(text, Address)]);
        }
        kinds(
            "(https://a.se/b)",
            &[
                ("(", Punctuation),
                ("https://a.se/b", Address),
                (")", Punctuation),
            ],
        );
        kinds("a@b", &[("a", Word), ("@", TokenKind::Sign), ("b", Word)]);
        kinds("a@b.se.", &[("a@b.se", Address), (".", Punctuation)]);
    }
}
