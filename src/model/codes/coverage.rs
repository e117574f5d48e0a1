//! Findings about notes and the changes that they speak of.

use crate::model::finding::Phrase;

/// A change lays a duty on the customer.
pub static SHOWS_DUTY: Phrase = Phrase("phrase.shows-duty");
/// A change brings a penalty.
pub static SHOWS_PENALTY: Phrase = Phrase("phrase.shows-penalty");
/// A change raises a price.
pub static SHOWS_PRICE: Phrase = Phrase("phrase.shows-price");
/// A change gives the customer less time.
pub static SHOWS_SHORTER: Phrase = Phrase("phrase.shows-shorter");
/// A change gives the other more time.
pub static SHOWS_LONGER: Phrase = Phrase("phrase.shows-longer");
/// A change takes a right from the customer.
pub static SHOWS_LOST: Phrase = Phrase("phrase.shows-lost");

/// What a change can show of the customer's disadvantage.
pub static SHOWN: &[&Phrase] = &[
    &SHOWS_DUTY,
    &SHOWS_PENALTY,
    &SHOWS_PRICE,
    &SHOWS_SHORTER,
    &SHOWS_LONGER,
    &SHOWS_LOST,
];

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
    /// An effect that the text contradicts: the customer gets a duty or loses something.
    EFFECT_CONTRADICTED "effect-contradicted" Deny;
    /// A change that only a person can judge, and whose entry does not say what it is.
    MATERIALITY_UNDECIDED "materiality-undecided" Deny;
    /// A judgement of other changes than those that stand under its entry now.
    JUDGED_OTHER_CHANGE "judged-other-change" Deny;
    /// A note that names a section by another number or title than the text.
    NOTE_NAMES_OTHER_SECTION "note-names-other-section" Deny;
    /// Two entries with one id.
    DUPLICATE_ENTRY_ID "duplicate-entry-id" Deny;
    /// An entry that names nothing.
    ENTRY_WITHOUT_SECTIONS "entry-without-sections" Deny;
    /// A correction or a fact that points at no entry.
    UNKNOWN_ENTRY "unknown-entry" Deny;
}
