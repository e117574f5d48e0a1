//! Findings about notes and the changes that they speak of.

codes! {
    /// A change that no entry names.
    CHANGE_WITHOUT_NOTE "change-without-note" Deny;
    /// An entry with no change behind it.
    NOTE_WITHOUT_CHANGE "note-without-change" Deny;
    /// An address that fits no section.
    UNKNOWN_SECTION "unknown-section" Deny;
    /// An address that fits several sections.
    AMBIGUOUS_SECTION "ambiguous-section" Deny;
    /// Entries that name one section with different dates.
    CONFLICTING_ENTRIES "conflicting-entries" Deny;
    /// An editorial label that the text contradicts.
    EDITORIAL_CONTRADICTED "editorial-contradicted" Deny;
    /// A reason whose change has become another one.
    STALE_REASON "stale-reason" Deny;
    /// A changed fact of the front matter without a note.
    FACT_WITHOUT_NOTE "fact-without-note" Deny;
    /// A note about a front-matter fact that did not change.
    FACT_NOT_CHANGED "fact-not-changed" Deny;
    /// A declared change of a term that a text does not have.
    TERM_NOT_CHANGED "term-not-changed" Deny;
    /// A material change without its effect on the customer.
    EFFECT_MISSING "effect-missing" Deny;
    /// A change that only a person can judge, and whose entry does not say what it is.
    MATERIALITY_UNDECIDED "materiality-undecided" Deny;
    /// Two entries with one id.
    DUPLICATE_ENTRY_ID "duplicate-entry-id" Deny;
    /// An entry that names nothing.
    ENTRY_WITHOUT_SECTIONS "entry-without-sections" Deny;
    /// A correction or a fact that points at no entry.
    UNKNOWN_ENTRY "unknown-entry" Deny;
}
