//! What a finding says after what to do: a guess at what was meant.

use crate::model::finding::Phrase;

/// A known name that looks much like the one given.
pub static MEANT: Phrase = Phrase {
    sv: " – menade du \"{meant}\"?",
    en: " – did you mean \"{meant}\"?",
};

/// A letter of another script.
pub static LOOKALIKE: Phrase = Phrase {
    sv: "; tecken {position} är {sign}, som bara ser ut som \"{like}\"; skriv \"{meant}\"",
    en: "; character {position} is {sign}, which only looks like \"{like}\"; write \"{meant}\"",
};

/// A sign that cannot be seen.
pub static INVISIBLE: Phrase = Phrase {
    sv: "; tecken {position} är {sign}, som inte syns; skriv \"{meant}\"",
    en: "; character {position} is {sign}, which nobody can see; write \"{meant}\"",
};

/// Typographic quotation marks, which YAML takes for letters.
pub static QUOTES: Phrase = Phrase {
    sv: "; typografiska citattecken (”) är vanlig text i YAML, använd raka (\")",
    en: "; typographic quotation marks (”) are ordinary text in YAML, use straight ones (\")",
};
