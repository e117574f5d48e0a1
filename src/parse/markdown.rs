//! The one place that sets pulldown-cmark's options: the text that is compared and the text that is
//! shown are read alike.

use pulldown_cmark::{Options, Parser};

/// The dialect of contract documents: CommonMark with tables, footnotes, strikethrough and heading
/// attributes. Smart punctuation stays off, because it would alter the text.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// A parser over `text` in that dialect.
pub fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, options())
}
