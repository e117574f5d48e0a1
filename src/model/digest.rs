//! Digests: what a published file's bytes are known by.

use sha2::{Digest as _, Sha256};

/// The SHA-256 of `bytes` as records write it: `sha256:` and 64 hexadecimal digits.
pub fn of(bytes: &[u8]) -> String {
    written(&Sha256::digest(bytes))
}

fn written(digest: &[u8]) -> String {
    let mut out = String::with_capacity(71);
    out.push_str("sha256:");
    for byte in digest {
        out.push_str(&format!("{byte:02x}"));
    }
    out
}

/// Reads bytes from their start on, for the digests of longer and longer beginnings: each byte is
/// read once.
pub struct Reading<'b> {
    bytes: &'b [u8],
    at: usize,
    state: Sha256,
}

impl<'b> Reading<'b> {
    /// Begins to read `bytes`.
    pub fn of(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            state: Sha256::new(),
        }
    }

    /// The digest of the bytes before `end`, as [`of`] gives it.
    pub fn up_to(&mut self, end: usize) -> String {
        if end < self.at {
            *self = Self::of(self.bytes);
        }
        self.state.update(&self.bytes[self.at..end]);
        self.at = end;
        written(&self.state.clone().finalize())
    }
}

/// A short mark of `text`, for telling whether somebody touched it: 12 hexadecimal digits.
pub fn mark(text: &str) -> String {
    of(text.as_bytes())["sha256:".len()..][..12].to_owned()
}

/// The letters of line marks: base64 for addresses (RFC 4648, section 5).
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// How many letters mark one line.
pub const LINE_MARK: usize = 4;

/// A mark of [`LINE_MARK`] letters (24 bits) for each line of `bytes`, its ending included. The
/// digest of a file proves that it is whole; these marks say which of its lines are not.
pub fn line_marks(bytes: &[u8]) -> String {
    let mut out = String::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let digest = Sha256::digest(line);
        let bits = u32::from_be_bytes([0, digest[0], digest[1], digest[2]]);
        for place in (0..LINE_MARK).rev() {
            out.push(char::from(LETTERS[(bits >> (6 * place)) as usize & 63]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_the_standards() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            of(b"abc"),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn each_line_has_a_mark_of_its_own() {
        let marks = line_marks(b"abc\nabd\r\nabc\nabc");
        assert_eq!(marks.len(), 4 * LINE_MARK);
        let of = |line: usize| &marks[line * LINE_MARK..][..LINE_MARK];
        assert!(
            of(0) == of(2) && of(0) != of(1) && of(2) != of(3),
            "{marks}"
        );
        assert_eq!(line_marks(b""), "");
    }
}
