//! What a finding says after what to do: a guess at what was meant.

use crate::model::finding::Phrase;

/// A known name that looks much like the one given.
pub static MEANT: Phrase = Phrase("advice.meant");

/// A letter of another script.
pub static LOOKALIKE: Phrase = Phrase("advice.lookalike");

/// A sign that cannot be seen.
pub static INVISIBLE: Phrase = Phrase("advice.invisible");

/// Typographic quotation marks, which YAML takes for letters.
pub static QUOTES: Phrase = Phrase("advice.quotes");

/// The command that brings back the bytes that were published.
pub static RESTORE: Phrase = Phrase("advice.restore");

/// Every one of these.
pub static PHRASES: &[&Phrase] = &[&MEANT, &LOOKALIKE, &INVISIBLE, &QUOTES, &RESTORE];
