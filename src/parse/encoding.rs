//! Bytes to text, and what they seem to be when they are none.

use crate::model::codes::reading as codes;
use crate::model::finding::Phrase;

/// The UTF-8 text in `bytes`.
///
/// # Errors
/// The first byte that shows that it is none, and what the bytes seem to be.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, (usize, &'static Phrase)> {
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    // Every other byte of a plain letter is zero.
    let in_pairs = bytes.len() > 1 && (bytes[0] == 0) != (bytes[1] == 0);
    if marked || in_pairs {
        return Err((0, &codes::UTF_16));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let is_text = !bytes
            .iter()
            .any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace());
        (
            error.valid_up_to(),
            if is_text {
                &codes::OLDER_ENCODING
            } else {
                &codes::NO_TEXT
            },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_encodings_are_told_apart() {
        let of = |bytes: &[u8]| utf8(bytes).map(ToOwned::to_owned);
        assert_eq!(of("\u{feff}å".as_bytes()), Ok("\u{feff}å".to_owned()));
        assert_eq!(of(b"\xff\xfea\0"), Err((0, &codes::UTF_16)));
        assert_eq!(of(b"-\0-\0"), Err((0, &codes::UTF_16)));
        assert_eq!(of(b"R\xe5n"), Err((1, &codes::OLDER_ENCODING)));
        assert_eq!(of(b"PK\x03\x04\xff"), Err((4, &codes::NO_TEXT)));
    }
}
