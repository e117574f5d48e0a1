//! Digests: what a published file's bytes are known by.

use sha2::{Digest as _, Sha256};

/// The SHA-256 of `bytes` as records write it: `sha256:` and 64 hexadecimal digits.
pub fn of(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(71);
    out.push_str("sha256:");
    for byte in Sha256::digest(bytes) {
        out.push_str(&format!("{byte:02x}"));
    }
    out
}

/// A short mark of `text`, for telling whether somebody touched it: 12 hexadecimal digits.
pub fn mark(text: &str) -> String {
    of(text.as_bytes())["sha256:".len()..][..12].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_the_standards() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(of(b"abc"), "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
