//! What makes no difference to a reader is taken away before texts are compared: the kind and amount of
//! white space, the Unicode composition of letters, invisible characters.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Whether `c` separates words, whatever its width and whether or not a line may break there.
pub fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Whether `c` shows nothing and says nothing: soft hyphen, zero-width space, word joiner, byte order mark.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// `text` in composed form (NFC).
pub fn composed(text: &str) -> std::borrow::Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.into()
    } else {
        text.nfc().collect::<String>().into()
    }
}

/// `text` in composed form on one line, with one space for any run of white space and none at the ends.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pending = false;
    for c in composed(text).chars() {
        if is_space(c) {
            pending = !out.is_empty();
        } else if !is_invisible(c) {
            if pending {
                out.push(' ');
                pending = false;
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_any_kind_and_length_is_one_space() {
        assert_eq!(line("  1\u{a0}000\u{202f}kr \r\n\tper  år "), "1 000 kr per år");
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        assert_eq!(line("a\u{30a}r"), "år");
    }

    #[test]
    fn a_soft_hyphen_is_not_seen() {
        assert_eq!(line("person\u{ad}uppgift"), "personuppgift");
    }
}
