//! Running text in lines of a width.

/// `text` in lines of at most `most` columns; a longer word has a line of its own.
pub fn lines(text: &str, most: usize) -> Vec<String> {
    let options = textwrap::Options::new(most)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Vec::new();
    }
    let lines = textwrap::wrap(&text, options);
    lines.into_iter().map(|line| line.into_owned()).collect()
}
