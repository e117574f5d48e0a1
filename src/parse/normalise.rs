//! What makes no difference to a reader is taken away before texts are compared: the kind and
//! amount of white space, the Unicode composition of letters, invisible characters.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Whether `c` separates words, whatever its width and whether or not a line may break there.
pub fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Whether `c` shows nothing and says nothing: soft hyphen, zero-width space, word joiner, byte
/// order mark.
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

/// Whether `text` is already as normalised text is, but for spaces at its ends: the common case,
/// told from its bytes alone. Letters of Latin-1 and the usual dashes, quotes and dots are composed
/// as they are.
pub(super) fn is_plain(text: &str) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut space = false;
    while at < bytes.len() {
        // Eight bytes at a time: none below a space, no space beside another, and of the bytes that
        // begin a letter beyond ASCII only 0xc3.
        if let Some(word) = bytes
            .get(at..at + 8)
            .and_then(|word| word.try_into().ok().map(u64::from_le_bytes))
        {
            let control = word.wrapping_sub(ONES * 0x20) & !word & HIGH;
            let equal = |byte: u64| {
                let apart = word ^ (ONES * byte);
                !((apart & !HIGH).wrapping_add(!HIGH) | apart) & HIGH
            };
            let leads = word & (word << 1) & HIGH;
            if control == 0 && (leads == 0 || leads & !equal(0xc3) == 0) {
                let spaces = equal(0x20);
                if spaces & (spaces << 8) != 0 || (space && spaces & 0x80 != 0) {
                    return false;
                }
                space = spaces >> 63 != 0;
                at += 8;
                continue;
            }
        }
        match bytes[at] {
            b' ' if space => return false,
            b' ' => space = true,
            0x21..=0x7f => space = false,
            // A letter's first byte, or its second one after eight bytes that were looked at
            // together.
            0xc3 | 0x80..=0xbf => space = false,
            0xe2 if bytes.get(at + 1) == Some(&0x80)
                && matches!(
                    bytes.get(at + 2),
                    Some(0x93 | 0x94 | 0x98..=0x9e | 0xa2 | 0xa6)
                ) =>
            {
                space = false;
                at += 2;
            }
            _ => return false,
        }
        at += 1;
    }
    true
}

/// `text` in composed form on one line, with one space for any run of white space and none at the
/// ends.
pub fn line(text: &str) -> String {
    if is_plain(text) {
        return text.trim_matches(' ').to_owned();
    }
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
        assert_eq!(
            line("  1\u{a0}000\u{202f}kr \r\n\tper  år "),
            "1 000 kr per år"
        );
    }

    #[test]
    fn plain_text_is_told_from_text_that_has_to_be_normalised() {
        for text in [
            "",
            "a",
            "Kunden ska betala åtta – ”tio”… kronor.",
            " a b c d e f g h i j ",
        ] {
            assert!(is_plain(text), "{text:?}");
        }
        for text in [
            "a  b",
            "abcdefg  h",
            "abcdefgh  i",
            "a\tb",
            "rad\nrad",
            "1\u{a0}000",
            "a\u{30a}",
            "\u{200b}",
            "åäöåäö  å",
        ] {
            assert!(!is_plain(text), "{text:?}");
        }
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
