//! A text as the signs of which a number is made, whatever script, dash or space they are written
//! with.

use unicode_normalization::UnicodeNormalization as _;

use crate::harmless;

/// What a sign is to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A decimal digit of any script, by its value.
    Digit(u8),
    /// A letter.
    Letter(char),
    /// A sign that people put between the parts of a number: a dash, a plus, a space, a point, a
    /// colon, a stroke.
    Joint(char),
    /// Any other sign.
    Other,
}

/// A sign and the bytes where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

/// The signs of `text`. What nobody sees, marks over letters, and the signs that Markdown takes
/// away are none; an entity of HTML is the sign that it stands for.
pub(super) fn read(text: &str) -> impl Iterator<Item = Sign> + '_ {
    let mut at = 0;
    let characters = std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let (c, length) =
            entity(rest).or_else(|| rest.chars().next().map(|c| (c, c.len_utf8())))?;
        let range = (at, at + length);
        at += length;
        Some((c, range))
    });
    characters.flat_map(|(c, (start, end))| {
        let sign = move |kind| Sign { start, end, kind };
        let (first, rest) = kinds(c);
        first
            .map(sign)
            .into_iter()
            .chain(rest.into_iter().map(sign))
    })
}

/// What `c` is: nothing, one sign, or several where it stands for several.
fn kinds(c: char) -> (Option<Kind>, Vec<Kind>) {
    if c.is_ascii_alphanumeric() {
        (Some(kind(c)), Vec::new())
    } else if let Some(joint) = joint(c) {
        (Some(Kind::Joint(joint)), Vec::new())
    } else if is_nothing(c) {
        (None, Vec::new())
    } else if c.is_ascii() {
        (Some(kind(c)), Vec::new())
    } else {
        (None, c.nfkc().map(kind).collect())
    }
}

fn kind(c: char) -> Kind {
    match c
        .to_digit(10)
        .and_then(|value| u8::try_from(value).ok())
        .or_else(|| digit(c))
    {
        Some(value) => Kind::Digit(value),
        None if c.is_alphabetic() => Kind::Letter(c),
        None => Kind::Other,
    }
}

/// Entities that people, or programs for them, put into numbers.
const ENTITIES: [(&str, char); 14] = [
    ("nbsp", '\u{a0}'),
    ("shy", '\u{ad}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("hairsp", '\u{200a}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("hyphen", '\u{2010}'),
    ("ndash", '\u{2013}'),
    ("mdash", '\u{2014}'),
    ("minus", '\u{2212}'),
];

/// The sign that an entity at the start of `text` stands for, and the entity's length.
fn entity(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    let rest = text.strip_prefix('&')?;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &rest[..end];
    let number = name
        .strip_prefix('#')
        .and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
            None => number.parse().ok(),
        });
    let named = ENTITIES
        .iter()
        .find(|(own, _)| *own == name)
        .map(|(_, c)| *c);
    Some((number.and_then(char::from_u32).or(named)?, end + 2))
}

/// Whether `c` is a digit, or something else that counts, in any script.
pub(super) fn counts(c: char) -> bool {
    c.is_numeric() || digit(c).is_some()
}

/// Signs that stand in no number: they are not seen, or Markdown makes emphasis of them.
fn is_nothing(c: char) -> bool {
    let joins_lines = matches!(c, '\n' | '\r' | '\t');
    let mark = matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}');
    mark || matches!(c, '\\' | '*' | '_' | '`' | '~') || harmless::hidden(c) && !joins_lines
}

/// The plain sign that `c` is when it stands between the parts of a number.
fn joint(c: char) -> Option<char> {
    Some(match c {
        '-'
        | '\u{2d7}'
        | '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{207b}'
        | '\u{208b}'
        | '\u{2212}' => '-',
        '\u{2e3a}' | '\u{2e3b}' | '\u{301c}' | '\u{30fc}' | '\u{fe31}' | '\u{fe32}'
        | '\u{fe58}' => '-',
        '\u{fe63}' | '\u{ff0d}' | '\u{ff70}' | '\u{1806}' | '\u{5be}' | '\u{2500}' => '-',
        '+' | '\u{207a}' | '\u{208a}' | '\u{2795}' | '\u{fb29}' | '\u{fe62}' | '\u{ff0b}' => '+',
        '.' | '·' | '•' | '\u{2024}' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '\u{3002}'
        | '\u{30fb}' => '.',
        '\u{ff0e}' | '\u{fe52}' | '\u{ff61}' => '.',
        ':' | '\u{2236}' | '\u{a789}' | '\u{fe55}' | '\u{ff1a}' => ':',
        '/' | '\u{2044}' | '\u{2215}' | '\u{ff0f}' | '\u{29f8}' => '/',
        c if c.is_whitespace() || c == '\u{2800}' => ' ',
        _ => return None,
    })
}

/// The zeros of the scripts whose digits are no other spelling of ours; the other nine follow each
/// of them.
const ZEROS: [u32; 60] = [
    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
    0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
    0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16a60, 0x16ac0,
    0x16b50, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e950,
];

fn digit(c: char) -> Option<u8> {
    let c = u32::from(c);
    // Nearly all that is asked about lies before the first of them.
    if c < ZEROS[0] {
        return None;
    }
    let value = ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&c))
        .map(|zero| c - zero)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        let sign = |sign: Sign| match sign.kind {
            Kind::Digit(value) => char::from(b'0' + value),
            Kind::Letter(c) | Kind::Joint(c) => c,
            Kind::Other => '?',
        };
        read(text).map(sign).collect()
    }

    #[test]
    fn digits_of_every_script_have_their_value() {
        assert_eq!(
            plain("８１１２ ٨١١٢ ८११२ 𝟖𝟏𝟏𝟐 ⁸¹¹² ⑧①①② ⑫ 8️⃣"),
            "8112 8112 8112 8112 8112 8112 12 8"
        );
    }

    #[test]
    fn dashes_and_spaces_are_one_and_what_nobody_sees_is_none() {
        assert_eq!(
            plain("1‐2–3−4－5\u{a0}6\u{2009}7\u{ad}8\u{200b}9\u{202e}0\\-*1*\u{0}2"),
            "1-2-3-4-5 6 7890-12"
        );
        assert_eq!(plain("a§1,2;å"), "a?1?2?å");
        assert_eq!(
            plain("1&nbsp;2&#8209;3&#x2D;4&shy;5&#53; &amp;&#9999999;&"),
            "1 2-3-455 ?amp???9999999??"
        );
    }
}
