//! Findings about what a document states about the processing of personal data.

codes! {
    /// A particular that a document with personal data lacks.
    PARTICULAR_MISSING "particular-missing" Deny;
    /// A particular without words.
    PARTICULAR_EMPTY "particular-empty" Deny;
    /// Particulars without a data-processing agreement.
    AGREEMENT_NOT_STATED "agreement-not-stated" Warn;
}
