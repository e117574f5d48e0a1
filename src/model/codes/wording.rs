//! Findings about the words of a text: terms, numbers, signs, and what was not filled in.

codes! {
    /// A word that is written as a defined term and that nothing defines.
    UNDEFINED_TERM "undefined-term" Warn;
    /// A defined term that is used nowhere.
    UNUSED_TERM "unused-term" Warn;
    /// A term that is defined twice, differently.
    DUPLICATE_DEFINITION "duplicate-definition" Warn;
    /// A place that nobody filled in; in a draft only a warning.
    PLACEHOLDER "placeholder" Deny;
    /// A number in words and in digits that disagree.
    NUMBER_WORDS_DISAGREE "number-words-disagree" Deny;
    /// A quotation mark or bracket without its other half.
    UNMATCHED_SIGN "unmatched-sign" Warn;
    /// An annex that a text names and that is nowhere.
    MISSING_ANNEX "missing-annex" Warn;
}
